import { type App, Aspects, Aws, Stack, Tags } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Kpi, RequireOwners, RequireSloDetails, SegmentedSlo, Segments, Sli, SloDetail } from '../../lib';
import { parseCatalogueEntry } from '../../lib/model/contracts/catalogue';
import { declared, faults, requests, SLO } from './fixture';

describe('a KPI', () => {
  it('stands in the catalogue entry of its SLO, with its owner', () => {
    const { stack, slo, template } = declared();
    new Kpi(stack, 'Kpi', { kpiName: 'Orders that go through', slo });
    new Kpi(stack, 'Other', { kpiName: 'Lost sales', slo, owner: 'Head of sales' });
    const [parameter] = Object.values(template().findResources('AWS::SSM::Parameter'));
    expect(parseCatalogueEntry(parameter!.Properties.Value).kpis).toEqual([
      { name: 'Orders that go through', owner: 'checkout' },
      { name: 'Lost sales', owner: 'Head of sales' },
    ]);
  });

  it('is refused without an SLO, without a name, and twice', () => {
    const { stack, slo } = declared();
    expect(faults(() => new Kpi(stack, 'No', { kpiName: ' ', slo: undefined as never }))).toEqual([
      'kpiName: got a blank text, allowed is a sentence',
      'slo: got nothing, allowed is the SLO that measures the KPI: a KPI without a promise is merely collected',
    ]);
    new Kpi(stack, 'Kpi', { kpiName: 'Orders', slo });
    expect(faults(() => new Kpi(stack, 'Twice', { kpiName: 'Orders', slo }))).toEqual([
      'kpiName: got "Orders", which Shop/Kpi has; allowed is each name once',
    ]);
  });
});

describe('what an organisation asks for', () => {
  it('is a warning for each missing detail, or a fault', () => {
    const { stack } = declared({ agreedBy: ['Head of sales'] });
    Aspects.of(stack).add(RequireSloDetails.warn(SloDetail.AGREED_BY, SloDetail.EXPLANATION));
    Aspects.of(stack).add(RequireSloDetails.refuse(SloDetail.SLA));
    const found = Annotations.fromStack(stack);
    expect(found.findWarning('*', Match.anyValue()).map(({ entry }) => entry.data)).toEqual([
      'orders: explanation: got nothing, allowed is a sentence for readers who do not know the service, or acknowledge this [ack: cdk-slo:missing-explanation]',
    ]);
    found.hasError('*', 'orders: sla: got nothing, allowed is the percent that the contract promises');
  });

  it('is refused when it asks for nothing', () => {
    expect(faults(() => RequireSloDetails.warn())).toEqual(['details: got none, allowed is at least one']);
  });
});

describe('owners', () => {
  it('stand on everything that a team declares, and what has none is refused', () => {
    const { stack } = declared();
    const other = new Stack(stack.node.root as App, 'Other');
    const metric = requests('Good');
    new Alarm(other, 'Nobodys', { metric, threshold: 1, evaluationPeriods: 1 });
    Tags.of(new Alarm(other, 'Ours', { metric, threshold: 1, evaluationPeriods: 1 })).add('owner', 'checkout');
    Aspects.of(stack.node.root).add(new RequireOwners());
    expect(() => (stack.node.root as App).synth()).toThrow(
      "Validation failed with the following errors:\n  [Other/Nobodys/Resource] tag owner: got none, allowed is the team that answers for it: Tags.of(it).add('owner', 'checkout')",
    );
  });
});

