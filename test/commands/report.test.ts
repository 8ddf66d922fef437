import { type ReportOptions, report } from '../../lib/commands/report';
import { parseSupportReport } from '../../lib/model/contracts/support-report';
import { schemaFaults } from '../support/documents';
import { ParametersAndQueue } from '../support/parameters-and-queue';
import { sloProcess } from '../support/slo-process';

const RESPONSE = {
  version: 1,
  stage: 'prod',
  account: '111122223333',
  region: 'eu-west-3',
  table: 'Ledger',
  deliveryQueueUrl: 'https://sqs.eu-west-3.amazonaws.com/111122223333/deliveries.fifo',
  targets: [],
};
const OPTIONS: ReportOptions = { stage: 'prod', slo: 'place-order', report: 'ZD-4711', count: '3' };
const before = { ...process.env };
let aws: ParametersAndQueue;

beforeEach(async () => {
  aws = await ParametersAndQueue.start();
  aws.parameters.set('/slo-response/prod', JSON.stringify({ ...RESPONSE, signalQueueUrl: aws.queueUrl }));
  aws.parameters.set('/slo/prod/place-order', '{}');
  Object.assign(process.env, aws.environment);
});
afterEach(async () => {
  process.env = { ...before };
  await aws.stop();
});

const refused = (change: Partial<ReportOptions>) => report({ ...OPTIONS, ...change }).catch(String);

describe('slo report', () => {
  it('puts what support hears on the queue of signals, and prints it', async () => {
    const started = Date.now();
    const details = ['--operation', 'POST /orders', '--exception', 'LockTimeout', '--url', 'https://help.example/4711'];
    const args = ['report', '--slo', 'place-order', '--report', 'ZD-4711', '--count', '3', ...details, '--json'];
    const { code, stdout, stderr } = await sloProcess(args, aws.environment).ended;
    expect([code, stderr]).toEqual([0, '']);
    const document = JSON.parse(stdout);
    expect(schemaFaults('report', document)).toEqual([]);
    expect(aws.sent.map(({ queue }) => queue)).toEqual([aws.queueUrl]);
    const arrived = parseSupportReport(aws.sent[0]!.body);
    expect(document).toEqual({ version: 1, queue: aws.queueUrl, sent: arrived });
    expect(arrived).toMatchObject({
      stage: 'prod',
      slo: 'place-order',
      report: 'ZD-4711',
      count: 3,
      operation: 'POST /orders',
      exception: 'LockTimeout',
      url: 'https://help.example/4711',
    });
    expect(arrived.at).toBeGreaterThanOrEqual(started);
    expect(arrived.at).toBeLessThanOrEqual(Date.now());
  });

  it('says in words what it sent, for one customer where nobody counted', async () => {
    const args = ['report', '--slo', 'place-order', '--report', 'ZD-4711'];
    const { code, stdout } = await sloProcess(args, aws.environment).ended;
    expect([code, stdout]).toEqual([
      0,
      'Sent: by ZD-4711, one customer misses what place-order of stage prod promises.\n',
    ]);
  });

  it('ends with 2 and what is wrong, and sends nothing', async () => {
    const args = ['report', '--slo', 'place-order', '--report', 'ZD-4711', '--count', 'many'];
    const { code, stdout, stderr } = await sloProcess(args, aws.environment).ended;
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe('slo: --count: got "many", allowed are whole numbers from 1 to 1,000,000\n');
    expect(aws.sent).toEqual([]);
  });

  it('is another message each time: a count that is taken back is not the first one again', async () => {
    for (const count of [3, 12, 3]) await report({ ...OPTIONS, count });
    const arrived = aws.sent.map(({ body }) => parseSupportReport(body));
    expect(arrived.map(({ count }) => count)).toEqual([3, 12, 3]);
    expect(new Set(arrived.map(({ id }) => id)).size).toBe(3);
  });

  const COUNTS = 'allowed are whole numbers from 1 to 1,000,000';
  it.each<[Partial<ReportOptions>, string]>([
    [{ count: '0' }, `--count: got "0", ${COUNTS}`],
    [{ count: '2.5' }, `--count: got "2.5", ${COUNTS}`],
    [{ count: ' ' }, `--count: got " ", ${COUNTS}`],
    [{ count: '1000001' }, `--count: got "1000001", ${COUNTS}`],
    [{ report: ' ' }, '--report: got " ", allowed are 1 to 300 characters'],
    [{ report: 'x'.repeat(301) }, '--report: got 301 characters, allowed are 1 to 300 characters'],
    [{ operation: '' }, '--operation: got "", allowed are 1 to 300 characters'],
    [{ url: 'help' }, '--url: got "help", allowed is an http or https address of at most 1,000 characters'],
    [
      { url: 'javascript:alert(1)' },
      '--url: got "javascript:alert(1)", allowed is an http or https address of at most 1,000 characters',
    ],
    [{ stage: 'a/b' }, '--stage: got "a/b", allowed are letters and digits'],
    [{ stage: 'test' }, '--stage: got "test", which has no parameter /slo-response/test in eu-west-3'],
    [
      { slo: 'place-ordr' },
      '--slo: got "place-ordr", which has no parameter /slo/prod/place-ordr in eu-west-3; allowed are SLOs of the stage that are deployed',
    ],
  ])('refuses %j', async (change, message) => {
    expect(await refused(change)).toContain(`UsageError: ${message}`);
    expect(aws.sent).toEqual([]);
  });

  it('says so where the response stack is older, or AWS does not let us', async () => {
    aws.parameters.set('/slo-response/prod', JSON.stringify(RESPONSE));
    expect(await refused({})).toMatch(
      /parameter \/slo-response\/prod: got one without the queue of signals, allowed is .*; deploy the response stack again/,
    );
    aws.refuses = 'AccessDeniedException';
    expect(await refused({})).toMatch(/AccessDeniedException.*credentials that may ssm:GetParameter, sqs:SendMessage/);
  });
});
