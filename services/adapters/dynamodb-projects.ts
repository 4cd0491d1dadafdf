import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Page, PageRequest } from '../exports/ports';
import type { ProjectStore } from '../projects/ports';
import type { Project } from '../projects/project';
import { batchGet, isPossibleId, keys, ownEarlierWrite, type Table } from './dynamodb';
import { packed, unpacked } from './packed';

/** The projects of a stage in its DynamoDB table. */
export class DynamoDbProjects implements ProjectStore {
  constructor(private readonly table: Table) {}

  async get(id: string): Promise<Project | null> {
    if (!isPossibleId(id)) return null;
    const { Item } = await this.table.client.send(
      new GetCommand({ TableName: this.table.name, Key: keys.project(id), ConsistentRead: true }),
    );
    return Item === undefined ? null : fromItem(Item);
  }

  async put(project: Project): Promise<'saved' | 'conflict'> {
    const isNew = project.version === 1;
    const Item = {
      ...toAttributes(project),
      ...keys.project(project.id),
      gsi1pk: keys.projectsOf(project.ownerId),
      gsi1sk: project.id,
    };
    try {
      await this.table.client.send(
        new PutCommand({
          TableName: this.table.name,
          Item,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ...(isNew
            ? { ConditionExpression: 'attribute_not_exists(pk)' }
            : {
                ConditionExpression: '#version = :before',
                ExpressionAttributeNames: { '#version': 'version' },
                ExpressionAttributeValues: { ':before': project.version - 1 },
              }),
        }),
      );
      return 'saved';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return ownEarlierWrite(error, Item) === null ? 'conflict' : 'saved';
    }
  }

  async byOwner(ownerId: string, { first, after }: PageRequest): Promise<Page<Project>> {
    const { Items = [] } = await this.table.client.send(
      new QueryCommand({
        TableName: this.table.name,
        IndexName: 'gsi1',
        KeyConditionExpression: `gsi1pk = :partition${after === null ? '' : ' AND gsi1sk < :after'}`,
        ExpressionAttributeValues: {
          ':partition': keys.projectsOf(ownerId),
          ...(after === null ? {} : { ':after': after }),
        },
        ScanIndexForward: false,
        Limit: first + 1,
      }),
    );
    const ids = Items.slice(0, first).map((row) => row.gsi1sk as string);
    const items = (await batchGet(this.table, ids.map(keys.project))).map(fromItem);
    return { items, hasNextPage: Items.length > first };
  }
}

/** What conditions, and people who look at the table, ask for stays readable. */
function toAttributes({ id, ownerId, title, version, createdAt, updatedAt, ...rest }: Project) {
  return { ...{ id, ownerId, title, version, createdAt, updatedAt }, ...packed(rest) };
}

function fromItem(item: Record<string, unknown>): Project {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...project } = unpacked(item);
  return project as unknown as Project;
}
