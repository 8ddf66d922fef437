import { FakeZendesk } from '../../../lib/local/fakes/zendesk';
import type { Kind, Refusal } from './kind';

/** Meanings: Zendesk's API reference, "Requests" and "Tickets". */
const ZENDESK_REFUSALS: readonly Refusal[] = [
  {
    what: '409: somebody else wrote at the same time',
    status: 409,
    body: '{"error":"UpdateConflict","description":"Safe update prevented the ticket from being updated"}',
    expected: { outcome: 'retryLater', afterSeconds: 5 },
  },
  {
    what: '422: closed for good',
    status: 422,
    body: '{"error":"RecordInvalid","description":"Record validation errors","details":{"status":[{"description":"Status: closed prevents ticket update"}]}}',
    expected: { outcome: 'rejected', reason: 'gone' },
  },
  {
    what: '422: a field is wrong',
    status: 422,
    body: '{"error":"RecordInvalid","description":"Record validation errors","details":{"group":[{"description":"Group: is invalid"}]}}',
    expected: { outcome: 'rejected', reason: 'clientError', why: 'Zendesk: HTTP 422: Group: is invalid' },
  },
  {
    what: '403: the agent may not',
    status: 403,
    body: '{"error":{"title":"Forbidden","message":"You do not have access to this page."}}',
    expected: { outcome: 'rejected', reason: 'auth' },
  },
  {
    what: '404: no such account',
    status: 404,
    body: '{"error":{"title":"No help desk at nowhere.zendesk.com","message":"There is no help desk here"}}',
    expected: { outcome: 'rejected', reason: 'gone' },
  },
  {
    what: '429: too many updates of one ticket',
    status: 429,
    headers: { 'retry-after': '93' },
    body: '{"error":"TooManyRequests","description":"Too many updates"}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 93 },
  },
];

export const zendesk: Kind = {
  kind: 'zendesk',
  settings: (apiUrl) => ({ subdomain: 'echarpe', apiUrl }),
  secret: (clientSecret) => ({ clientId: 'cdk-slo', clientSecret }),
  cannot: { archive: 'a ticket can be closed for good, all of them at once cannot' },
  calls: {
    create: /^POST .*\/tickets\.json$/,
    edit: /^PUT/,
    note: /^PUT/,
    look: /^GET/,
    remove: /^PUT/,
  },
  login: /^POST .*\/oauth\/tokens$/,
  handOver: [],
  // As after two hours: the suite makes duplicates, which keys prevent. Its clock runs ahead of that by which targets keep tokens.
  fake: async (now) => {
    const zendesk = await FakeZendesk.start(now);
    zendesk.keys.lifeMs = 0;
    zendesk.access.issued.seconds = 24 * 3600;
    return zendesk;
  },
  byPeople: { title: 'Scarves cannot be bought', priority: 'low' },
  unauthorised: { status: 401, body: '{"error":"invalid_client","error_description":"wrong secret"}' },
  refusals: ZENDESK_REFUSALS,
};
