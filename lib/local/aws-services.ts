import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerSignals, signalsOperation } from './application-signals-api';
import { CloudWatchApi, type ForceAlarm } from './cloudwatch-api';
import { bodyOf, LoopbackServer } from './loopback-server';
import type { AwsTroubles, CloudWatchPort, SignalsPort } from './ports';
import { ServiceFault } from './service-fault';

export interface AwsServicesProps {
  readonly cloudwatch: CloudWatchPort;
  /** @default - Application Signals and X-Ray know of nothing */
  readonly signals?: SignalsPort;
  /** @default - nothing goes wrong */
  readonly troubles?: AwsTroubles;
  /** What time it is for AWS. */
  readonly now: () => number;
  /** What SetAlarmState does. @default - alarms are left alone */
  readonly forceAlarm?: ForceAlarm;
}

/**
 * Secrets Manager, the Parameter Store, CloudWatch, Application Signals and X-Ray, as far as functions of a response stack read them: JSON
 * over HTTP with the operation in `X-Amz-Target` or, for the last two, in the path, which is what the AWS SDK speaks.
 */
export class AwsServices {
  readonly parameters = new Map<string, string>();
  /** By ARN; asked for by ARN or name. */
  readonly secrets = new Map<string, string>();
  readonly cloudwatch: CloudWatchApi;
  readonly #signals: SignalsPort;
  readonly #troubles: AwsTroubles;
  #server!: LoopbackServer;

  private constructor({ cloudwatch, signals, troubles, now, forceAlarm }: AwsServicesProps) {
    this.cloudwatch = new CloudWatchApi(cloudwatch, now, forceAlarm ?? (async () => undefined));
    this.#signals = signals ?? {};
    this.#troubles = troubles ?? (() => undefined);
  }

  static async start(props: AwsServicesProps): Promise<AwsServices> {
    const services = new AwsServices(props);
    services.#server = await LoopbackServer.start((request, response) => services.#serve(request, response));
    return services;
  }

  get url(): string {
    return this.#server.url;
  }

  stop(): void {
    this.#server.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (body === undefined) return;
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const target = String(request.headers['x-amz-target'] ?? '');
    const operation = signalsOperation(request.method ?? '', pathname) ?? target.split('.').at(-1) ?? '';
    const trouble = this.#troubles(operation);
    if (trouble === 'hang') return;
    try {
      if (trouble !== undefined) throw new ServiceFault(trouble.type, `${operation} goes wrong`, trouble.status);
      reply(response, 200, await this.#answer(operation, JSON.parse(body.toString()), searchParams));
    } catch (error) {
      const { type, status } = error instanceof ServiceFault ? error : new ServiceFault('ValidationException', '');
      response.setHeader('x-amzn-errortype', type);
      reply(response, status, { __type: type, message: (error as Error).message });
    }
  }

  #answer(operation: string, input: Record<string, unknown>, query: URLSearchParams): unknown {
    switch (operation) {
      case 'GetSecretValue':
        return this.#secret(String(input.SecretId));
      case 'GetParameter':
        return this.#parameter(String(input.Name));
      default: {
        const answer =
          this.cloudwatch.answer(operation, input) ?? answerSignals(this.#signals, operation, input, query);
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
