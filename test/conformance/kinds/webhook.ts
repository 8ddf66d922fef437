import { FakeWebhook } from '../../../lib/local/fakes/webhook';
import type { Kind } from './kind';

const UNSEEN = 'what a receiver does with a message is its own affair, and nobody can look';

export const webhook: Kind = {
  kind: 'webhook',
  settings: (apiUrl) => ({ apiUrl }),
  secret: (signingSecret) => ({ signingSecret }),
  cannot: {
    find: UNSEEN,
    remove: UNSEEN,
    answer: 'any 2xx is a receipt, whatever stands beside it',
    archive: UNSEEN,
    people: UNSEEN,
  },
  calls: { create: /^POST/, edit: /^POST/, note: /^POST/, look: /^GET/, remove: /^DELETE/ },
  handOver: [],
  // Signatures are of the time of the clock on the wall.
  fake: () => FakeWebhook.start(),
  doubled: /\(again\)$/,
  unauthorised: { status: 401, body: '{"message":"not signed by who we know"}' },
  refusals: [
    { what: '410: the receiver is no more', status: 410, body: '', expected: { outcome: 'rejected', reason: 'gone' } },
    { what: '413: too large', status: 413, body: 'no', expected: { outcome: 'rejected', reason: 'clientError' } },
    { what: '403: not from here', status: 403, body: '<html>', expected: { outcome: 'rejected', reason: 'auth' } },
  ],
};
