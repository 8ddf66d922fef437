import { CreateTableCommand, type CreateTableCommandInput, type GlobalSecondaryIndex } from '@aws-sdk/client-dynamodb';
import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

type Index = Omit<GlobalSecondaryIndex, 'ProvisionedThroughput'>;
type TableProperties = Pick<CreateTableCommandInput, 'KeySchema' | 'AttributeDefinitions'> & {
  readonly GlobalSecondaryIndexes?: readonly (Index & { readonly ProvisionedThroughput?: unknown })[];
};

/** Tables are on demand here: capacity is not simulated. Items never expire, and there are no backups and streams. */
export const table: ResourceKind = {
  type: 'AWS::DynamoDB::Table',
  physical(resource, { deployment }) {
    const given = deployment.resolve<string | undefined>(resource, resource.properties.TableName);
    const name = given ?? deployment.generatedName(resource);
    return { '': name, Arn: arnOf('dynamodb', `table/${name}`) };
  },
  async create(resource, { deployment, dynamodb }) {
    const properties = deployment.resolve<TableProperties>(resource, resource.properties);
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes } = properties;
    const TableName = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    const indexes = GlobalSecondaryIndexes?.map(({ ProvisionedThroughput: _, ...index }): Index => index);
    const table = { TableName, KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' as const };
    await dynamodb.send(
      new CreateTableCommand({ ...table, ...(indexes === undefined ? {} : { GlobalSecondaryIndexes: indexes }) }),
    );
  },
};
