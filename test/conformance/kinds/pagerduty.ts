import { FakePagerDuty, routingKeyOf } from '../../../lib/local/fakes/pagerduty';
import type { Kind, Refusal } from './kind';

function invalid(what: string, error: string, expected: Refusal['expected']): Refusal {
  const body = { status: 'invalid event', message: 'Event object is invalid', errors: [error] };
  return { what, status: 400, body: JSON.stringify(body), expected };
}

const TOO_SHORT = "Length of 'routing_key' is incorrect (should be 32 characters)";

/** Meanings: the reference of the Events API v2; that a key of no integration is refused is a field report. */
const PAGERDUTY_REFUSALS: readonly Refusal[] = [
  invalid('400: key too short', TOO_SHORT, { outcome: 'rejected', reason: 'auth' }),
  invalid('400: key of no integration', 'Invalid routing key', { outcome: 'rejected', reason: 'auth' }),
  invalid('400: event without summary', "'payload.summary' is missing or blank", {
    outcome: 'rejected',
    reason: 'clientError',
  }),
  {
    what: '429 without a header',
    status: 429,
    body: '{"status":"throttle exceeded","message":"Requests for this service are arriving too quickly.","errors":[]}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 30 },
  },
];

export const pagerduty: Kind = {
  kind: 'pagerduty',
  settings: (url) => ({ apiUrl: url }),
  secret: (token) => ({ routingKey: routingKeyOf(token) }),
  cannot: {
    find: 'the Events API takes events and answers no questions',
    note: 'it has none',
    remove: 'an alert stays',
    archive: 'events are taken whatever becomes of them',
    people: 'what people change there is no field that we write',
    text: 'an alert keeps the words of the moment when somebody was called',
  },
  repeats: ['create'],
  calls: {
    create: /^POST \/v2\/enqueue/,
    edit: /^POST \/v2\/enqueue/,
    note: /^$/,
    look: /^$/,
    remove: /^$/,
  },
  handOver: [],
  fake: (now) => FakePagerDuty.start(now),
  unauthorised: { status: 400, body: JSON.stringify({ status: 'invalid event', errors: [TOO_SHORT] }) },
  refusals: PAGERDUTY_REFUSALS,
};
