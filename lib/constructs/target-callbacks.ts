import { CfnOutput } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { CALLBACK_KINDS } from '../model/contracts/callback';
import type { IncidentTargetConfig } from './incident-target';
import type { ResponseFunction } from './response-function';

/** Who takes part when people do something at the other side of a target. */
export interface TargetCallbacksParts {
  /** The function that the internet reaches. */
  readonly door: ResponseFunction;
  /** What takes what was done to whoever does it to the incident. */
  readonly commands: IQueue;
  /** Targets whose other side tells us what people do there. */
  readonly targets: readonly IncidentTargetConfig[];
}

/** The door through which tickets and pagers tell what people do there: one function URL that trusts nothing but signatures. */
export class TargetCallbacks extends Construct {
  /** Where each other side sends it, by the name of the target. */
  readonly urls: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, { door, commands, targets }: TargetCallbacksParts) {
    super(scope, id);
    door.mayReadSecrets(targets.flatMap(({ callbackSecret }) => callbackSecret ?? []));
    door.allow(['sqs:SendMessage'], commands.queueArn);
    // None of them can sign for IAM: the function itself checks their signatures before it reads anything else.
    const { url } = door.live.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    const urls = targets.map(({ config: { name } }) => [name, `${url}${name}`] as const);
    this.urls = Object.fromEntries(urls);
    for (const [name, value] of urls)
      new CfnOutput(this, `CallbackUrl-${name}`, { description: `Webhook URL for the target "${name}"`, value });
  }
}

/** Those whose other side tells us what people do there. */
export function withCallbacks(targets: readonly IncidentTargetConfig[]): readonly IncidentTargetConfig[] {
  return targets.filter(({ config }) => config.callbacks !== undefined);
}

/** What is wrong with the callbacks of targets once they have said what they are, each in words. */
export function callbacksFaults(targets: readonly IncidentTargetConfig[]): string[] {
  return withCallbacks(targets).flatMap(({ config: { name, kind }, callbackSecret }) => {
    const isKnown = CALLBACK_KINDS.some((known) => known === kind);
    return [
      ...(isKnown ? [] : [`target "${name}": callbacks: got kind "${kind}", allowed are ${CALLBACK_KINDS.join(', ')}`]),
      ...(callbackSecret ? [] : [`target "${name}": callbacks: got no callbackSecret, allowed is a secret`]),
    ];
  });
}
