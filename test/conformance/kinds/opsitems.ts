import { FakeOpsItems } from '../../../lib/local/fakes/opsitems';
import type { Kind, Refusal } from './kind';

// Nobody checks them here; without any the SDK would look for those of whoever runs the tests.
process.env.AWS_REGION ??= 'eu-west-3';
process.env.AWS_ACCESS_KEY_ID = 'test';
process.env.AWS_SECRET_ACCESS_KEY = 'test';
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const refusal = (type: string, expected: Refusal['expected'], status = 400): Refusal => ({
  what: type,
  status,
  body: JSON.stringify({ __type: type, Message: 'no' }),
  expected,
});

/** Meanings: exceptions of CreateOpsItem and "Common errors" in the Systems Manager API reference. */
const OPSITEMS_REFUSALS: readonly Refusal[] = [
  refusal('ThrottlingException', { outcome: 'retryLater', reason: 'rateLimited' }),
  refusal('InternalServerError', { outcome: 'retryLater', reason: 'serverError' }, 500),
  refusal('AccessDeniedException', { outcome: 'rejected', reason: 'auth' }),
  refusal('OpsItemAccessDeniedException', { outcome: 'rejected', reason: 'auth' }),
  refusal('ExpiredTokenException', { outcome: 'rejected', reason: 'auth' }),
  refusal('OpsItemLimitExceededException', { outcome: 'rejected', reason: 'clientError' }),
  refusal('OpsItemInvalidParameterException', { outcome: 'rejected', reason: 'clientError' }),
  refusal('OpsItemConflictException', { outcome: 'retryLater', reason: 'clientError', afterSeconds: 5 }),
];

export const opsItems: Kind = {
  kind: 'opsitems',
  settings: (url) => ({ apiUrl: url }),
  secret: () => ({}),
  cannot: {
    remove: 'its deduplication string keeps a second one from coming into being',
    token: 'the role of the function is all it takes',
    archive: 'OpsCenter cannot be closed',
  },
  repeats: ['create', 'note'],
  mute: ['edit', 'note'],
  calls: {
    create: /CreateOpsItem /,
    edit: /UpdateOpsItem (?!.*"slo\/note\/r)/,
    note: /UpdateOpsItem .*"slo\/note\/r/,
    look: /(Describe|Get)OpsItems? /,
    remove: /UpdateOpsItem /,
  },
  handOver: [],
  fake: (now) => FakeOpsItems.start(now),
  byPeople: { title: 'What it really is', priority: '1/5' },
  unauthorised: { status: 403, body: '{"__type":"UnrecognizedClientException"}' },
  refusals: OPSITEMS_REFUSALS,
};
