import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { catalog, exportCompleted, exportFailed, exportRequested } from './catalog';
import { EVENT_ENTRY_BYTES_LIMIT, EVENT_SOURCE } from './define-event';

const folder = path.join(__dirname, '../../schema/events');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));

const metadata = {
  id: 'evt_1',
  time: '2026-03-01T12:00:00.000Z',
  correlationId: 'request-1',
  causationId: 'request-1',
};
const requested = { exportId: 'exp_1', ownerId: 'user-1', attempt: 1 };
const completed = { ...requested, sizeInBytes: 1, billedUsd: null };

describe.each(catalog.map((definition) => [definition.type, definition] as const))(
  '%s',
  (type, definition) => {
    it('has a schema that is up to date', () => {
      expect(read(`${type}.schema.json`)).toEqual({
        ...z.toJSONSchema(definition.schema, { io: 'input' }),
        $id: type,
        title: type,
        description: definition.description,
        'x-source': EVENT_SOURCE,
      });
    });

    it('reads its frozen example, and loses nothing of it', () => {
      const example = read(`examples/${type}.json`);
      expect(definition.parse(example)).toEqual(example);
    });

    it('drops fields that it does not know, which a later writer may have added', () => {
      const example = read(`examples/${type}.json`) as { metadata: object; data: object };
      const later = {
        ...example,
        traceId: 'x',
        metadata: { ...example.metadata, region: 'x' },
        data: { ...example.data, more: { deep: 1 } },
      };
      expect(definition.parse(later)).toEqual(example);
    });

    it('is named by its noun, a fact and a version, and by one definition only', () => {
      expect(type).toMatch(/^[a-z]+\.[a-z]+\.v[1-9]\d*$/);
      expect(catalog.filter((other) => other.type === type)).toHaveLength(1);
      expect(definition.description).not.toBe('');
    });
  },
);

describe('the event catalog', () => {
  it('has a schema and an example for each event, and none for others', () => {
    const types = catalog.map(({ type }) => type).sort();
    const files = (name: string, ending: string): string[] =>
      readdirSync(path.join(folder, name))
        .filter((file) => file.endsWith(ending))
        .map((file) => file.slice(0, -ending.length))
        .sort();
    expect(files('.', '.schema.json')).toEqual(types);
    expect(files('examples', '.json')).toEqual(types);
  });

  it('makes events that EventBridge takes, with the longest ids that there are', () => {
    const event = exportRequested.make(metadata, { ...requested, ownerId: '字'.repeat(255) });
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(EVENT_ENTRY_BYTES_LIMIT);
  });
});

describe('a bad event', () => {
  const without = (value: object, name: string): object =>
    Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  const cases: [string, { parse: (detail: unknown) => unknown }, unknown, string][] = [
    ['nothing', exportRequested, undefined, ''],
    ['text', exportRequested, 'x', ''],
    ['no metadata', exportRequested, { data: requested }, 'metadata'],
    ['no data', exportRequested, { metadata }, 'data'],
    ['no id', exportRequested, { metadata: without(metadata, 'id'), data: requested }, 'metadata.id'],
    ['an empty id', exportRequested, { metadata: { ...metadata, id: '' }, data: requested }, 'metadata.id'],
    [
      'a local time',
      exportRequested,
      { metadata: { ...metadata, time: '2026-03-01T12:00:00+01:00' }, data: requested },
      'metadata.time',
    ],
    [
      'a time in seconds',
      exportRequested,
      { metadata: { ...metadata, time: 1772366400 }, data: requested },
      'metadata.time',
    ],
    [
      'no correlation',
      exportRequested,
      { metadata: without(metadata, 'correlationId'), data: requested },
      'metadata.correlationId',
    ],
    [
      'no cause',
      exportRequested,
      { metadata: without(metadata, 'causationId'), data: requested },
      'metadata.causationId',
    ],
    ['no export', exportRequested, { metadata, data: without(requested, 'exportId') }, 'data.exportId'],
    ['no owner', exportRequested, { metadata, data: { ...requested, ownerId: null } }, 'data.ownerId'],
    ['attempt zero', exportRequested, { metadata, data: { ...requested, attempt: 0 } }, 'data.attempt'],
    ['half an attempt', exportRequested, { metadata, data: { ...requested, attempt: 1.5 } }, 'data.attempt'],
    [
      'an attempt as text',
      exportRequested,
      { metadata, data: { ...requested, attempt: '1' } },
      'data.attempt',
    ],
    ['no size', exportCompleted, { metadata, data: without(completed, 'sizeInBytes') }, 'data.sizeInBytes'],
    [
      'a negative size',
      exportCompleted,
      { metadata, data: { ...completed, sizeInBytes: -1 } },
      'data.sizeInBytes',
    ],
    [
      'a negative bill',
      exportCompleted,
      { metadata, data: { ...completed, billedUsd: -0.1 } },
      'data.billedUsd',
    ],
    [
      'no bill, not even null',
      exportCompleted,
      { metadata, data: without(completed, 'billedUsd') },
      'data.billedUsd',
    ],
    ['no code', exportFailed, { metadata, data: requested }, 'data.code'],
  ];

  it.each(cases)('with %s is refused where it is wrong', (_name, definition, detail, where) => {
    let issues: string[] = [];
    try {
      definition.parse(detail);
    } catch (error) {
      issues = (error as z.ZodError).issues.map((issue) => issue.path.join('.'));
    }
    expect(issues).toEqual([where]);
  });

  it('is never made', () => {
    expect(() => exportRequested.make(metadata, { ...requested, attempt: 0 })).toThrow(z.ZodError);
    expect(() => exportCompleted.make({ ...metadata, time: 'now' }, completed)).toThrow(z.ZodError);
  });
});
