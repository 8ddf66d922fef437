import { App, Aws, Duration, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { MathExpression, Metric, Unit } from 'aws-cdk-lib/aws-cloudwatch';
import {
  Interval,
  type ISli,
  Route,
  Service,
  type ServiceProps,
  Sli,
  Slo,
  type SloProps,
  Team,
  type TeamProps,
} from '../../lib';
import { declared, faults, requests, SERVICE, SLO, TEAM } from './fixture';

const TOKEN = Lazy.string({ produce: () => 'later' });
const good = requests('Good');
const total = requests('Total');

describe('a wrong declaration', () => {
  it('is refused with all its faults at once, below the path of the construct', () => {
    const wrong = {
      sloName: 'no spaces',
      attainmentGoal: 100,
      promise: ' ',
      businessImpact: '',
      explanation: '',
      sli: Sli.ratio({ good: good.with({ statistic: 'p99' }), total }),
      requestsPerHourAtTrough: -1,
    };
    expect(() => declared(wrong)).toThrow(
      [
        'Shop/Orders:',
        '  - sloName: got "no spaces", allowed are letters, digits, ".", "_" and "-", with a letter or digit first and last',
        '  - attainment goal: got 100, allowed are percents greater than 1 and less than 100, for example 99.9',
        '  - promise: got a blank text, allowed is a sentence',
        '  - businessImpact: got a blank text, allowed is a sentence',
        '  - explanation: got a blank text, allowed is a sentence',
        '  - sli.good: got statistic p99, allowed is Sum (or what else counts: SampleCount, TC)',
        '  - requestsPerHourAtTrough: got -1, allowed are numbers above 0 (leave it out when traffic stops at night)',
      ].join('\n'),
    );
  });

  it.each([
    ['a goal of 0', { attainmentGoal: 0 }, /got 0, allowed/],
    ['a fraction for a percentage', { attainmentGoal: 0.999 }, /got 0.999, allowed.*\(99.9\)/],
    ['a goal that is no number', { attainmentGoal: Number.NaN }, /got NaN, allowed/],
    [
      'a goal so low that no alarm can fire',
      { attainmentGoal: 60 },
      /alertPolicy: got the recommended one, none of whose/,
    ],
    ['a goal known only later', { attainmentGoal: Token.asNumber('x') }, /^attainmentGoal: got a token/],
    ['an interval of more than a year', { interval: Interval.rolling(Duration.days(400)) }, /interval: got 400 days/],
    ['an empty name', { sloName: '' }, /sloName: got ""/],
    ['a name with a slash', { sloName: 'a/b' }, /sloName: got "a\/b"/],
    ['a name that is too long', { sloName: 'x'.repeat(124) }, /have 128 characters, allowed are 127/],
    ['a name known only later', { sloName: TOKEN }, /^sloName: got a token, allowed is a value known at synth$/],
    ['a promise known only later', { promise: TOKEN }, /^promise: got a token/],
    ['a promise that fits no alarm', { promise: 'x'.repeat(301) }, /promise: got 301 characters, allowed are 300/],
    ['a blank feature', { feature: ' ' }, /feature: got a blank text/],
    ['a feature that is no tag', { feature: 'a & b' }, /feature: got "a & b", allowed/],
    ['a blank description', { description: '' }, /description: got a blank text/],
    [
      'texts too long for the catalogue',
      { explanation: 'é'.repeat(2000) },
      /catalogue entry: got \d{4} bytes, allowed are 4096/,
    ],
    ['a trough that is no number', { requestsPerHourAtTrough: Number.NaN }, /requestsPerHourAtTrough: got NaN/],
    ['no SLI, from a caller without types', { sli: undefined as unknown as ISli }, /^sli: got nothing/],
    ['no promise, from a caller without types', { promise: undefined as unknown as string }, /^promise: got nothing/],
    ['no name, from a caller without types', { sloName: undefined as unknown as string }, /^sloName: got nothing/],
  ] satisfies [string, Partial<SloProps>, RegExp][])('is refused for %s', (_what, change, message) => {
    const found = faults(() => declared(change));
    expect(found).toContainEqual(expect.stringMatching(message));
    for (const fault of found) expect(fault).toMatch(/: .*allowed/);
  });

  it.each([
    [
      'an expression alone',
      new MathExpression({ expression: 'SEARCH(" {Shop} ", "Sum", 60)' }),
      /got the expression "SEARCH.*" without a metric, allowed is .*knows the period of metrics only/,
    ],
    ['an average', good.with({ statistic: 'Average' }), /got statistic Average, allowed is Sum/],
    ['another region', good.with({ region: 'eu-west-3' }), /got account or region eu-west-3/],
    ['another account', good.with({ account: Aws.ACCOUNT_ID }), /got account or region a token/],
    ['a unit', good.with({ unit: Unit.BYTES }), /got unit Bytes, allowed is none/],
    ['a dimension known only later', good.with({ dimensionsMap: { Api: TOKEN } }), /got a token in namespace, name or/],
  ])('is refused for a metric with %s', (_what, metric, message) => {
    const found = faults(() => declared({ sli: Sli.ratio({ good: metric, total }) }));
    expect(found).toEqual([expect.stringMatching(message)]);
    expect(found[0]).toMatch(/^sli\.good: /);
  });

  it('is refused for one metric as good and as total', () => {
    expect(faults(() => declared({ sli: Sli.ratio({ good: total, total: requests('Total') }) }))).toEqual([
      'sli: got the metric Shop Total as good and as total, allowed are two different metrics',
    ]);
  });

  it.each([
    ['hours', Duration.hours(36)],
    ['half days', Duration.days(1.5)],
  ])('of an interval is refused for %s', (_what, length) => {
    expect(faults(() => Interval.rolling(length))).toEqual([
      expect.stringMatching(/^interval: got .*allowed are whole/),
    ]);
  });

  it.each([
    ['a stage with a dash', { stage: 'pre-prod' }, /stage: got "pre-prod"/],
    ['a stage known only later', { stage: Aws.REGION }, /stage: got a token/],
    ['a service name with a blank', { serviceName: 'my shop' }, /serviceName: got "my shop"/],
    ['a service name known only later', { serviceName: TOKEN }, /serviceName: got a token/],
    ['a segment with a slash', { segment: 'fr/be' }, /segment: got "fr\/be"/],
    ['two first steps', { runbookFirstSteps: ['a', 'b'] }, /runbookFirstSteps: got 2, allowed are at least 3/],
    ['a blank first step', { runbookFirstSteps: ['a', ' ', 'c'] }, /runbookFirstSteps\[1\]: got a blank/],
    ['a runbook that is no address', { runbookUrl: 'wiki' }, /runbookUrl: got "wiki"/],
    ['a runbook that would run', { runbookUrl: 'javascript:alert(1)' }, /runbookUrl: got "javascript/],
    ['a runbook that fits no alarm', { runbookUrl: `https://x/${'y'.repeat(300)}` }, /got 310 characters/],
    ['no review cycle', { reviewCycle: Duration.days(0) }, /reviewCycle: got no time at all/],
  ] satisfies [string, Partial<ServiceProps>, RegExp][])('of a service is refused for %s', (_what, change, message) => {
    expect(faults(() => declared({}, change))).toEqual([expect.stringMatching(message)]);
  });

  it.each([
    ['a time zone that does not exist', { timeZone: 'Europe/Lyon' }, /timeZone: got "Europe\/Lyon"/],
    ['a time zone that is an offset', { timeZone: '+01:00' }, /timeZone: got "\+01:00"/],
    ['no contact', { contact: '' }, /contact: got a blank text/],
    ['a blank stakeholder', { businessStakeholder: '\t' }, /businessStakeholder: got a blank text/],
    ['a name that is no tag', { teamName: 'R&D' }, /teamName: got "R&D", allowed/],
    ['no route', { routes: [] }, /routes: got none/],
    ['a route to a name that no target can have', { routes: [Route.always('#ops')] }, /routes: target: got "#ops"/],
  ] satisfies [string, Partial<TeamProps>, RegExp][])('of a team is refused for %s', (_what, change, message) => {
    expect(faults(() => declared({}, {}, change))).toEqual([expect.stringMatching(message)]);
  });
});

describe('names that are taken', () => {
  it('are refused for an SLO, wherever in the app, with who has them', () => {
    const { stack } = declared();
    const other = new Stack(stack.node.root as App, 'Other');
    const service = new Service(other, 'S', { team: new Team(other, 'T', TEAM), ...SERVICE, serviceName: 'other' });
    expect(faults(() => new Slo(other, 'Again', { service, ...SLO }))).toEqual([
      'sloName: got "orders", which Shop/Orders has in stage prod; allowed is each name once',
    ]);
  });

  it('are refused for a service, with who has them', () => {
    const { stack } = declared();
    expect(faults(() => new Service(stack, 'Again', { team: new Team(stack, 'T', TEAM), ...SERVICE }))).toEqual([
      'serviceName: got "shop", whose composite alarm prod-shop-breach belongs to Shop/Service; allowed is each service and segment once',
    ]);
  });

  it.each([
    ['in another stage', 'eu-west-3', { stage: 'staging' }],
    ['in another region', 'eu-central-1', {}],
  ])('are free %s', (_what, region, change) => {
    const app = new App();
    for (const [id, env, props] of [
      ['First', { region: 'eu-west-3', account: '111122223333' }, {}],
      ['Second', { region, account: '111122223333' }, change],
    ] as const) {
      const stack = new Stack(app, id, { env });
      const service = new Service(stack, 'S', { team: new Team(stack, 'T', TEAM), ...SERVICE, ...props });
      expect(() => new Slo(stack, 'Orders', { service, ...SLO })).not.toThrow();
    }
  });

  it('are free for another segment, which has a composite alarm of its own', () => {
    const { stack } = declared();
    const team = new Team(stack, 'T', TEAM);
    const service = new Service(stack, 'France', { team, ...SERVICE, segment: 'fr' });
    new Slo(stack, 'OrdersFrance', { service, ...SLO, sloName: 'orders-fr' });
    const composites = Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm');
    expect(Object.values(composites).map(({ Properties }) => Properties.AlarmName)).toEqual([
      'prod-shop-breach',
      'prod-shop-fr-breach',
    ]);
  });
});

describe('a service', () => {
  it('is refused for an SLO of another stack, whose alarms CloudWatch could not delete', () => {
    const { stack, shop } = declared();
    const other = new Stack(stack.node.root as App, 'Other');
    expect(faults(() => new Slo(other, 'New', { service: shop, ...SLO, sloName: 'new' }))).toEqual([
      expect.stringMatching(/^service: got one of stack Shop, allowed is one of the SLO's own stack Other/),
    ]);
  });

  it('is refused when its name makes one of an alarm that CloudWatch does not take', () => {
    const long = { serviceName: 's'.repeat(120), segment: 'e'.repeat(120) };
    // prod-, both with their -, -rollback-part99: 5 + 120 + 1 + 120 + 16.
    expect(faults(() => declared({}, long))).toEqual([
      'serviceName: got a name that makes, with stage and segment, the name of an alarm of up to 262 characters, allowed are 255',
    ]);
  });

  it('without SLOs has no composite alarm', () => {
    const stack = new Stack(new App(), 'Shop');
    new Service(stack, 'Service', { team: new Team(stack, 'Team', TEAM), ...SERVICE });
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  });

  it('records how often it is reviewed', () => {
    expect(declared().slo.entry.review).toEqual({ everyDays: 30 });
  });

  it('records when it was reviewed, which is a date', () => {
    expect(declared({}, { reviewedOn: '2026-11-02' }).slo.entry.review).toEqual({ everyDays: 30, last: '2026-11-02' });
    expect(faults(() => declared({}, { reviewedOn: '2026-02-30' }))).toEqual([
      'reviewedOn: got "2026-02-30", allowed are dates like "2026-11-02"',
    ]);
  });
});

describe('a metric', () => {
  it('may have any period: requests are counted per minute', () => {
    const daily = (name: string) => new Metric({ ...requests(name), period: Duration.days(1), statistic: 'sum' });
    expect(faults(() => declared({ sli: Sli.ratio({ good: daily('Good'), total: daily('Total') }) }))).toEqual([]);
  });
});
