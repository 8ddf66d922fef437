import { Duration } from 'aws-cdk-lib';
import { AlertPolicy, BudgetAlarms, Component, Interval, Sli, type SloProps } from '../../lib';
import { type Declared, headingsOf, pagesOf, section } from './fixture';
import { brokenLinks, seenBy } from './reader';

const pageOf = (slo: Partial<SloProps>, change: Declared = {}) =>
  pagesOf({ ...change, service: { environment: 'eks:prod/shop', ...change.service }, slos: [slo] })['prod/orders.md']!;

describe('texts of people', () => {
  const HOSTILE = [
    'a | b | c',
    'one\n# two\n- three',
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
    '](../../etc/passwd) <https://evil.example>',
    '@echarpe/ops #12 `code` ~~gone~~ <!-- hidden',
    'a  \n\n## Objective\n\nfake',
  ];

  it.each(HOSTILE)('are only text: %j', (text) => {
    const pages = pagesOf({
      team: { contact: text, businessStakeholder: text },
      service: {
        runbookFirstSteps: [text, text, text],
        components: [Component.of({ name: text })],
      },
      slos: [{ promise: text, businessImpact: text, explanation: text, agreedBy: [text] }],
    });
    const seen = seenBy(pages);
    expect(brokenLinks(seen)).toEqual([]);
    for (const { links, html, headings } of Object.values(seen)) {
      // An address that stands in a text may be a link to what it shows.
      expect(links.filter((link) => /javascript|passwd/.test(link))).toEqual([]);
      expect(html).not.toMatch(/<(script|img|del|!--(?! Made by))/);
      expect(headings.filter(({ words }) => words === 'fake' || words === 'two')).toEqual([]);
    }
    const page = pages['prod/orders.md']!;
    expect(headingsOf(page)).toEqual(['Objective', 'Explanation', 'Measurement', 'Actionable insights']);
    // Every row of a table has the cells of its head.
    for (const table of page.split('\n\n').filter((block) => block.startsWith('| '))) {
      const cells = table.split('\n').map((row) => row.replace(/\\\|/g, '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
    // GitHub would tell a team of that name.
    expect(page.replace(/`[^`]*`/g, '')).not.toMatch(/@[a-z]/i);
  });
});

describe('what nobody has said', () => {
  const page = pageOf({});

  it('is said honestly, with the way to say it', () => {
    expect(section(page, 'Explanation')).toMatch(/^Nobody has written yet what is measured, and why\. .*`explanation`/);
    expect(section(page, 'Objective')).toContain(
      '| Agreed by | nobody is named yet: `agreedBy` of the SLO names them |',
    );
    expect(section(page, 'Objective')).toContain('| Contract (SLA) | none |');
    expect(section(page, 'Measurement')).toContain('nobody has named them yet. `components` of the service does.');
    expect(section(page, 'Actionable insights')).toContain('Nobody has said when that was last done: `reviewedOn`');
  });
});

describe('the objective', () => {
  it.each<[string, Partial<SloProps>, string]>([
    [
      'a month',
      { interval: Interval.calendarMonths() },
      '1 of 1,000 requests; as a time in which all of them fail: 43.2 min in 30 days, 8.76 h a year',
    ],
    [
      'a goal with decimals',
      { attainmentGoal: 99.95 },
      '1 of 2,000 requests; as a time in which all of them fail: 20.16 min in 28 days, 4.38 h a year',
    ],
    [
      'a goal that is no unit fraction',
      { attainmentGoal: 99.7 },
      '3 of 1,000 requests; as a time in which all of them fail: 2.02 h in 28 days, 26.28 h a year',
    ],
    [
      'five nines',
      { attainmentGoal: 99.999 },
      '1 of 100,000 requests; as a time in which all of them fail: 0.4 min in 28 days, 5.26 min a year',
    ],
    [
      'periods',
      { sli: Sli.latencyPercentile({ operation: 'GET /', percentile: 99, threshold: Duration.seconds(1) }) },
      '1 of 1,000 minutes; as a time: 40.32 min in 28 days, 8.76 h a year',
    ],
  ])('says what may go wrong: %s', (_what, slo, words) => {
    expect(section(pageOf(slo), 'Objective')).toContain(`| May go wrong | ${words} |`);
  });

  it('names the contract, and when the SLO is in danger', () => {
    const objective = section(pageOf({ sla: 99.5, warningThreshold: 30 }), 'Objective');
    expect(objective).toContain('| Contract (SLA) | 99.5 % was promised to customers by contract |');
    expect(objective).toContain('| In danger when | 30 % or less of that is left |');
  });
});

describe('the explanation', () => {
  it('says who notices, what it is about and how much hangs on it', () => {
    const inner = section(pageOf({ customerFacing: false, critical: true, feature: 'checkout' }), 'Explanation');
    expect(inner).toContain('Customers notice nothing directly');
    expect(inner).toContain('It is critical: when it breaks quickly, customers are stopped.');
    expect(inner).toContain('It is about the feature checkout.');
    expect(inner).toContain('When it is broken: Every failed order is a lost sale.');
  });
});

describe('the measurement', () => {
  it.each<[string, Partial<SloProps>, string[]]>([
    [
      'requests of an own metric',
      {},
      [
        'Each request counts once, as good or as bad. All are `total`, bad are those that are not `good`.',
        '| `good`: good ones | `Good` | `Shop` | `Operation=orders` | `Sum` |',
      ],
    ],
    [
      'availability',
      { sli: Sli.availability({ operation: 'POST /orders' }) },
      [
        'All are `total`, bad are `bad`.',
        '| `bad`: bad ones | `Fault` | `ApplicationSignals` | `Environment=eks:prod/shop`, `Operation=POST /orders`, `Service=shop` | `Sum` |',
      ],
    ],
    [
      'latency',
      { sli: Sli.latency({ operation: 'POST /orders', threshold: Duration.millis(500) }) },
      ['`TC(:500)`: how many were at most 500 |'],
    ],
    [
      'several operations',
      { sli: Sli.availability({ operations: ['GET /a', 'GET /b'] }) },
      ['Counted for each `Operation` and added up: `GET /a`, `GET /b`.'],
    ],
    [
      'periods',
      {
        sli: Sli.latencyPercentile({
          operation: 'GET /',
          percentile: 99,
          threshold: Duration.seconds(1),
          period: Duration.minutes(5),
        }),
      },
      [
        'Each 5-minute period counts as a whole. It is good when `value` is at most 1000.',
        '| `value` | `Latency` |',
        '`p99` |',
      ],
    ],
  ])('of %s says what is good, in which metrics', (_what, slo, words) => {
    const measurement = section(pageOf(slo), 'Measurement');
    for (const each of words) expect(measurement).toContain(each);
  });

  it('says which part tells what about itself (S1.42)', () => {
    const components = [Component.of({ name: 'orders database', traces: false })];
    expect(section(pageOf({}, { service: { components } }), 'Measurement')).toContain(
      '| orders database | yes | yes | **no** |',
    );
  });
});

describe('actionable insights', () => {
  const insights = (slo: Partial<SloProps>, change?: Declared) => section(pageOf(slo, change), 'Actionable insights');
  const row = (text: string, alarm: string) => text.split('\n').find((line) => line.startsWith(`| \`${alarm}\` |`));

  it('of a critical SLO say that the fastest alarm is SEV1, and silence SEV2', () => {
    const text = insights({ critical: true });
    expect(row(text, 'fast')).toContain('SEV1. The on-call engineer is woken.');
    expect(row(text, 'slow')).toContain('SEV2. The on-call engineer is woken.');
    expect(row(text, 'no-data')).toContain('SEV2. The on-call engineer is woken.');
    expect(text).toContain('SEV1: customers are stopped, drop everything. SEV2:');
  });

  it('say that alarms on the budget open no incident, and after how long an outage uses it up', () => {
    const text = insights({ budgetAlarms: BudgetAlarms.of() });
    // 40.32 minutes are the budget of 28 days.
    expect(row(text, 'budget-warning')).toContain(
      '| 21 min | No incident: it stands on dashboards and tells nobody. |',
    );
    expect(row(text, 'budget-exhausted')).toContain('| 41 min |');
  });

  it('of an SLO in shadow say that nobody hears of it', () => {
    const text = insights({ alertPolicy: AlertPolicy.shadow() });
    expect(text).toMatch(/^It is on trial \(in shadow\)/);
    expect(text).not.toMatch(/is woken\.|SEV/);
  });

  it('without evidence know no few requests, and are as fast as the tier', () => {
    const text = insights({ requestsPerHourAtTrough: 100_000 });
    expect(text).not.toContain('While only a few');
    expect(row(text, 'fast')).toContain('| 1 min |');
  });

  it('count whole periods where periods are judged', () => {
    const sli = Sli.latencyPercentile({
      operation: 'GET /',
      percentile: 99,
      threshold: Duration.seconds(1),
      period: Duration.minutes(5),
    });
    // 2 of 12 periods are evidence; 0.9333 * 1/1000 * 4320 min is 4.03 min, seen after a whole period.
    expect(row(insights({ sli }), 'fast')).toContain('| 10 min |');
    expect(row(insights({ sli }), 'ticket')).toContain('| 5 min |');
  });

  it('lead to the runbook, and name every day of review', () => {
    const text = insights({}, { service: { reviewCycle: Duration.days(1), reviewedOn: '2026-11-02' } });
    expect(text).toContain('reviewed every day. Last time: 2026-11-02. Next time: **2026-11-03**.');
    expect(text).toContain('Then: [the full runbook](https://runbooks.shop.example/shop).');
  });
});

describe('a runbook', () => {
  const runbookOf = (...slos: Partial<SloProps>[]) =>
    section(pagesOf({ slos })['prod/runbooks/shop.md']!, 'What the alarms mean');

  it('says once what is the same for several SLOs, and names those for which it is not', () => {
    const text = runbookOf({ sloName: 'a' }, { sloName: 'b' }, { sloName: 'c', critical: true });
    const fast = text.split('\n').filter((line) => line.startsWith('| `fast` |'));
    expect(fast.map((line) => line.split(' | ').at(-1))).toEqual(['`a` and `b` |', '`c` |']);
    expect(text.match(/While only a few/g)).toHaveLength(1);
  });

  it('sets apart what is on trial: it calls nobody', () => {
    const text = runbookOf({ sloName: 'a' }, { sloName: 'b', alertPolicy: AlertPolicy.shadow() });
    expect(text.match(/\| `fast` \|/g)).toHaveLength(1);
    expect(text).toContain('On trial (in shadow): `b`. Alarms are recorded, and nobody is woken or told.');
  });

  it('is honest about a service none of whose alarms tells anybody', () => {
    expect(runbookOf({ alertPolicy: AlertPolicy.none('We look at it each week.') })).toBe(
      'None of them tells anybody.',
    );
  });
});
