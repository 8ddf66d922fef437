import { Duration } from 'aws-cdk-lib';
import {
  AlertPolicy,
  BurnRateTier,
  type BurnRateTierProps,
  GoodWhen,
  Interval,
  Sli,
  type SloProps,
} from '../../../lib';
import { requests } from '../fixture';
import { type Row, slo } from './row';

const tier = (change: Partial<BurnRateTierProps> = {}) =>
  BurnRateTier.page({ name: 'quick', longWindow: Duration.hours(1), budgetPercent: 2, ...change });
const ticket = (change: Partial<BurnRateTierProps> = {}) =>
  BurnRateTier.ticket({ name: 'later', longWindow: Duration.days(3), budgetPercent: 10, ...change });
const policy = (
  what: string,
  tiers: BurnRateTier[],
  faults: readonly string[],
  change: Partial<SloProps> = {},
): Row => [what, slo({ ...change, alertPolicy: AlertPolicy.of(...tiers) }), faults];
const periods = (minutes: number) =>
  Sli.metric({ metric: requests('Depth'), goodWhen: GoodWhen.atMost(100), period: Duration.minutes(minutes) });

const TAKEN = 'evidence, no-data, budget-warning, budget-exhausted, canary';

export const policies: readonly Row[] = [
  policy(
    'a policy without a tier',
    [],
    ['alertPolicy: got no tier, allowed is at least one, or AlertPolicy.none(reason)'],
  ),
  policy(
    'a tier that cannot fire',
    [tier()],
    [
      'tier quick: got burn threshold 13.44, allowed is less than 10, the burn of a total outage at 90 % (goals above 92.56 % reach it)',
    ],
    { attainmentGoal: 90 },
  ),
  policy(
    'a page at a burn of 1',
    [tier({ longWindow: Duration.hours(6.72), shortWindow: Duration.minutes(30), budgetPercent: 1 })],
    ['tier quick: long window: got 403.2 minutes, allowed are whole minutes from 1 to 10080'],
  ),
  policy(
    'a page while the promise is kept',
    [tier({ longWindow: Duration.days(7), budgetPercent: 25 })],
    ['tier quick: got burn threshold 1, allowed for a page is more than 1'],
  ),
  policy(
    'a ticket while the promise is kept',
    [ticket({ longWindow: Duration.days(7), budgetPercent: 22.5 })],
    ['tier later: got burn threshold 0.9, allowed for a ticket at 99.9 % is more than 0.9'],
  ),
  policy(
    'a ticket up to 1 at a low goal',
    [ticket()],
    ['tier later: got burn threshold 0.933, allowed for a ticket at 95 % is more than 1'],
    { attainmentGoal: 95 },
  ),
  policy(
    'a look-back as long as the interval',
    [ticket({ longWindow: Duration.days(2), budgetPercent: 99 })],
    [
      'tier later: long window: got 2880 minutes, allowed is less than the interval of 2880',
      'tier later: got burn threshold 0.99, allowed for a ticket at 99.9 % is more than 1',
    ].slice(0, 1),
    { interval: Interval.rolling(Duration.days(2)) },
  ),
  policy(
    'a look-back of more than 7 days',
    [ticket({ longWindow: Duration.days(8) })],
    ['tier later: long window: got 11520 minutes, allowed are whole minutes from 1 to 10080'],
  ),
  policy(
    'a look-back that is no multiple of the period',
    [tier()],
    ['tier quick: window: got 5 minutes, allowed are multiples of the period of 2 minutes'],
    { sli: periods(2) },
  ),
  policy(
    'a short window as long as the long one',
    [tier({ shortWindow: Duration.hours(1) })],
    ['tier quick: short window: got 60 minutes, allowed is less than the long 60'],
  ),
  policy(
    'a long window without a whole twelfth',
    [tier({ longWindow: Duration.minutes(50) })],
    ['tier quick: short window: got 4.166666666666667 minutes, allowed are whole minutes from 1 to 10080'],
  ),
  policy(
    'eleven look-backs',
    [
      ...[60, 61, 62, 63, 64].map((minutes) =>
        tier({
          name: `p${minutes}`,
          longWindow: Duration.minutes(minutes),
          shortWindow: Duration.minutes(minutes - 55),
        }),
      ),
      ticket({ shortWindow: Duration.hours(5) }),
    ],
    ['alert recipe of own tiers: got 12 look-back windows, allowed are 10'],
  ),
  policy(
    'two tiers of one name',
    [tier(), tier({ budgetPercent: 3 })],
    ['alert recipe of own tiers: got two tiers named quick, allowed is each name once'],
  ),
  ...['evidence', 'no-data', 'budget-warning', 'budget-exhausted', 'canary'].map(
    (name): Row =>
      policy(
        `the reserved tier name ${name}`,
        [tier({ name })],
        [`alertPolicy: tier name: got "${name}", allowed is any but ${TAKEN}`],
      ),
  ),
  ...['Fast', '1st', 'a b', 'a/b', '', 'x'.repeat(41)].map(
    (name): Row =>
      policy(
        `the tier name "${name}"`,
        [tier({ name })],
        [
          `alertPolicy: tier name: got "${name}", allowed are lower-case letters, digits and "-", a letter first, at most 40`,
        ],
      ),
  ),
  ...[0, 100, -2, Number.NaN].map(
    (budgetPercent): Row =>
      policy(
        `a tier of ${budgetPercent} % of the budget`,
        [tier({ budgetPercent })],
        [`tier quick: budgetPercent: got ${budgetPercent}, allowed are numbers above 0 and below 100`],
      ),
  ),
  [
    'a goal at which no recommended tier can fire',
    slo({ attainmentGoal: 60 }),
    [
      'alertPolicy: got the recommended one, none of whose tiers can fire at 60 % over this interval; allowed are own tiers (AlertPolicy.of) or AlertPolicy.none(reason)',
    ],
  ],
  [
    'no alarms for no reason',
    slo({ alertPolicy: AlertPolicy.none(' ') }),
    ['alertPolicy: reason: got a blank text, allowed is a sentence'],
  ],
  [
    'a policy that is a text',
    slo({ alertPolicy: 'recommended' as never }),
    ['alertPolicy: got recommended, allowed is one of the class AlertPolicy'],
  ],
];
