import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FakeEmail } from '../../lib/local/fakes/email';
import { Bench, document, incident, value, write } from './bench';
import { email as kind } from './kinds/email';

/** What only e-mail must do. Source: SNS API reference, "Publish". */
let bench: Bench;
let vendor: FakeEmail;

beforeEach(async () => {
  ({ bench, vendor } = (await Bench.strict(kind)) as { bench: Bench; vendor: FakeEmail });
});
afterEach(() => bench.stop());

const last = () => vendor.mails().at(-1)!;

it.each([
  ['SEV2: shop', 'SEV2: shop'],
  ['Übergröße: café', 'Ubergro?e: cafe'],
  ['one\nline\r\nonly', 'one line only'],
  ['שלום', '????'],
])('has a subject of ASCII with incident and revision: %j', async (title, shown) => {
  const id = incident();
  value(await bench.target.create(document({ title }), write(id, 5)));
  expect(last().subject).toBe(`[${id} r5] ${shown}`);
});

it('cuts a subject, and says the whole title in the text', async () => {
  const title = 'x'.repeat(300);
  await bench.create(incident(), document({ title }));
  expect(last().subject).toHaveLength(99);
  expect(last().message.split('\n')[0]).toBe(title);
});

it('says in plain text what the document says, and ends in what it tells of', async () => {
  const id = incident();
  await bench.create(id);
  const { message } = last();
  for (const part of [
    'place-order',
    'Since: 14 Nov',
    '1. Look at the last deployment.',
    'Runbook: https://',
    'small print',
  ])
    expect(message).toContain(part);
  expect(message.split('\n').at(-1)).toBe(`${id}:r1-1`);
});

it('tells news under the title of the incident', async () => {
  const id = incident();
  const ref = await bench.create(id);
  const note = { title: 'Resolved: shop', paragraphs: ['It works again.'] };
  value(await bench.target.note(ref, note, write(id, 4, 2)));
  expect(last()).toMatchObject({ subject: `[${id} r4] Resolved: shop` });
  expect(last().message).toBe(`Resolved: shop\n\nIt works again.\n\n${id}:r2-4`);
});

it('says first that it may have come before, where that is so, and only there', async () => {
  const id = incident();
  const ref = await bench.create(id);
  expect(last().message).not.toMatch(/before/);
  value(await bench.target.create(document(), { ...write(id, 1), again: true }));
  expect(last().message).toMatch(/^You may have received this before/);
  value(await bench.target.note(ref, { paragraphs: ['.'] }, { ...write(id, 2, 2), again: true }));
  expect(last().message).toMatch(/^You may have received this before/);
});

it('says that a mail cannot be found, changed or taken back, to whoever asks all the same', async () => {
  const id = incident();
  const ref = await bench.create(id);
  const never = { outcome: 'rejected', reason: 'clientError' };
  expect(await bench.target.find(id, { since: 0 })).toMatchObject(never);
  expect(await bench.target.edit(ref, document(), write(id, 2))).toMatchObject(never);
  expect(await bench.target.remove(ref, ref, id)).toMatchObject(never);
});

it.each([
  ['arn:aws:sns:eu-west-3:111122223333:t', 'https://sns.eu-west-3.amazonaws.com/'],
  ['arn:aws-us-gov:sns:us-gov-west-1:111122223333:t', 'https://sns.us-gov-west-1.amazonaws.com/'],
  ['arn:aws-cn:sns:cn-north-1:111122223333:t', 'https://sns.cn-north-1.amazonaws.com.cn/'],
  ['arn:aws-eusc:sns:eusc-de-east-1:111122223333:t', 'https://sns.eusc-de-east-1.amazonaws.eu/'],
])('sends to the region of its topic: %s', async (topicArn, address) => {
  const fetched = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('nobody'));
  await bench.targetWith({ topicArn }).create(document(), write(incident(), 1));
  expect(fetched.mock.calls.map(([url]) => url)).toEqual([address]);
  jest.restoreAllMocks();
});

it.each([
  [{ topicArn: 'incidents' }, 'settings.topicArn: got "incidents", allowed is the ARN of a standard topic'],
  [{ topicArn: `${FakeEmail.TOPIC}.fifo` }, 'allowed is the ARN of a standard topic'],
  [{ topicArn: FakeEmail.TOPIC, to: 'x' }, 'allowed is no other than topicArn and apiUrl'],
])('refuses wrong settings: %j', (settings, message) => {
  expect(() => bench.targetWith(settings)).toThrow(message);
});

/** Ground truth: "Create a signed AWS API request" in the IAM user guide, step by step. */
it('is signed over what really goes out', async () => {
  const heard: { incoming: IncomingMessage; body: string }[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    heard.push({ incoming, body: Buffer.concat(chunks).toString('utf8') });
    outgoing.end('<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  value(await bench.targetAt(`http://127.0.0.1:${port}`).create(document({ title: 'é & +' }), write(incident(), 1)));
  await new Promise((resolve) => server.close(resolve));

  const [{ incoming, body }] = heard as [(typeof heard)[number]];
  const { headers } = incoming;
  const [, day, names, signature] =
    /^AWS4-HMAC-SHA256 Credential=test\/(\d{8})\/eu-west-3\/sns\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w{64})$/.exec(
      headers.authorization ?? '',
    ) ?? [];
  expect(names!.split(';')).toEqual(expect.arrayContaining(['content-type', 'host', 'x-amz-date']));
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const signed = names!.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = ['POST', '/', '', signed.join(''), names, hash(body)].join('\n');
  const scope = `${day}/eu-west-3/sns/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const key = [day!, 'eu-west-3', 'sns', 'aws4_request'].reduce<string | Buffer>(hmac, 'AWS4test');
  expect(hmac(key, toSign).toString('hex')).toBe(signature);
});

it('says that it has no credentials of AWS, where that is so', async () => {
  const before = { ...process.env };
  const none = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONFIG_FILE: '/dev/null',
  };
  Object.assign(process.env, none);
  delete process.env.AWS_ACCESS_KEY_ID;
  const refused = await bench.targetAt(vendor.url).create(document(), write(incident(), 1));
  process.env = before;
  expect(refused).toMatchObject({ outcome: 'rejected', reason: 'auth' });
  expect(vendor.mails()).toEqual([]);
});
