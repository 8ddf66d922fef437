import { FakeJira } from '../../../lib/local/fakes/jira';
import type { Kind, Refusal } from './kind';

function refusal(what: string, status: number, body: object, expected: Refusal['expected']): Refusal {
  return { what, status, body: JSON.stringify(body), expected };
}

/** Meanings: targets' reference documentation, chapter 4. */
const JIRA_REFUSALS: readonly Refusal[] = [
  refusal(
    '400: a field that is not on the screen',
    400,
    {
      errorMessages: [],
      errors: { labels: "Field 'labels' cannot be set. It is not on the appropriate screen, or unknown." },
    },
    { outcome: 'rejected', reason: 'clientError' },
  ),
  refusal(
    '400: no such project',
    400,
    { errors: { project: 'valid project is required' } },
    {
      outcome: 'rejected',
      reason: 'clientError',
    },
  ),
  refusal(
    '400: the project is archived',
    400,
    { errors: { project: 'The project is archived.' } },
    {
      outcome: 'rejected',
      reason: 'gone',
    },
  ),
  refusal(
    '403: no permission',
    403,
    { errorMessages: ['You do not have permission to create issues in this project.'] },
    {
      outcome: 'rejected',
      reason: 'auth',
    },
  ),
  refusal(
    '409: somebody else moves it at this moment',
    409,
    { errorMessages: ['Another transition is being executed.'] },
    { outcome: 'retryLater', reason: 'clientError', afterSeconds: 5 },
  ),
  {
    what: '404 to a stranger: the login was refused',
    status: 404,
    headers: { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' },
    body: '{"errorMessages":["No project could be found"]}',
    expected: { outcome: 'rejected', reason: 'auth' },
  },
  {
    what: '429 of one issue: too many writes',
    status: 429,
    headers: { 'retry-after': '17', 'ratelimit-reason': 'jira-per-issue-on-write' },
    body: '{}',
    expected: { outcome: 'retryLater', reason: 'rateLimited', afterSeconds: 17 },
  },
];

export const jira: Kind = {
  kind: 'jira',
  settings: (url) => ({
    site: 'https://echarpe.atlassian.net',
    apiUrl: url,
    fields: '{"project":{"key":"OPS"},"issuetype":{"name":"Incident"}}',
    priorities: '{"P1":"Highest","P2":"High","P3":"Medium","P4":"Low"}',
    components: '{"shop":"Checkout"}',
  }),
  secret: (apiToken) => ({ email: 'incidents@echarpe.example', apiToken }),
  calls: {
    create: /^POST .*\/issue$/,
    edit: /^PUT .*\/issue\/\d+$/,
    note: /^POST .*\/issue\/\d+\/comment$/,
    look: /^GET .*\/(search\/jql|issue\/\d+)\?/,
    remove: /^PUT .*\/issue\/\d+$/,
  },
  handOver: [],
  fake: (now) => FakeJira.start(now),
  byPeople: { title: 'Scarves cannot be bought', priority: 'Low', assignee: 'Sam' },
  mostCalls: {
    calls: 4,
    why: 'what may be done is read first; text, state and comment are written apart: one more where an edit closes or opens, with its note',
  },
  unauthorised: {
    status: 401,
    body: '{"errorMessages":["Client must be authenticated to access this resource."],"errors":{}}',
  },
  refusals: JIRA_REFUSALS,
};
