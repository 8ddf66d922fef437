import { placeOrder, textPreview } from './entries';
import { EARLIER, FOUND, FOUND_LATER } from './findings';
import { alarm, at, by, clock, found, page, report } from './log';
import type { Scene } from './scenes';

const begin = page(0);
const critical = placeOrder({ critical: true });
const enriched = [begin, found(0.1, FOUND)];
const repeat = [begin, found(0.1, { ...FOUND, dependency: null, traces: [], earlier: EARLIER })];
const capacity = by('Dana', 22, {
  type: 'causeNamed',
  cause: { tag: 'capacity', text: 'Too few tasks for a match evening.' },
});

export const working: readonly Scene[] = [
  {
    title: 'Acknowledged',
    about: 'Somebody is on it.',
    events: [...enriched, by('Dana', 4, { type: 'acknowledged' })],
  },
  {
    title: 'Called again',
    about: 'Nobody has acknowledged the page.',
    events: [...enriched, clock(15, 'notifiedAgain')],
  },
  {
    title: 'A promised update was missed',
    about: 'Support was promised news, and nobody had any.',
    events: [
      ...enriched,
      by('Dana', 4, { type: 'acknowledged' }),
      { version: 1, type: 'updateMissed', at: at(64), promised: at(64) },
    ],
  },
  {
    title: 'A note for support',
    about: 'Written by an engineer, in plain words.',
    events: [
      ...enriched,
      by('Dana', 4, { type: 'acknowledged' }),
      by('Dana', 18, {
        type: 'noted',
        text: 'We found what blocks the orders and are taking it out. It should work again within half an hour.',
        support: true,
      }),
    ],
  },
  {
    title: 'The cause is named',
    about: 'Too little capacity: the way out by scaling comes first.',
    events: [...enriched, by('Dana', 4, { type: 'acknowledged' }), capacity],
  },
  {
    title: 'It becomes worse',
    about: 'The slow tier called somebody; now the fast tier of a critical SLO goes off.',
    events: [
      alarm(0, 'slow', 'ALARM', { entry: critical, reading: 7 }),
      by('Dana', 4, { type: 'acknowledged' }),
      alarm(40, 'fast', 'ALARM', { entry: critical, reading: 90 }),
    ],
  },
  {
    title: 'More customers call',
    about: 'And the budget is overspent.',
    events: [...enriched, by('Dana', 4, { type: 'acknowledged' }), report(12, 'ZD-4711', 12), found(15, FOUND_LATER)],
  },
  {
    title: 'A possible repeat',
    about: 'It looks like last week; nobody has confirmed that it is.',
    events: repeat,
  },
  {
    title: 'A REPEAT',
    about: 'A person confirmed the cause: the priority of the ticket is raised.',
    events: [
      ...repeat,
      by('Dana', 9, { type: 'acknowledged' }),
      by('Dana', 12, {
        type: 'causeNamed',
        cause: { tag: 'data', text: 'The preview holds its lock again.' },
        repeatOf: EARLIER.incident,
      }),
    ],
  },
  {
    title: 'Another incident is merged into it',
    about: 'It was the same: its SLOs are members here from now on.',
    events: [
      ...enriched,
      {
        version: 1,
        type: 'absorbed',
        at: at(20),
        incident: 'inc-5be1703fa2d4',
        parts: [{ entry: textPreview(), known: [{ alarm: 'fast', value: 'ALARM', at: at(6), reading: 88 }] }],
      },
    ],
  },
  {
    title: 'Reminded',
    about: 'A ticket of which nothing was heard for four working hours.',
    events: [alarm(0, 'ticket', 'ALARM', { reading: 1.4 }), clock(40 * 60, 'reminded')],
  },
];
