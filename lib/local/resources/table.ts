import { CreateTableCommand, type CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { arnOf } from '../deployment';
import type { ResourceKind } from './kind';

type TableProperties = Pick<
  CreateTableCommandInput,
  'KeySchema' | 'AttributeDefinitions' | 'GlobalSecondaryIndexes' | 'BillingMode'
> & { readonly TableName?: string };

/** Items never expire here, and there are no backups and streams: dynalite has none of them. */
export const table: ResourceKind = {
  type: 'AWS::DynamoDB::Table',
  physical(resource, { deployment }) {
    const name =
      deployment.resolve<string | undefined>(resource, resource.properties.TableName) ??
      deployment.generatedName(resource);
    return { '': name, Arn: arnOf('dynamodb', `table/${name}`) };
  },
  async create(resource, { deployment, dynamodb }) {
    const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, BillingMode } =
      deployment.resolve<TableProperties>(resource, resource.properties);
    const TableName = deployment.resolve<string>(resource, { Ref: resource.logicalId });
    const indexes = GlobalSecondaryIndexes === undefined ? {} : { GlobalSecondaryIndexes };
    await dynamodb.send(
      new CreateTableCommand({ TableName, KeySchema, AttributeDefinitions, BillingMode, ...indexes }),
    );
  },
};
