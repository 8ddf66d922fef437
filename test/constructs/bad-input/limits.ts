import { Duration } from 'aws-cdk-lib';
import { AlertPolicy, BudgetAlarms, BurnRateTier, GoodWhen, Interval, Sli } from '../../../lib';
import { declared, requests } from '../fixture';
import { service, sli, slo, team } from './row';

const depth = requests('Depth');
const goodWhen = GoodWhen.atMost(100);
const operations = Array.from({ length: 20 }, (_, at) => `GET /${at}`);
const actions = Array.from({ length: 5 }, () => ({ bind: () => ({ alarmActionArn: 'arn:aws:sns:eu-west-3:1:t' }) }));
const tiers = [60, 61, 62, 63, 64].map((minutes) =>
  BurnRateTier.page({
    name: `p${minutes}`,
    longWindow: Duration.minutes(minutes),
    shortWindow: Duration.minutes(minutes - 55),
    budgetPercent: 2,
  }),
);
const pageAbove1 = BurnRateTier.page({
  name: 'week',
  longWindow: Duration.days(7),
  shortWindow: Duration.hours(14),
  budgetPercent: 25.1,
});
const ticketAbove09 = BurnRateTier.ticket({ name: 'week', longWindow: Duration.days(7), budgetPercent: 22.6 });

/** The last that is still allowed: a table of faults is only honest together with them. */
export const limits: readonly (readonly [what: string, declare: () => unknown])[] = [
  ['a goal that is a text', slo({ attainmentGoal: '99.9' as never })],
  ['a goal of 12 decimals', slo({ attainmentGoal: 99.999999999999 })],
  ['an SLA as high as the goal', slo({ sla: 99.9 })],
  ['a warning threshold of 0.1', slo({ warningThreshold: 0.1 })],
  ['an interval of 366 days', slo({ interval: Interval.rolling(Duration.days(366)) })],
  ['12 calendar months from 2000-01 on', () => Interval.calendarMonths({ months: 12, firstMonth: '2000-01' })],
  ['five actions of budget alarms', slo({ budgetAlarms: BudgetAlarms.of({ actions }) })],
  ['ten look-backs', slo({ alertPolicy: AlertPolicy.of(...tiers) })],
  ['a page just above a burn of 1', slo({ alertPolicy: AlertPolicy.of(pageAbove1) })],
  ['a ticket just above a burn of 0.9', slo({ alertPolicy: AlertPolicy.of(ticketAbove09) })],
  ['20 operations together', sli(() => Sli.availability({ operations }))],
  ['an operation of 255 characters', sli(() => Sli.availability({ operation: 'x'.repeat(255) }))],
  ['the percentile 99.9', sli(() => Sli.latencyPercentile({ percentile: 99.9, threshold: Duration.millis(1) }))],
  [
    'a period of 15 minutes',
    slo({
      sli: Sli.metric({ metric: depth, goodWhen, period: Duration.minutes(15) }),
      alertPolicy: AlertPolicy.none('Tried first.'),
    }),
  ],
  ['a period of 60 seconds', slo({ sli: Sli.metric({ metric: depth, goodWhen, period: Duration.seconds(60) }) })],
  ['a name of 123 characters in the stage prod', slo({ sloName: 'x'.repeat(123) })],
  ['a name of one character', slo({ sloName: 'x' })],
  ['a promise of 300 characters in two lines', slo({ promise: `${'x'.repeat(149)}\n${'é'.repeat(150)}` })],
  [
    'texts with quotes, marks and references',
    slo({ promise: `"It's" <b>\\ & 100 % $ {x}`, businessImpact: '🧣 `x` *y* @here' }),
  ],
  ['a runbook of 300 characters', service({ runbookUrl: `https://x/${'y'.repeat(290)}` })],
  ['a team of 100 letters of any alphabet', team({ teamName: 'é'.repeat(100) })],
  ['a catalogue entry of 4096 bytes', () => declared({ explanation: 'x'.repeat(4096 - entryBytes()) })],
];

/** Bytes of a catalogue entry whose explanation is empty. */
export function entryBytes(): number {
  return Buffer.byteLength(JSON.stringify({ ...declared().slo.entry, explanation: '' }));
}
