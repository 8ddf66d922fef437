import { Duration } from 'aws-cdk-lib';
import { BudgetAlarms, Interval } from '../../../lib';
import { type Row, slo } from './row';

const PERCENTS = 'allowed are percents greater than 1 and less than 100, for example 99.9';
const text = (value: string) => value as unknown as number;

const goal = (value: number, got: string, more = ''): Row => [
  `a goal of ${got}`,
  slo({ attainmentGoal: value }),
  [`attainment goal: got ${got}, ${PERCENTS}${more}`],
];

const sixActions = Array.from({ length: 6 }, () => ({ bind: () => ({ alarmActionArn: 'arn' }) }));

export const goals: readonly Row[] = [
  goal(0, '0'),
  goal(100, '100'),
  goal(150, '150'),
  goal(-99.9, '-99.9'),
  goal(Number.NaN, 'NaN'),
  goal(Number.POSITIVE_INFINITY, 'Infinity'),
  goal(0.999, '0.999', '; a fraction is written as percent (99.9)'),
  goal(1, '1', '; a fraction is written as percent (100)'),
  goal(text('99.9%'), '"99.9%"'),
  goal(text('three nines'), '"three nines"'),
  [
    'a goal of true',
    slo({ attainmentGoal: true as never }),
    ['attainmentGoal: got true, allowed is a text or a number'],
  ],
  [
    'a goal in a list',
    slo({ attainmentGoal: [99.9] as never }),
    ['attainmentGoal: got 99.9, allowed is a text or a number'],
  ],
  [
    'an SLA above the goal',
    slo({ sla: 99.95 }),
    [
      'sla: got 99.95, allowed is at most the attainment goal of 99.9: the goal must warn before the contract is broken',
    ],
  ],
  [
    'an SLA that is a fraction',
    slo({ sla: 0.99 }),
    [`sla: got 0.99, ${PERCENTS}; a fraction is written as percent (99)`],
  ],
  ['an SLA of 100', slo({ sla: 100 }), [`sla: got 100, ${PERCENTS}`]],
  ...[-5, 0, 100, Number.NaN, text('50')].map(
    (value): Row => [
      `a warning threshold of ${value}`,
      slo({ warningThreshold: value }),
      [`warningThreshold: got ${value}, allowed are percents of budget left, above 0 and below 100`],
    ],
  ),
  ...[0, -1, Number.NaN, text('60')].map(
    (value): Row => [
      `a trough of ${value} requests`,
      slo({ requestsPerHourAtTrough: value }),
      [`requestsPerHourAtTrough: got ${value}, allowed are numbers above 0 (leave it out when traffic stops at night)`],
    ],
  ),
  [
    'an interval of hours',
    () => Interval.rolling(Duration.hours(36)),
    ['interval: got Duration.hours(36), allowed are whole days'],
  ],
  [
    'an interval of no time',
    () => Interval.rolling(Duration.days(0)),
    ['interval: got no time at all, allowed is a Duration above 0, for example Duration.days(28)'],
  ],
  [
    'an interval that is a plain number',
    () => Interval.rolling(28 as never),
    ['interval: got the plain value 28, allowed is a Duration above 0, for example Duration.days(28)'],
  ],
  [
    'an interval that is a Duration',
    slo({ interval: Duration.days(28) as never }),
    ['interval: got Duration.days(28), allowed is one of the class Interval'],
  ],
  [
    'an interval of 400 days',
    slo({ interval: Interval.rolling(Duration.days(400)) }),
    ['rolling interval: got 400 days, allowed are whole minutes of more than 0 and at most 366 days'],
  ],
  ...[0, 13, 1.5].map(
    (months): Row => [
      `${months} calendar months`,
      () => Interval.calendarMonths({ months }),
      [`interval.months: got ${months}, allowed are whole numbers from 1 to 12`],
    ],
  ),
  ...['2026-13', '1999-12', 'January', '2026-02-01'].map(
    (firstMonth): Row => [
      `the first month ${firstMonth}`,
      () => Interval.calendarMonths({ firstMonth }),
      [`interval.firstMonth: got "${firstMonth}", allowed are months from 2000-01 on, for example "2026-02"`],
    ],
  ),
  [
    'six actions of budget alarms',
    slo({ budgetAlarms: BudgetAlarms.of({ actions: sixActions }) }),
    ['budgetAlarms.actions: got 6, allowed are 5'],
  ],
  [
    'budget alarms that are none',
    slo({ budgetAlarms: BudgetAlarms.of({ warning: false, exhausted: false }) }),
    ['budgetAlarms: got none, allowed is at least one of warning and exhausted'],
  ],
];
