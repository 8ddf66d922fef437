import { FakeEmail } from '../../../lib/local/fakes/email';
import type { Kind, Refusal } from './kind';

// Nobody checks them here; without any the SDK would look for those of whoever runs the tests.
process.env.AWS_ACCESS_KEY_ID = 'test';
process.env.AWS_SECRET_ACCESS_KEY = 'test';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const refusal = (status: number, code: string, expected: Refusal['expected']): Refusal => ({
  what: code,
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`,
  expected,
});

/** Meanings: errors of Publish and "Common error types" in the SNS API reference. */
const SNS_REFUSALS: readonly Refusal[] = [
  refusal(400, 'Throttling', { outcome: 'retryLater', reason: 'rateLimited' }),
  refusal(400, 'KMSThrottling', { outcome: 'retryLater', reason: 'rateLimited' }),
  refusal(400, 'ThrottledException', { outcome: 'retryLater', reason: 'rateLimited' }),
  refusal(403, 'AuthorizationError', { outcome: 'rejected', reason: 'auth' }),
  refusal(400, 'KMSAccessDenied', { outcome: 'rejected', reason: 'auth' }),
  // Switched on again, the key opens what waits.
  refusal(400, 'KMSDisabled', { outcome: 'rejected', reason: 'auth' }),
  refusal(403, 'ExpiredToken', { outcome: 'rejected', reason: 'auth' }),
  refusal(404, 'NotFound', { outcome: 'rejected', reason: 'gone' }),
  refusal(400, 'InvalidParameter', {
    outcome: 'rejected',
    reason: 'clientError',
    why: 'SNS: HTTP 400: InvalidParameter: no',
  }),
  refusal(500, 'InternalError', { outcome: 'retryLater', reason: 'serverError' }),
];

const SENT = 'a mail that was sent is out of our hands';

export const email: Kind = {
  kind: 'email',
  settings: (apiUrl) => ({ topicArn: FakeEmail.TOPIC, apiUrl }),
  secret: () => ({}),
  cannot: {
    find: SENT,
    edit: SENT,
    remove: SENT,
    token: 'the role of the function is all it takes',
    close: SENT,
    archive: 'a topic is there or it is not',
    people: SENT,
  },
  calls: { create: /^POST/, edit: /^PATCH/, note: /^POST/, look: /^GET/, remove: /^DELETE/ },
  handOver: [],
  fake: (now) => FakeEmail.start(now),
  doubled: /You may have received this before/,
  unauthorised: { status: 403, body: '<ErrorResponse><Error><Code>AuthorizationError</Code></Error></ErrorResponse>' },
  refusals: SNS_REFUSALS,
};
