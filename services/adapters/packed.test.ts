import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { exampleExport, exampleProject } from '../exports/memory';
import type { Project } from '../projects/project';
import { keys } from './dynamodb';
import { DynamoDbExports } from './dynamodb-exports';
import { DynamoDbProjects } from './dynamodb-projects';
import { packed, unpacked } from './packed';
import { emulatedTables } from './tables.contract';

const newTable = emulatedTables();
const code = Array.from({ length: 40_000 }, (_value, index) => `const x${index} = ${index}; // ü\n`).join('');
const scene = { id: 'a', template: 'code' as const, code, props: {}, durationInFrames: 1 };
const large = { width: 1920, height: 1080, fps: 30, scenes: [scene] };

describe('attributes of a row', () => {
  it('stay as they are while they are small', () => {
    const small = { scenes: [{ props: { title: 'x'.repeat(8000) } }] };
    expect(packed(small)).toEqual(small);
    expect(unpacked({ pk: 'a', ...small })).toEqual({ pk: 'a', ...small });
  });

  it('are one when they are large, and the same again when they are read', () => {
    const row = packed(large);
    expect(Object.keys(row)).toEqual(['packed']);
    expect((row.packed as Uint8Array).length).toBeLessThan(JSON.stringify(large).length / 3);
    expect(unpacked({ pk: 'a', ...row })).toEqual({ pk: 'a', ...large });
  });

  it('may not unfold to more than a function has room for', () => {
    expect(() => unpacked(packed({ bomb: 'x'.repeat(33_000_000) }))).toThrow('larger than 32000000 bytes');
  });
});

describe('rows in the table', () => {
  it('hold what an export draws, however large', async () => {
    const store = new DynamoDbExports(await newTable());
    const videoExport = exampleExport();
    const limits = { dailyExports: 10, monthlyBudgetUsd: null, mutationsPerMinute: 60 };
    const request = { videoExport, props: large, idempotency: null, limits, projectVersion: null };
    expect(JSON.stringify(large).length).toBeGreaterThan(1_000_000);
    expect(await store.create(request as never)).toEqual({ type: 'created' });
    expect(await store.props(videoExport.id)).toEqual(large);
  });

  it('are read as they were written before there was code, large ones as well', async () => {
    const table = await newTable();
    const { client, name: TableName } = table;
    const long = { src: `https://example.com/${'x'.repeat(1000)}`, caption: 'x' };
    const scenes = Array.from({ length: 100 }, (_value, index) => ({
      ...{ id: `s${index}`, name: null, template: 'media', props: long, durationInFrames: 1 },
    }));
    const project: Project = exampleProject({ scenes });
    const index = { gsi1pk: keys.projectsOf(project.ownerId), gsi1sk: project.id };
    await client.send(
      new PutCommand({ TableName, Item: { ...project, ...keys.project(project.id), ...index } }),
    );
    const projects = new DynamoDbProjects(table);
    expect(await projects.get(project.id)).toEqual(project);

    expect(await projects.put({ ...project, version: 2 })).toBe('saved');
    const { Item = {} } = await client.send(new GetCommand({ TableName, Key: keys.project(project.id) }));
    expect(Object.keys(Item).sort()).toEqual(
      [
        ...['pk', 'sk', 'gsi1pk', 'gsi1sk', 'id', 'ownerId', 'title'],
        ...['version', 'createdAt', 'updatedAt', 'packed'],
      ].sort(),
    );

    const { id } = exampleExport();
    const props = { ...large, scenes: [{ ...scenes[0], template: 'title' }] };
    await client.send(new PutCommand({ TableName, Item: { ...keys.exportProps(id), props } }));
    expect(await new DynamoDbExports(table).props(id)).toEqual(props);
  });
});