describe('one declaration over segments', () => {
  const segments = Segments.of('Plan', 'free', 'pro', 'big business');

  it('is an SLO for each, on its own dimension value, with goal and incidents of its own', () => {
    const { stack, shop } = declared();
    const { slos } = new SegmentedSlo(stack, 'Plans', {
      service: shop,
      ...SLO,
      segments,
      attainmentGoals: { pro: 99.95 },
    });
    expect(
      slos.map(({ sloName, entry: { segment, attainmentGoal, measurement } }) => [
        sloName,
        segment,
        attainmentGoal,
        measurement.total.metrics.total!.dimensions,
      ]),
    ).toEqual([
      ['orders-free', 'free', '99.9', { Operation: 'orders', Plan: 'free' }],
      ['orders-pro', 'pro', '99.95', { Operation: 'orders', Plan: 'pro' }],
      ['orders-big-business', 'big-business', '99.9', { Operation: 'orders', Plan: 'big business' }],
    ]);
    Template.fromStack(stack).resourceCountIs('AWS::ApplicationSignals::ServiceLevelObjective', 4);
  });

  it('is refused for an SLI that has no segments, and for segments that are none', () => {
    const { stack, shop } = declared({}, { environment: 'eks:prod/shop' });
    const declare = (change: object) =>
      faults(() => new SegmentedSlo(stack, 'X', { service: shop, ...SLO, segments, ...change }));
    expect(declare({ sli: Sli.availability({ operation: 'GET /' }) })).toEqual([
      'sli: got an SLI without own metrics, allowed are ratio, errorRatio, metric and outcomes: the metrics of Application Signals have no segments',
    ]);
    const { stack: other, shop: its } = declared();
    const wrong = { segments: Segments.of('Plan', 'a b', 'a-b', ' '), attainmentGoals: { max: 99 } };
    expect(faults(() => new SegmentedSlo(other, 'X', { service: its, ...SLO, ...wrong }))).toEqual([
      'segments[2]: got a blank text, allowed is what the metrics say',
      'segments: got "a-b" twice, allowed is each once (names hold letters, digits, ".", "_", "-")',
      'attainmentGoals: got "max", allowed are the segments a b, a-b,  ',
    ]);
  });
});

describe('where pages are published', () => {
  const pages = (sloPageUrl: string) => declared({}, { stage: 'dev' }, { sloPageUrl }).slo;

  it('is said once by the team: the entry and each alarm name the page of the SLO, after the runbook', () => {
    const { entry, alarms } = pages('https://docs.shop.example/slos/{stage}/{slo}.md?of={slo}');
    expect(entry.page).toBe('https://docs.shop.example/slos/dev/orders.md?of=orders');
    for (const { alarmDescription } of Object.values(alarms)) {
      expect(alarmDescription).toMatch(
        / Owner: checkout\. Runbook: https:\/\/runbooks\.shop\.example\/shop Page: https:\/\/docs\.shop\.example\/slos\/dev\/orders\.md\?of=orders$/,
      );
    }
  });

  it('is nowhere unless it was said', () => {
    const { entry, alarms } = declared().slo;
    expect(entry).not.toHaveProperty('page');
    expect(alarms.fast!.alarmDescription).toMatch(/Runbook: https:\/\/runbooks\.shop\.example\/shop$/);
  });

  it.each([
    ['/slos/{slo}.md', 'sloPageUrl: got "/slos/{slo}.md", allowed is an http or https address'],
    [
      'https://docs.shop.example/slos.md',
      'sloPageUrl: got "https://docs.shop.example/slos.md", allowed is an address with {slo} in it: each SLO has a page of its own',
    ],
    ['https://docs.shop.example/{team}/{slo}', 'sloPageUrl: got "{team}", allowed are {stage} and {slo}'],
    ['https://docs.shop.example/{slo', 'sloPageUrl: got "{slo", allowed are {stage} and {slo}'],
    [`https://docs.shop.example/${'x'.repeat(300)}/{slo}`, 'sloPageUrl: got 332 characters, allowed are 300'],
    [Aws.REGION, 'sloPageUrl: got a token, allowed is a value known at synth'],
  ])('is refused: %s', (sloPageUrl, fault) => {
    expect(faults(() => pages(sloPageUrl))).toEqual([fault]);
  });

  it('outlives the longest texts: words are cut, links are not', () => {
    const sloPageUrl = `https://docs.shop.example/${'d'.repeat(260)}/{slo}`;
    const runbookUrl = `https://runbooks.shop.example/${'r'.repeat(260)}`;
    const { slo } = declared(
      { promise: '🧣'.repeat(150), sloName: 's'.repeat(120) },
      { runbookUrl, serviceName: 'v'.repeat(120) },
      { sloPageUrl, teamName: 't'.repeat(100) },
    );
    for (const { alarmDescription = '' } of Object.values(slo.alarms)) {
      expect(alarmDescription.length).toBeLessThanOrEqual(1024);
      expect(alarmDescription).not.toMatch(/\p{Cs}/u);
      expect(alarmDescription).toMatch(
        new RegExp(`… Owner: t{100}\\. Runbook: ${runbookUrl} Page: ${slo.entry.page}$`),
      );
    }
  });
});
