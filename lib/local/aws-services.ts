import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CloudWatchApi, type ForceAlarm } from './cloudwatch-api';
import type { CloudWatchPort } from './ports';
import { ServiceFault } from './service-fault';

/**
 * Secrets Manager, the Parameter Store and CloudWatch, as far as functions of a response stack read them: JSON over HTTP with the
 * operation in `X-Amz-Target`, which is what the AWS SDK speaks for all three.
 */
export class AwsServices {
  readonly parameters = new Map<string, string>();
  /** By ARN; asked for by ARN or name. */
  readonly secrets = new Map<string, string>();
  readonly cloudwatch: CloudWatchApi;
  readonly #server: Server;

  private constructor(cloudwatch: CloudWatchApi) {
    this.cloudwatch = cloudwatch;
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  /**
   * @param now what time it is for AWS
   * @param forceAlarm what SetAlarmState does. @default - alarms are left alone
   */
  static async start(
    cloudwatch: CloudWatchPort,
    now: () => number,
    forceAlarm: ForceAlarm = async () => undefined,
  ): Promise<AwsServices> {
    const services = new AwsServices(new CloudWatchApi(cloudwatch, now, forceAlarm));
    await new Promise<void>((resolve) => services.#server.listen(0, '127.0.0.1', resolve));
    return services;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request).catch(() => undefined);
    // Whoever asked is gone before the question was complete.
    if (body === undefined) return;
    const operation =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    try {
      const answer = await this.#answer(operation, JSON.parse(body));
      reply(response, 200, answer);
    } catch (error) {
      const type = error instanceof ServiceFault ? error.type : 'ValidationException';
      reply(response, 400, { __type: type, message: (error as Error).message });
    }
  }

  #answer(operation: string, input: Record<string, unknown>): unknown {
    switch (operation) {
      case 'GetSecretValue':
        return this.#secret(String(input.SecretId));
      case 'GetParameter':
        return this.#parameter(String(input.Name));
      default: {
        const answer = this.cloudwatch.answer(operation, input);
        if (answer !== undefined) return answer;
        throw new ServiceFault('UnknownOperationException', `operation "${operation}" is not answered here`);
      }
    }
  }

  #secret(id: string): unknown {
    const found = [...this.secrets].find(([arn]) => arn === id || arn.endsWith(`:secret:${id}`));
    if (found === undefined) throw new ServiceFault('ResourceNotFoundException', `secret ${id} does not exist`);
    const [ARN, SecretString] = found;
    return { ARN, Name: ARN.split(':secret:')[1], VersionId: 'local', SecretString };
  }

  #parameter(name: string): unknown {
    const value = this.parameters.get(name);
    if (value === undefined) throw new ServiceFault('ParameterNotFound', `parameter ${name} does not exist`);
    return { Parameter: { Name: name, Type: 'String', Value: value, Version: 1 } };
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
