import { FakeEmail } from '../../../lib/local/fakes/email';

/** The conformance suite proves something only if the fake refuses what SNS refuses. */
let email: FakeEmail;
beforeAll(async () => {
  email = await FakeEmail.start();
});
afterAll(() => email.stop());

const SIGNED = {
  authorization: `AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-3/sns/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  'x-amz-date': '20260102T030405Z',
};

async function call(change: Record<string, string>, headers: Record<string, string> = SIGNED) {
  const parameters = {
    Action: 'Publish',
    Version: '2010-03-31',
    TopicArn: FakeEmail.TOPIC,
    Subject: 's',
    Message: 'm',
  };
  const body = new URLSearchParams({ ...parameters, ...change });
  const response = await fetch(`${email.url}/`, { method: 'POST', headers, body });
  const text = await response.text();
  return {
    status: response.status,
    code: /<Code>(\w+)</.exec(text)?.[1],
    text,
    type: response.headers.get('content-type'),
  };
}

it('takes a mail, and answers in XML', async () => {
  const answer = await call({});
  expect(answer).toMatchObject({ status: 200, type: 'text/xml' });
  expect(answer.text).toMatch(/^<PublishResponse .*<MessageId>[\w-]+<\/MessageId>/);
  expect(email.mails().at(-1)).toMatchObject({ subject: 's', message: 'm' });
});

it.each<[what: string, change: Record<string, string>, status: number, code: string | undefined]>([
  ['a subject of 99 characters', { Subject: 'x'.repeat(99) }, 200, undefined],
  ['one more', { Subject: 'x'.repeat(100) }, 400, 'InvalidParameter'],
  ['a subject with a line break', { Subject: 'a\nb' }, 400, 'InvalidParameter'],
  ['a subject beyond ASCII', { Subject: 'é' }, 400, 'InvalidParameter'],
  ['a subject that begins with a space', { Subject: ' a' }, 400, 'InvalidParameter'],
  ['no text', { Message: '' }, 400, 'InvalidParameter'],
  ['256 KB', { Message: 'x'.repeat(262_144) }, 200, undefined],
  ['more, in bytes', { Message: 'é'.repeat(131_073) }, 400, 'InvalidParameter'],
  ['another topic', { TopicArn: `${FakeEmail.TOPIC}2` }, 404, 'NotFound'],
  ['what the role may not', { Action: 'CreateTopic' }, 403, 'AuthorizationError'],
  ['another version', { Version: '2026-01-01' }, 400, 'InvalidAction'],
])('answers as SNS does to %s', async (_what, change, status, code) => {
  expect(await call(change)).toMatchObject({ status, code });
});

it('takes nothing that is not signed for SNS', async () => {
  expect(await call({}, {})).toMatchObject({ status: 403, code: 'MissingAuthenticationToken' });
  const elsewhere = { ...SIGNED, authorization: SIGNED.authorization.replace('/sns/', '/sqs/') };
  const yesterday = { ...SIGNED, 'x-amz-date': '20260101T030405Z' };
  for (const wrong of [elsewhere, yesterday]) expect(await call({}, wrong)).toMatchObject({ status: 403 });
});

it('says that it is too much as most of AWS does, with status 400', async () => {
  email.isThrottled = true;
  expect(await call({})).toMatchObject({ status: 400, code: 'Throttling' });
  email.isThrottled = false;
});

it('holds news as notes of the mail that opened the incident, and lists them so', async () => {
  await call({ Subject: '[inc-7 r1] a', Message: 'a\n\ninc-7:r1-1' });
  await call({ Subject: '[inc-7 r3] b', Message: 'b\n\ninc-7:r2-3' });
  await call({ Subject: '[inc-8 r2] c', Message: 'c\n\ninc-8:r2-2' });
  expect(email.objects()).toMatchObject([{ notes: ['b\n\ninc-7:r2-3'] }]);
  expect(email.tickets()).toMatchObject([
    { name: 'to incidents', title: '[inc-7 r1] a', state: '2 mails', comments: ['[inc-7 r3] b\n\nb\n\ninc-7:r2-3'] },
  ]);
});
