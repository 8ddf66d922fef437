import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Call {
  readonly Name: string;
  readonly QueueUrl: string;
  readonly MessageBody: string;
}

/** Parameter Store and SQS as far as the command line asks them: parameters that are there, and a queue that takes what is sent. */
export class ParametersAndQueue {
  readonly parameters = new Map<string, string>();
  readonly sent: { readonly queue: string; readonly body: string }[] = [];
  /** Every call is refused with it. */
  refuses: string | undefined;
  readonly #server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const [status, answer] = this.#answer(
        String(request.headers['x-amz-target']).split('.').at(-1)!,
        JSON.parse(body),
      );
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    });
  });

  static async start(): Promise<ParametersAndQueue> {
    const aws = new ParametersAndQueue();
    await new Promise<void>((listening) => aws.#server.listen(0, '127.0.0.1', listening));
    return aws;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The SDK sends to the host of the address that it is given. */
  get queueUrl(): string {
    return `${this.url}/111122223333/signals`;
  }

  /** For who talks to it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      AWS_REGION: 'eu-west-3',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_ENDPOINT_URL_SSM: this.url,
      AWS_ENDPOINT_URL_SQS: this.url,
    };
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }

  #answer(operation: string, { Name, QueueUrl, MessageBody }: Call): [status: number, answer: object] {
    if (this.refuses !== undefined) return [400, { __type: this.refuses, message: 'not you' }];
    if (operation === 'SendMessage') {
      this.sent.push({ queue: QueueUrl, body: MessageBody });
      return [200, { MessageId: '1', MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') }];
    }
    const Value = this.parameters.get(Name);
    return Value === undefined ? [400, { __type: 'ParameterNotFound' }] : [200, { Parameter: { Name, Value } }];
  }
}
