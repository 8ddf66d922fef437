import { resolve } from 'node:path';
import { FunctionProcess, type LogLine } from '../../lib/local/lambda/function-process';
import { THEN } from '../local/bundle';

const NOT_AN_ALARM = { Records: [{ messageId: 'm1', body: 'not an alarm' }] };

/** What the real bundle of `record-signal` logs when it is invoked so often with something that is no alarm. */
export async function loggedByRecordSignal(times: number): Promise<Readonly<Record<string, unknown>>[]> {
  const lines: LogLine[] = [];
  const fn = new FunctionProcess(
    {
      name: 'record-signal',
      arn: 'arn:aws:lambda:eu-west-3:000000000000:function:record-signal',
      code: resolve(__dirname, '../../dist/lambda/record-signal'),
      handler: 'index.handler',
      timeoutSeconds: 10,
      memoryMb: 512,
      environment: {
        AWS_REGION: 'eu-west-3',
        STAGE: 'prod',
        TABLE_NAME: 'ledger',
        SIGNAL_QUEUE_URL: 'http://127.0.0.1:9/signals',
        DELIVERY_QUEUE_URL: 'http://127.0.0.1:9/deliveries',
        TARGETS: '[]',
      },
    },
    (line) => lines.push(line),
  );
  try {
    for (let time = 0; time < times; time += 1) await fn.invoke(NOT_AN_ALARM, THEN);
  } finally {
    await fn.stop();
  }
  return lines.flatMap(({ message }) => (message === undefined ? [] : [message]));
}
