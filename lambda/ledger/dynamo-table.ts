import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Condition, Item, LedgerTable } from './table';

/** The ledger's table in DynamoDB. */
export class DynamoTable implements LedgerTable {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBClient, table: string) {
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
    this.#table = table;
  }

  async get(pk: string, sk: string): Promise<Item | undefined> {
    const command = new GetCommand({ TableName: this.#table, Key: { pk, sk }, ConsistentRead: true });
    return (await this.#client.send(command)).Item as Item | undefined;
  }

  async query(pk: string, skPrefix: string): Promise<Item[]> {
    return this.#pages({
      TableName: this.#table,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': skPrefix },
    });
  }

  async activeGroups(stage: string): Promise<string[]> {
    const items = await this.#pages({
      TableName: this.#table,
      IndexName: 'active',
      KeyConditionExpression: 'activeIn = :stage',
      ExpressionAttributeValues: { ':stage': stage },
    });
    return items.map((item) => item.pk);
  }

  async put(item: Item, condition: Condition): Promise<boolean> {
    try {
      await this.#client.send(new PutCommand({ TableName: this.#table, Item: item, ...expression(condition) }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async #pages(input: Parameters<typeof paginateQuery>[1]): Promise<Item[]> {
    const items: Item[] = [];
    for await (const page of paginateQuery({ client: this.#client }, input))
      items.push(...((page.Items ?? []) as Item[]));
    return items;
  }
}

function expression(condition: Condition) {
  if (condition.kind === 'absent') return { ConditionExpression: 'attribute_not_exists(pk)' };
  const names = { ExpressionAttributeNames: { '#a': condition.attribute } };
  const values = { ExpressionAttributeValues: { ':v': condition.value } };
  return condition.kind === 'equals'
    ? { ConditionExpression: '#a = :v', ...names, ...values }
    : { ConditionExpression: 'attribute_not_exists(pk) OR #a < :v', ...names, ...values };
}
