import { importOpenSlo } from '../../lib/openslo';
import { LARGEST_FILE_BYTES } from '../../lib/openslo/limits';
import { leftOf, sloYaml } from './fixture';

const refused = (text: string) => () => importOpenSlo([{ name: 'slo.yaml', text }]);

/** Each level repeats the one before nine times: 387,420,489 values at the end. */
const BILLION_LAUGHS = [
  'a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]',
  ...Array.from({ length: 8 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`),
].join('\n');

describe('a file that cannot be read', () => {
  it.each([
    ['is empty', '', 'slo.yaml: got no document, allowed are OpenSLO documents as YAML'],
    ['has comments only', '# later\n---\n', 'slo.yaml: got no document, allowed are OpenSLO documents as YAML'],
    [
      'is indented by tabs',
      'kind: SLO\nmetadata:\n\tname: x\n',
      'slo.yaml:3: got a tab as indentation, allowed are spaces',
    ],
    [
      'is not YAML',
      'kind: [SLO\nmetadata: x\n',
      'slo.yaml:2: got what YAML 1.2 does not know (Flow sequence in block collection must be sufficiently indented and end with a ]), allowed is YAML 1.2',
    ],
    ['is binary', 'kind: SLO\n\0\u0001', 'slo.yaml:2: got bytes that are no text, allowed is YAML in UTF-8'],
    [
      'is too large',
      `#${'x'.repeat(LARGEST_FILE_BYTES)}`,
      `slo.yaml: got 1000001 bytes, allowed are 1000000: split the file`,
    ],
    [
      'is a YAML bomb',
      BILLION_LAUGHS,
      'slo.yaml:5: got aliases that repeat more than 10000 values, allowed are 10000: write out what is meant',
    ],
    [
      'repeats itself',
      'a: 1\nb: &b\n  c: *b\n',
      'slo.yaml:3: got the alias *b inside its own anchor, allowed is one outside',
    ],
    [
      'names an anchor before it stands',
      'a: *b\nb: &b 1\n',
      'slo.yaml:1: got the alias *b, allowed are anchors that stand before it',
    ],
    [
      'merges a text',
      'a: &a x\nb:\n  <<: *a\n',
      'slo.yaml:3: got a merge key (<<) without a mapping, allowed are aliases of mappings',
    ],
    ['has a key twice', 'kind: SLO\nkind: SLI\n', 'slo.yaml:2: got the key "kind" twice, allowed is each key once'],
    [
      'has keys that are no texts',
      '? [a]\n: 1\n',
      'slo.yaml:1: got what YAML 1.2 does not know (With stringKeys, all keys must be strings), allowed is YAML 1.2',
    ],
    ['nests without end', '['.repeat(300_000), 'slo.yaml:1: got more than 100 levels of nesting, allowed are 100'],
    [
      'nests lists in one line',
      `a:\n${'- '.repeat(300_000)}`,
      'slo.yaml:2: got more than 100 levels of nesting, allowed are 100',
    ],
    [
      'nests by indentation',
      Array.from({ length: 500 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
      'slo.yaml:101: got more than 100 levels of nesting, allowed are 100',
    ],
  ])('%s', (_, text, message) => {
    expect(refused(text)).toThrow(expect.objectContaining({ name: 'OpenSloError', message }));
  });

  it('takes no time that matters, whatever stands in it', () => {
    const texts = [
      ']'.repeat(40_000),
      '*a '.repeat(20_000),
      '&a '.repeat(20_000),
      '---\n'.repeat(20_000),
      '"'.repeat(40_000),
    ];
    const before = process.cpuUsage();
    for (const text of texts) expect(refused(text)).toThrow('slo.yaml');
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });
});

describe('anchors', () => {
  it('may be repeated as people do, and merged: what stands in the mapping itself wins', () => {
    const text = `- apiVersion: openslo/v1
  kind: SLO
  metadata: { name: first }
  spec: &web
    service: web
    indicatorRef: nowhere
    budgetingMethod: Occurrences
    objectives: [{ target: 0.99 }]
- apiVersion: openslo/v1
  kind: SLO
  metadata: { name: second }
  spec:
    service: shop
    <<: [*web, { indicatorRef: not this one }]
`;
    const { slos, typescript, left } = importOpenSlo([{ name: 'slo.yaml', text }]);
    expect(slos).toEqual(['first', 'second']);
    expect(typescript).toContain('service: services.shop');
    expect(left.map(({ line, name }) => [line, name])).toEqual([
      [6, 'first'],
      [6, 'second'],
    ]);
  });
});

describe('a text', () => {
  it('may begin with a byte order mark, and end its lines as on Windows', () => {
    const lines = ['apiVersion: openslo/v1', 'kind: Service', 'metadata:', '  name: web', ''];
    expect(leftOf(`\ufeff${lines.join('\r\n')}`)).toEqual([
      ': no SLO of it was written, so nothing is: declare a Service if it has others',
    ]);
  });
});

