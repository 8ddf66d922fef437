import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { AwsServices } from '../aws-services';
import type { Deployment, LocalResource, PhysicalValues } from '../deployment';
import type { FunctionUrls } from '../function-urls';
import type { FunctionDefinition } from '../lambda/function-process';

/** What resources are made with, and where they leave what the runner has to run. */
export interface Workshop {
  readonly deployment: Deployment;
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly services: AwsServices;
  readonly functionUrls: FunctionUrls;
  /** Address of a queue by its ARN. */
  readonly queueUrls: Map<string, string>;
  readonly functions: FunctionDefinition[];
  /** Folder of a layer by its ARN: there is no `/opt` here. */
  readonly layers: Map<string, string>;
  readonly rules: LocalRule[];
  readonly mappings: LocalMapping[];
  /** Environment that every function gets beside its own. */
  readonly functionEnvironment: Readonly<Record<string, string>>;
  /** Puts local addresses in place of a function's variable; see vendors.ts. */
  readonly localVariable: (name: string, value: string) => string;
}

export interface LocalRule {
  readonly name: string;
  readonly pattern?: Readonly<Record<string, unknown>>;
  /** Minutes between two runs. */
  readonly everyMinutes?: number;
  readonly targetArns: readonly string[];
}

export interface LocalMapping {
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  readonly reportsFailures: boolean;
}

/** One type of resource. First all names are given, then everything is created. */
export interface ResourceKind {
  readonly type: string;
  physical(resource: LocalResource, workshop: Workshop): PhysicalValues;
  create(resource: LocalResource, workshop: Workshop): Promise<void> | void;
  /** False for one that asks for what is not done here: it is listed, and not created. @default - every one is created */
  isSupported?(resource: LocalResource, workshop: Workshop): boolean;
  /** Created after kinds with a smaller number, because it refers to their ARNs. @default 0 */
  readonly order?: number;
}
