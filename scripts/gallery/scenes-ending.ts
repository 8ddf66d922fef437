import { FOUND, FOUND_QUIET } from './findings';
import { alarm, by, clock, found, page, report } from './log';
import type { Scene } from './scenes';

const enriched = [page(0), found(0.1, FOUND), by('Dana', 4, { type: 'acknowledged' })];
const clear = [alarm(35, 'evidence', 'OK'), alarm(37, 'fast', 'OK')];
const quiet = [...enriched, ...clear, clock(97, 'mitigated'), found(97.1, FOUND_QUIET)];
const reported = [...enriched, report(8, 'ZD-4711', 3), ...clear, clock(97, 'mitigated'), found(97.1, FOUND_QUIET)];
const over = [...quiet, clock(157, 'resolved'), found(157.1, FOUND_QUIET)];
const withCause = [
  ...enriched,
  by('Dana', 22, {
    type: 'causeNamed',
    cause: { tag: 'data', text: 'A query without an index locks the stock table.' },
  }),
  ...clear,
  clock(97, 'mitigated'),
  found(97.1, FOUND_QUIET),
];
const group = { account: '111122223333', region: 'eu-west-3', stage: 'prod', service: 'storefront' };

export const ending: readonly Scene[] = [
  {
    title: 'Mitigated, because all is quiet',
    about: 'The alarms that wake people were clear for an hour.',
    events: quiet,
  },
  {
    title: 'Mitigated by a person',
    about: 'While the alarms still burn: they have the last word.',
    events: [...enriched, by('Dana', 31, { type: 'mitigated' })],
  },
  {
    title: 'Mitigated, with an open cause',
    about: 'What is mitigated is not resolved.',
    events: withCause,
  },
  {
    title: 'The cause is dealt with',
    about: 'Now it may end.',
    events: [...withCause, by('Dana', 130, { type: 'causeClosed', how: 'fixed' })],
  },
  {
    title: 'Reopened',
    about: 'It comes back, and somebody is woken again.',
    events: [...quiet, alarm(172, 'evidence'), alarm(175, 'fast', 'ALARM', { reading: 90 })],
  },
  {
    title: 'Reopened within the hour',
    about: 'Whoever was woken knows; somebody is called a quarter of an hour later if nobody is on it.',
    events: [...quiet, alarm(120, 'evidence'), alarm(121, 'fast', 'ALARM', { reading: 90 })],
  },
  { title: 'Waiting for a customer', about: 'A report is attached: one customer is asked.', events: reported },
  {
    title: 'Confirmed',
    about: 'Support asked, and a customer said that it works.',
    events: [...reported, by('Lin', 110, { type: 'confirmed', customer: 'the customer of ticket ZD-4711' })],
  },
  { title: 'Resolved', about: 'All alarms were clear for another hour.', events: over },
  {
    title: 'Unconfirmed',
    about: 'No customer answered within a day.',
    events: [...reported, clock(97 + 24 * 60, 'resolved'), found(97.1 + 24 * 60, FOUND_QUIET)],
  },
  {
    title: 'False positive',
    about: 'A person says that nothing was broken, and why.',
    events: [
      ...enriched,
      by('Dana', 12, {
        type: 'falsePositive',
        reason: 'The load test of the team wrote its failures into the metrics of production.',
      }),
    ],
  },
  {
    title: 'Merged',
    about: 'It was the same as an older incident, which takes over.',
    events: [...enriched, by('Dana', 12, { type: 'merged', into: 'inc-9a0d33f6c1e2', group })],
  },
  {
    title: 'Reviewed',
    about: 'What was learned stands elsewhere.',
    events: [...over, by('Dana', 4000, { type: 'reviewed', url: 'https://wiki.shop.example/reviews/2026-11-14' })],
  },
];
