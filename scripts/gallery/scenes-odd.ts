import { fallbackEntry } from '../../lib/model/incident/fallback';
import { placeOrder } from './entries';
import { alarm, at, by, calm, found, page, report } from './log';
import type { Scene } from './scenes';

const begin = page(0);
const unknown = fallbackEntry('prod', 'gift-wrap');
const hostile = placeOrder({
  promise: 'Your <b>order</b> & "gift" *goes* through 🧣 \u202Eesrever\u202C `now` <!channel> @everyone #12',
  businessImpact: '| a | table | <script>alert(1)</script>',
  segment: 'משלוח חינם',
  runbook: { url: 'https://runbooks.shop.example/a(b)', firstSteps: ['1. [not a link](https://evil.example/)'] },
});

export const odd: readonly Scene[] = [
  {
    title: 'No data',
    about: 'Nothing arrives: whether customers are served, nobody knows.',
    events: [alarm(0, 'no-data')],
  },
  {
    title: 'A stale burn rate',
    about: 'The tier was on for a quarter of an hour, but nothing fails any more: nobody is woken.',
    events: [
      calm,
      { version: 1, type: 'held', at: at(15), slo: 'place-order', alarm: 'fast', since: at(0), badRequests: 0 },
    ],
  },
  {
    title: 'An alarm was deleted',
    about: 'While it was on: it will never say that it is clear.',
    events: [
      begin,
      { version: 1, type: 'alarmDeleted', key: 'deleted', slo: 'place-order', alarm: 'fast', at: at(20) },
    ],
  },
  {
    title: 'The SLO was deleted',
    about: 'Application Signals does not know it any more, and the rest did not come in time.',
    events: [
      begin,
      found(0.1, {
        missing: [
          { what: 'the error budget of place-order', why: 'not found in Application Signals; was it deleted?' },
          { what: 'how many requests fail now', why: 'CloudWatch did not answer within 3 s' },
          { what: 'what was changed lately', why: 'Application Signals did not answer within 3 s' },
        ],
      }),
    ],
  },
  {
    title: 'The catalogue does not know the SLO',
    about: 'The alarm speaks of an SLO without an entry: everybody hears of it.',
    events: [alarm(0, 'fast', 'ALARM', { entry: unknown, reading: 20 })],
  },
  {
    title: 'Too little data',
    about: 'Application Signals has too little data to judge the budget.',
    events: [
      begin,
      found(0.1, {
        budgets: { 'place-order': { status: 'INSUFFICIENT_DATA' } },
        lately: { 'place-order': { minutes: 5, bad: 0, total: 0 } },
      }),
    ],
  },
  {
    title: 'Hostile texts',
    about: 'What people wrote is shown, and does nothing.',
    events: [
      page(0, { entry: hostile, reading: 20 }),
      report(3, '<!here> *ticket* 🧵\nsecond line', 1, { entry: hostile, exception: '`rm -rf` </details>' }),
      by('Dana <3', 5, { type: 'noted', text: '# Heading\n- list <!-- hidden --> &amp; @team \u0007', support: true }),
    ],
  },
];