describe('a document that cannot be used', () => {
  const FUTURE = sloYaml().replace('openslo/v1', 'openslo/v2');
  it.each([
    ['of another version', FUTURE, ['apiVersion: got "openslo/v2", allowed is openslo/v1']],
    ['without a name', sloYaml({}, {}), ['metadata.name: got nothing, allowed is a text']],
    [
      'without an indicator, which people can give',
      sloYaml({ indicator: undefined }),
      ['spec.indicator: got nothing, allowed is indicator or indicatorRef'],
    ],
    [
      'with both indicators',
      sloYaml({ indicatorRef: 'answers' }),
      ['spec.indicatorRef: got indicator and indicatorRef, allowed is one of them'],
    ],
    ['without objectives', sloYaml({ objectives: undefined }), ['spec.objectives: got nothing, allowed is a list']],
    [
      'without a goal',
      sloYaml({ objectives: [{ displayName: 'x' }] }),
      ['spec.objectives[0]: got neither target nor targetPercent, allowed is one of them; this SLO is not written'],
    ],
    [
      'with the goal of always',
      sloYaml({ objectives: [{ target: '1.0' }] }),
      [
        'spec.objectives[0].target: got 1.0, which is 100 percent; allowed are percents greater than 1 and less than 100, for example 99.9; this SLO is not written',
      ],
    ],
    [
      'with a goal finer than any interval can show',
      sloYaml({ objectives: [{ targetPercent: '99.99999999999999' }] }),
      [
        'spec.objectives[0].targetPercent: got 99.99999999999999, which is 99.99999999999999 percent; allowed are at most 12 decimals; this SLO is not written',
      ],
    ],
    [
      'with the name of the test alarm',
      sloYaml({}, { name: 'delivery-canary' }),
      [
        `metadata.name: got "delivery-canary", allowed is any but the name of the response stack's test alarm; this SLO is not written`,
      ],
    ],
    [
      'with a threshold and no operator',
      sloYaml({
        indicator: {
          spec: {
            thresholdMetric: {
              metricSource: { type: 'CloudWatch', spec: { namespace: 'W', metricName: 'L', stat: 'p99' } },
            },
          },
        },
      }),
      [
        'spec.objectives[0].op: got nothing, allowed with a thresholdMetric are op and value; give `sli` where the function is called',
      ],
    ],
    [
      'with slices and no target for them',
      sloYaml({ budgetingMethod: 'Timeslices', objectives: [{ target: '0.99', timeSliceWindow: '1m' }] }),
      [
        'spec.objectives[0].timeSliceTarget: got nothing, allowed with Timeslices are timeSliceWindow and timeSliceTarget; give `sli` where the function is called',
      ],
    ],
    [
      'with slices of an hour',
      sloYaml({
        budgetingMethod: 'Timeslices',
        objectives: [{ target: '0.99', timeSliceTarget: '0.9', timeSliceWindow: '1h' }],
      }),
      [
        'spec.objectives[0].timeSliceWindow: got 1h, allowed are 1 to 15 minutes, the periods of Application Signals; give `sli` where the function is called',
      ],
    ],
    [
      'with a metric as good and as total',
      sloYaml().replace('Good', 'Total'),
      [
        'spec.indicator.spec.ratioMetric.good: got the metric that total has, allowed are two different metrics; give `sli` where the function is called',
      ],
    ],
    [
      'with a metric that lacks its statistic',
      sloYaml().replace(',"stat":"Sum"', ''),
      [
        'spec.indicator.spec.ratioMetric.good.metricSource.spec.stat: got nothing, allowed is a text; give `sli` where the function is called',
      ],
    ],
    [
      'with a window of years',
      sloYaml({ timeWindow: [{ duration: '400d', isRolling: true }] }),
      [
        'spec.timeWindow[0].duration: got 400d: rolling interval: got 400 days, allowed are whole minutes of more than 0 and at most 366 days; say `interval` where the function is called',
      ],
    ],
    [
      'with a window that neither rolls nor has a calendar',
      sloYaml({ timeWindow: [{ duration: '1M', isRolling: false }] }),
      [
        'spec.timeWindow[0]: got isRolling false without a calendar, allowed is a calendar with startTime; say `interval` where the function is called',
      ],
    ],
    [
      'whose description is too long for anything',
      sloYaml({ description: 'x'.repeat(1050) }),
      [
        'spec.description: got 1050 characters, allowed are 1024; say promise and description where the function is called',
      ],
    ],
  ])('%s', (_, text, left) => {
    expect(leftOf(text)).toEqual(left);
  });

  it('has more alert conditions than an SLO may have windows', () => {
    const policy = (hours: number) => ({
      kind: 'AlertPolicy',
      spec: {
        alertWhenBreaching: 'true',
        conditions: [
          {
            kind: 'AlertCondition',
            spec: { severity: 'page', condition: { op: 'gt', threshold: '5', lookbackWindow: `${hours}h` } },
          },
        ],
      },
    });
    const left = leftOf(sloYaml({ alertPolicies: [1, 2, 3, 4, 5, 7].map(policy) }));
    expect(left).toEqual([
      'spec.alertPolicies: alert recipe of OpenSLO: got 12 look-back windows, allowed are 10; the recommended policy watches answers instead',
    ]);
  });

  it('has an indicator beside those of its objectives', () => {
    const left = leftOf(sloYaml({ objectives: [{ target: '0.99', indicatorRef: 'nowhere' }] }));
    expect(left).toEqual([
      'spec.objectives: got objectives with indicators of their own: each is an SLO of its own here, and nothing adds them up; Journey is one alarm over several services',
      'spec: got an indicator beside those of objectives, allowed is the one or the other; it is not used',
      'spec.objectives[0].indicatorRef: got "nowhere", which is no SLI in these files; there is none: give the file that has it, too',
    ]);
  });

  it('is one of several that take one name', () => {
    const text = ['web-a', 'web']
      .map((name) =>
        sloYaml(
          {
            objectives: [
              { displayName: 'a', target: '0.9' },
              { displayName: 'b', target: '0.8' },
            ].slice(0, name === 'web' ? 2 : 1),
          },
          { name },
        ),
      )
      .join('\n---\n');
    expect(leftOf(text)).toEqual([
      'metadata.name: got "web-a", which is the name of the SLO at slo.yaml, line 1; allowed is each name once; this SLO is not written',
    ]);
  });
});
