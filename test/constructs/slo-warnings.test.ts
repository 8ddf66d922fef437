import { Duration, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  AlertPolicy,
  AVERAGE_WARNING,
  BurnRateTier,
  FEW_PERIODS_WARNING,
  GoodWhen,
  JARGON_WARNING,
  NO_DATA_WARNING,
  NO_EVIDENCE_WARNING,
  SINGLE_PERIOD_WARNING,
  SLOW_PAGING_WARNING,
  Sli,
  type SloProps,
} from '../../lib';
import { declared, requests } from './fixture';

const depth = requests('Depth');
const goodWhen = GoodWhen.atMost(100);
const periods = (minutes: number, statistic = 'p99') =>
  Sli.metric({ metric: depth.with({ statistic }), goodWhen, period: Duration.minutes(minutes) });
const operations = (count: number) => Array.from({ length: count }, (_, at) => `GET /${at}`);
const tickets = AlertPolicy.of(BurnRateTier.ticket({ name: 'days', longWindow: Duration.days(3), budgetPercent: 20 }));

/** What synth warns of an SLO, each with its id at the end as the CDK writes it. */
function warnings(change: Partial<SloProps>, acknowledged: readonly string[] = []) {
  const { stack, slo } = declared(change, { environment: 'eks:prod/shop' });
  for (const id of acknowledged) Validations.of(slo).acknowledge({ id, reason: 'We know.' });
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => entry.data);
}

describe('what will work, but maybe not as expected', () => {
  it.each([
    [
      JARGON_WARNING,
      { reply: 'The API has elevated errors.' },
      'reply of orders: got "API" and "elevated errors", allowed are words that customers know: say it in theirs, explain it in parentheses, or acknowledge this',
    ],
    [
      NO_DATA_WARNING,
      { requestsPerHourAtTrough: undefined },
      'orders has no no-data alarm: requestsPerHourAtTrough: got nothing; declare how many requests come in the quietest hour, or acknowledge this',
    ],
    [
      NO_EVIDENCE_WARNING,
      { sli: Sli.latency({ operations: operations(6), threshold: Duration.millis(300) }) },
      'orders has no evidence alarm, so a few bad requests in a quiet hour call someone: its SLI counts over 12 metrics, and an alarm reads ten; declare fewer operations, or acknowledge this',
    ],
    // 13.44 * 0.001 * 12 and 5.6 * 0.001 * 72 are less than one period.
    [
      SINGLE_PERIOD_WARNING,
      { sli: periods(5) },
      'one bad period of 5 min puts fast and slow of orders into ALARM (someone is called when 2 of 12 periods are bad): count requests instead of periods, lower the goal, or acknowledge this',
    ],
    // 5.6 * 0.001 * 360 is two: the slow tier needs three bad minutes.
    [
      SINGLE_PERIOD_WARNING,
      { sli: periods(1) },
      'one bad period of 1 min puts fast of orders into ALARM (someone is called when 4 of 60 periods are bad): count requests instead of periods, lower the goal, or acknowledge this',
    ],
    // 1 % of 28 days are 403.2 minutes.
    [
      FEW_PERIODS_WARNING,
      { sli: periods(5), attainmentGoal: 99 },
      'the error budget of orders is 80.6 periods, fewer than 100, so its alarms hardly differ: count requests, lower the goal, take a longer interval or shorter periods, or acknowledge this',
    ],
    [
      SLOW_PAGING_WARNING,
      { requestsPerHourAtTrough: 20 },
      'orders calls someone late in quiet hours: at 20 requests an hour a total outage is noticed after up to 25 minutes in 19 of 20 cases: add a canary that asks every minute, or acknowledge this',
    ],
    [
      AVERAGE_WARNING,
      { sli: periods(1, 'Average'), attainmentGoal: 95 },
      'orders judges the average of Shop Depth, behind which many bad outcomes hide: take a percentile such as p99, count bad requests, or acknowledge this',
    ],
  ] satisfies [string, Partial<SloProps>, string][])('is warned of: %s', (id, change, text) => {
    expect(warnings(change)).toContain(`${text} [ack: ${id}]`);
    expect(warnings(change, [id])).not.toContainEqual(expect.stringContaining(id));
    expect(warnings(change, [id])).toHaveLength(warnings(change).length - 1);
  });

  it('has nothing to say about an ordinary SLO', () => {
    expect(warnings({})).toEqual([]);
    expect(warnings({ sli: periods(1), attainmentGoal: 95 })).toEqual([]);
  });

  it.each([
    [
      'a canary, of whose single run the average is taken',
      Sli.canaryDuration({ canaryName: 'home', threshold: Duration.seconds(30) }),
    ],
    ['a percentile', periods(1, 'p99')],
  ])('does not take %s for an average', (_what, sli) => {
    expect(warnings({ sli, attainmentGoal: 95 }).filter((text) => `${text}`.includes(AVERAGE_WARNING))).toEqual([]);
  });
});

describe('an SLI over more metrics than an alarm reads', () => {
  const many = { sli: Sli.availability({ operations: operations(11) }) };

  it('has neither an evidence nor a no-data alarm', () => {
    expect(Object.keys(declared(many, { environment: 'eks:prod/shop' }).slo.alarms)).toEqual([
      'fast',
      'slow',
      'ticket',
    ]);
    expect(warnings(many)).toEqual([
      `orders has no no-data alarm: requestsPerHourAtTrough: its SLI counts over 11 metrics, and an alarm reads ten, or acknowledge this [ack: ${NO_DATA_WARNING}]`,
      expect.stringContaining(`[ack: ${NO_EVIDENCE_WARNING}]`),
    ]);
  });

  it('has both with ten', () => {
    const { slo } = declared(
      { sli: Sli.availability({ operations: operations(10) }) },
      { environment: 'eks:prod/shop' },
    );
    expect(Object.keys(slo.alarms)).toEqual(['fast', 'slow', 'ticket', 'evidence', 'no-data']);
    expect(slo.alarms.evidence!.metrics).toHaveLength(11);
  });

  it.each([
    ['nobody is called', { alertPolicy: tickets }],
    ['there is so much traffic that a call needs a hundred bad requests', { requestsPerHourAtTrough: 7441 }],
  ])('needs no evidence where %s', (_why, change) => {
    expect(warnings({ ...many, ...change }).filter((text) => `${text}`.includes(NO_EVIDENCE_WARNING))).toEqual([]);
  });
});

describe('an SLO without alarms', () => {
  it('is warned of what it judges alone', () => {
    const alertPolicy = AlertPolicy.none('We look at it once a quarter.');
    expect(warnings({ alertPolicy, requestsPerHourAtTrough: undefined })).toEqual([]);
    expect(warnings({ alertPolicy, sli: periods(15, 'Average') })).toEqual([expect.stringContaining(AVERAGE_WARNING)]);
  });
});
