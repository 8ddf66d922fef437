import { awsFault } from '../../lib/commands/aws-fault';

const fault = (name: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { name, ...more });
const SERVICE = { $metadata: { httpStatusCode: 403 } };

it.each([
  [
    'CredentialsProviderError',
    'Could not load credentials',
    {},
    /^AWS credentials: got none that work \(Could not load/,
  ],
  ['TokenProviderError', "Token is expired. Run 'aws sso login'", {}, /^AWS credentials: .*aws sso login/],
  ['ExpiredTokenException', 'The security token is expired', SERVICE, /^AWS credentials: /],
  ['UnrecognizedClientException', 'The security token is invalid', SERVICE, /^AWS credentials: /],
  ['InvalidSignatureException', 'does not match', SERVICE, /^AWS credentials: /],
  ['Error', 'Region is missing', {}, /^AWS region: got none, allowed is one in AWS_REGION/],
  [
    'Error',
    'Region not accepted: region="eu west" is not a valid hostname component.',
    {},
    /^AWS region: got "eu west", /,
  ],
  [
    'AccessDeniedException',
    'User is not authorized',
    SERVICE,
    /^AWS: got AccessDenied.*; allowed are credentials that may a:Read, a:List$/,
  ],
  ['ValidationException', 'wrong', SERVICE, /^AWS: got ValidationException: wrong$/],
  ['Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' }, /^AWS: got Error: connect ECONNREFUSED$/],
])("%s: %s is the user's business", (name, message, more, words) => {
  expect(awsFault(fault(name, message, more), ['a:Read', 'a:List'])?.message).toMatch(words);
});

it.each([fault('TypeError', 'undefined is not a function'), 'text', undefined])(
  'an error of ours is none: %s',
  (error) => {
    expect(awsFault(error)).toBeUndefined();
  },
);
