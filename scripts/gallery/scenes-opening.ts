import { placeOrder, textPreview } from './entries';
import { FOUND } from './findings';
import { alarm, at, calm, found, page, report } from './log';
import type { Scene } from './scenes';

const critical = placeOrder({ critical: true });
const begin = page(0);

export const opening: readonly Scene[] = [
  {
    title: 'SEV2, in the first second',
    about: 'Nothing is looked up yet: the message does not wait for it.',
    events: [begin],
  },
  { title: 'SEV2, enriched', about: 'The same a few seconds later.', events: [begin, found(0.1, FOUND)] },
  {
    title: 'SEV1, in the first second',
    about: 'The SLO is declared as critical.',
    events: [page(0, { entry: critical })],
  },
  {
    title: 'SEV1, enriched',
    about: 'The same a few seconds later.',
    events: [page(0, { entry: critical }), found(0.1, FOUND)],
  },
  {
    title: 'SEV3',
    about: 'A slow leak: the ticket tier alone.',
    events: [alarm(0, 'ticket', 'ALARM', { reading: 1.4 })],
  },
  {
    title: 'SEV3, enriched',
    about: 'Nothing is going wrong at this moment, and one thing could not be found out.',
    events: [
      alarm(0, 'ticket', 'ALARM', { reading: 1.4 }),
      found(0.1, {
        budgets: { 'place-order': { status: 'WARNING', left: 0.22 } },
        lately: { 'place-order': { minutes: 5, bad: 0, total: 290 } },
        changes: [],
        dependency: null,
        earlier: null,
        missing: [{ what: 'traces of bad requests', why: 'X-Ray did not answer within 3 s' }],
      }),
    ],
  },
  {
    title: 'Downgraded',
    about: 'A page tier is on, but too few requests failed to wake anyone.',
    events: [calm],
  },
  {
    title: 'A second SLO joins',
    about: 'One database, two promises: still one incident.',
    events: [begin, alarm(4, 'fast', 'ALARM', { entry: textPreview(), reading: 88 })],
  },
  {
    title: 'A storm',
    about: 'Services along a dependency edge name each other, and one page is enough.',
    events: [
      begin,
      { version: 1, type: 'pageShared', at: at(0), with: 'inc-9a0d33f6c1e2' },
      {
        version: 1,
        type: 'related',
        at: at(1),
        incidents: [
          { incident: 'inc-9a0d33f6c1e2', service: 'orders-database', relation: 'dependsOn' },
          { incident: 'inc-5be1703fa2d4', service: 'storefront', relation: 'dependent' },
        ],
      },
    ],
  },
  {
    title: 'A segment',
    about: 'Only customers in one country are affected.',
    events: [
      page(0, { entry: placeOrder({ segment: 'FR' }), reading: 60 }),
      found(0.1, { ...FOUND, segments: ['FR', 'BE'] }),
    ],
  },
  {
    title: 'Reported by support',
    about: 'Customers are first: no alarm has gone off.',
    events: [report(0, 'ZD-4711', 2, { url: 'https://support.shop.example/4711' })],
  },
  {
    title: 'Reported by many',
    about: 'More customers than usual within a quarter of an hour wake somebody, as an alarm would; the alarm follows.',
    events: [
      report(0, 'ZD-4711', 2),
      report(6, 'ZD-4711', 5, { operation: 'POST /orders', exception: 'LockTimeoutException' }),
      alarm(9, 'fast', 'ALARM', { reading: 300 }),
    ],
  },
];
