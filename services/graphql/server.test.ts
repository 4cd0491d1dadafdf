import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HeaderMap } from '@apollo/server';
import {
  buildSchema,
  GraphQLObjectType,
  GraphQLSchema,
  isNonNullType,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
  type GraphQLField,
} from 'graphql';
import { createDomain, exampleExport, exampleProject } from '../exports/memory';
import { MemoryBatches } from '../exports/memory-batches';
import { applyTransition, type Transition, type VideoExport } from '../exports/video-export';
import type { Project } from '../projects/project';
import type { RequestContext } from './context';
import { liveSchema } from './live-schema';
import { schema } from './schema';
import { createServer } from './server';

type Domain = ReturnType<typeof createDomain>;
interface Answer {
  readonly data: Record<string, never> | null | undefined;
  readonly errors: readonly { message: string; path?: unknown; extensions?: Record<string, unknown> }[];
  readonly status: number | undefined;
}

const countFailure = jest.fn();
beforeEach(() => countFailure.mockClear());

const project = exampleProject();
const idOf = (number: number): string => `exp_01JZ8Q4S4T${String(number).padStart(16, '0')}`;

/** An API in memory with one project of user-1. `over` replaces parts of it. */
async function given(limits: Parameters<typeof createDomain>[0] = {}, over: object = {}) {
  const domain = createDomain(limits);
  await domain.projects.put(project);
  const batches = new MemoryBatches(domain.exports);
  const api = { ...domain, batches, downloadUrlSeconds: 3600, ...over };
  const server = createServer({
    log: domain.log,
    countFailure,
    graphiqlAssetsUrl: null,
    introspection: true,
    subscriptionUrl: 'ws://api.test',
  });
  const ask = async (
    query: string,
    variables: object = {},
    userId: string | null = 'user-1',
  ): Promise<Answer> => {
    const caller = userId === null ? null : { userId, expiresAt: 2_000_000_000 };
    const contextValue: RequestContext = {
      ...{ caller, requestId: 'request-1', userAgent: null, reads: api, api },
    };
    const { body, http } = await server.executeOperation(
      { query, variables: variables as Record<string, unknown> },
      { contextValue },
    );
    if (body.kind !== 'single') throw new Error('A single answer was expected.');
    const { data, errors = [] } = body.singleResult;
    return { data: data as Answer['data'], errors: errors, status: http.status };
  };
  return { domain, ask };
}

async function givenExport(
  { exports, limits }: Domain,
  changes: Partial<VideoExport> = {},
): Promise<VideoExport> {
  const videoExport = exampleExport({ id: idOf(1), ...changes });
  const props = { width: 1920, height: 1080, fps: 30, scenes: [] };
  const many = { ...limits, dailyExports: 1000, mutationsPerMinute: 1000 };
  await exports.create({ videoExport, props, idempotency: null, limits: many, projectVersion: null });
  return videoExport;
}

const codesOf = ({ errors }: Answer): unknown[] => errors.map(({ extensions }) => extensions?.code);

const CREATE = `mutation ($input: CreateExportInput!) {
  createExport(input: $input) {
    __typename
    ... on CreateExportSuccess { export { id status format quality codec width height fps } }
    ... on UserError { code message }
    ... on ProjectNotFound { projectId }
    ... on InvalidInput { issues { path message } }
    ... on DailyLimitReached { limit used resetsAt }
    ... on RateLimited { limitPerMinute retryAfterSeconds }
    ... on RenderTooLong { limitInSeconds durationInSeconds }
    ... on RenderTooExpensive { limitUsd estimatedUsd }
    ... on BudgetExceeded { budgetUsd committedUsd estimatedUsd }
    ... on IdempotencyConflict { exportId }
  }
}`;

describe('the schema', () => {
  it.each([
    ['of the API', schema],
    ['of what is pushed', liveSchema()],
  ])('%s is valid, as it is taken to be where it is made', (_name, made) => {
    expect(validateSchema(new GraphQLSchema({ ...made.toConfig(), assumeValid: false }))).toEqual([]);
  });

  it('is that of the files, word for word', () => {
    const folder = path.join(__dirname, '../../schema');
    const files = readdirSync(folder).filter((name) => name.endsWith('.graphql'));
    const written = buildSchema(
      files.map((name) => readFileSync(path.join(folder, name), 'utf8')).join('\n'),
    );

    expect(printSchema(lexicographicSortSchema(schema))).toBe(printSchema(lexicographicSortSchema(written)));
  });
});

describe('a caller without a token', () => {
  /** A request for a field, with an argument of the right type wherever one must be. */
  function requestFor(root: GraphQLObjectType, field: GraphQLField<unknown, unknown>): string {
    const values: Record<string, string> = {
      ID: '"x"',
      CreateExportInput: '{ projectId: "x" }',
      CreateBatchInput: '{ projectId: "x", rows: [{}] }',
      SaveProjectInput: '{ title: "x", scenes: [] }',
      DateTime: '"2026-03-01T00:00:00Z"',
    };
    const args = field.args
      .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
      .map(({ name, type }) => {
        const value = values[String(type).replace('!', '')];
        if (value === undefined) throw new Error(`The test knows no ${String(type)}: add one.`);
        return `${name}: ${value}`;
      });
    const operation = root === schema.getMutationType() ? 'mutation' : 'query';
    return `${operation} { ${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''} { __typename } }`;
  }

  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    root instanceof GraphQLObjectType
      ? Object.values(root.getFields()).map(
          (field) => [`${root.name}.${field.name}`, requestFor(root, field)] as const,
        )
      : [],
  );

  it('meets fields of both kinds', () => {
    expect(fields.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        'Query.viewer',
        'Query.export',
        'Mutation.createExport',
        'Mutation.saveProject',
      ]),
    );
  });

  it.each(fields)('is refused by %s', async (_name, query) => {
    const { ask, domain } = await given();
    const answer = await ask(query, {}, null);
    expect(answer.errors).toMatchObject([
      { message: 'Send a token: `authorization: Bearer <JWT>`.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(Object.values(answer.data ?? {}).every((value) => value === null)).toBe(true);
    expect([domain.events.published, domain.log.lines]).toEqual([[], []]);
  });

  it.each(fields)('is the only one whom %s refuses so', async (_name, query) => {
    const { ask } = await given();
    expect(codesOf(await ask(query))).toEqual([]);
  });

  it('may ask what the API is', async () => {
    const { ask } = await given();
    expect((await ask('{ __schema { queryType { name } } }', {}, null)).errors).toEqual([]);
  });
});

describe("somebody else's", () => {
  const foreign = async () => {
    const world = await given();
    await givenExport(world.domain, { status: 'COMPLETED', outputKey: 'key' });
    return world;
  };
  const sameAs = (value: unknown, from: string, to: string): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll(from, to));

  it.each([
    ['export', 'query ($id: ID!) { export(id: $id) { id } }', idOf(1)],
    ['project', 'query ($id: ID!) { project(id: $id) { id } }', project.id],
    [
      'download',
      'mutation ($id: ID!) { createDownload(exportId: $id) { __typename ... on UserError { code message } ... on ExportNotFound { exportId } } }',
      idOf(1),
    ],
    [
      'project, to export it',
      `mutation ($id: ID!) { createExport(input: { projectId: $id }) { __typename ... on UserError { code message } ... on ProjectNotFound { projectId } } }`,
      project.id,
    ],
    [
      'project, to overwrite it',
      `mutation ($id: ID!) { saveProject(input: { id: $id, title: "x", expectedVersion: 7, scenes: [{ template: "outro", durationInFrames: 9, props: { headline: "x" } }] }) {
        __typename ... on UserError { code message } ... on ProjectNotFound { projectId } } }`,
      project.id,
    ],
  ])('%s answers as one that is not there, to the letter', async (_name, query, id) => {
    const { ask } = await foreign();
    const unknown = id.replace(/.{4}$/, '9999');
    const [theirs, nobodys] = [
      await ask(query, { id }, 'user-2'),
      await ask(query, { id: unknown }, 'user-2'),
    ];
    expect(sameAs(theirs, id, 'ID')).toEqual(sameAs(nobodys, unknown, 'ID'));
    expect(JSON.stringify(await ask(query, { id }))).not.toEqual(JSON.stringify(theirs));
  });

  it('things are in no list of mine', async () => {
    const { ask } = await foreign();
    const lists = '{ exports { nodes { id } } projects { nodes { id } } }';
    expect((await ask(lists, {}, 'user-2')).data).toEqual({
      exports: { nodes: [] },
      projects: { nodes: [] },
    });
    expect((await ask(lists)).data).toEqual({
      exports: { nodes: [{ id: idOf(1) }] },
      projects: { nodes: [{ id: project.id }] },
    });
  });

  it('project is not shown through an export of mine', async () => {
    const { ask, domain } = await given();
    const other = exampleProject({ id: project.id.replace(/.$/, 'Z'), ownerId: 'user-2' });
    await domain.projects.put(other);
    await givenExport(domain, { projectId: other.id });
    expect((await ask(`{ export(id: "${idOf(1)}") { project { id } } }`)).data).toEqual({
      export: { project: null },
    });
  });
});

describe('ids, cursors and sizes of pages', () => {
  it.each(['', ' ', '#', '../x', 'exp_', 'ü', '\u0000', '🦀', 'x'.repeat(10_000)])(
    '%j is the id of nothing',
    async (id) => {
      const { ask } = await given();
      const answer = await ask(
        `query ($id: ID!) { export(id: $id) { id } project(id: $id) { id } exports(projectId: $id) { nodes { id } } }`,
        { id },
      );
      expect(answer).toMatchObject({
        errors: [],
        data: { export: null, project: null, exports: { nodes: [] } },
      });
    },
  );

  const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');
  it.each([
    ['garbage', '%%%'],
    ['nothing', ''],
    ['a bare id', idOf(1)],
    ['of another version', cursorOf(`v2:${idOf(1)}`)],
    ['of another list', cursorOf(`v1:${project.id}`)],
    ['of a bad id', cursorOf('v1:exp_x')],
    ['with something behind it', cursorOf(`v1:${idOf(1)} OR 1=1`)],
  ])('a cursor that is %s is named as the wrong argument', async (_name, after) => {
    const { ask } = await given();
    const answer = await ask('query ($after: String) { exports(after: $after) { nodes { id } } }', { after });
    expect(answer.errors).toMatchObject([
      {
        message: 'after: must be the `endCursor` of an earlier page of this list',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it.each([0, -1, 101, 10_000])('a page of %i is refused', async (first) => {
    const { ask } = await given();
    for (const list of ['exports', 'projects']) {
      const answer = await ask(`{ ${list}(first: ${first}) { nodes { id } } }`);
      expect(answer.errors).toMatchObject([
        { message: `first: must be from 1 to 100, got ${first}`, extensions: { code: 'BAD_USER_INPUT' } },
      ]);
    }
  });

  it('lists go on where the page before ended, and say whether there is more', async () => {
    const { ask, domain } = await given();
    for (const number of [1, 2, 3]) await givenExport(domain, { id: idOf(number) });
    const query = `query ($after: String) { exports(first: 2, after: $after) {
      nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
    interface Connection {
      nodes: { id: string }[];
      edges: { cursor: string }[];
      pageInfo: { endCursor: string };
    }
    const first = (await ask(query)).data?.exports as unknown as Connection;
    expect(first.nodes.map(({ id }) => id)).toEqual([idOf(3), idOf(2)]);
    const cursors = first.edges.map(({ cursor }) => cursor);
    expect(first.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: cursors[0],
      endCursor: cursors[1],
    });
    const second = (await ask(query, { after: first.pageInfo.endCursor })).data
      ?.exports as unknown as Connection;
    expect(second).toMatchObject({
      nodes: [{ id: idOf(1) }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const third = (await ask(query, { after: second.pageInfo.endCursor })).data?.exports;
    expect(third).toMatchObject({
      nodes: [],
      pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
    });
  });

  it('lists filter by project and state, and have 20 items unless said otherwise', async () => {
    const { ask, domain } = await given();
    for (let number = 0; number < 25; number += 1) {
      await givenExport(domain, { id: idOf(number), projectId: number === 7 ? 'prj_other' : project.id });
    }
    const { data } = await ask(`{
      all: exports { nodes { id } } null: exports(first: null, after: null) { nodes { id } }
      other: exports(projectId: "prj_other") { nodes { id } } failed: exports(status: FAILED) { nodes { id } } }`);
    const lengths = Object.entries(data ?? {}).map(([name, list]) => [
      name,
      (list as { nodes: [] }).nodes.length,
    ]);
    expect(Object.fromEntries(lengths)).toEqual({ all: 20, null: 20, other: 1, failed: 0 });
  });
});

describe('createExport', () => {
  const create = async (world: Awaited<ReturnType<typeof given>>, input: object = {}) => {
    const answer = await world.ask(CREATE, { input: { projectId: project.id, ...input } });
    expect(answer.errors).toEqual([]);
    return answer.data?.createExport as unknown as Record<string, unknown>;
  };

  it('has one test for each of its results', () => {
    const members = schema
      .getPossibleTypes(schema.getType('CreateExportResult') as never)
      .map(({ name }) => name);
    expect(members.sort()).toEqual([
      'BudgetExceeded',
      'CreateExportSuccess',
      'DailyLimitReached',
      'IdempotencyConflict',
      'InvalidInput',
      'ProjectNotFound',
      'RateLimited',
      'RenderTooExpensive',
      'RenderTooLong',
    ]);
  });

  it('CreateExportSuccess, with the defaults of the schema, also where null is sent', async () => {
    const expected = {
      __typename: 'CreateExportSuccess',
      export: {
        id: expect.stringMatching(/^exp_/) as string,
        status: 'PENDING',
        format: 'MP4',
        quality: 'HIGH',
        codec: 'H264',
        width: 1920,
        height: 1080,
        fps: 30,
      },
    };
    const nulls = {
      format: null,
      quality: null,
      resolution: null,
      fps: null,
      codec: null,
      videoBitrate: null,
      idempotencyKey: null,
    };
    expect(await create(await given())).toEqual(expected);
    expect(await create(await given(), nulls)).toEqual(expected);
  });

  it('ProjectNotFound', async () => {
    expect(await create(await given(), { projectId: 'prj_x' })).toEqual({
      __typename: 'ProjectNotFound',
      code: 'PROJECT_NOT_FOUND',
      message: 'There is no such project.',
      projectId: 'prj_x',
    });
  });

  it('InvalidInput, with every fault', async () => {
    expect(await create(await given(), { fps: 25, codec: 'VP8' })).toEqual({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      message:
        'fps: must be 24, 30 or 60, got 25; codec: VP8 does not fit the format MP4, which takes H264 or H265',
      issues: [
        { path: 'fps', message: 'must be 24, 30 or 60, got 25' },
        { path: 'codec', message: 'VP8 does not fit the format MP4, which takes H264 or H265' },
      ],
    });
  });

  it('DailyLimitReached', async () => {
    const world = await given({ dailyExports: 1 });
    await create(world);
    expect(await create(world)).toEqual({
      __typename: 'DailyLimitReached',
      code: 'DAILY_LIMIT_REACHED',
      message: 'All 1 exports of today are used; the count starts again at 2026-03-02T00:00:00.000Z.',
      limit: 1,
      used: 1,
      resetsAt: '2026-03-02T00:00:00.000Z',
    });
  });

  it('RateLimited', async () => {
    const world = await given({ mutationsPerMinute: 1 });
    await create(world);
    world.domain.clock.advance(15_000);
    expect(await create(world)).toEqual({
      __typename: 'RateLimited',
      code: 'RATE_LIMITED',
      message: 'At most 1 mutations a minute are accepted; try again in 45 s.',
      limitPerMinute: 1,
      retryAfterSeconds: 45,
    });
  });

  it('RenderTooLong', async () => {
    expect(await create(await given({ maxRenderSeconds: 2 }))).toEqual({
      __typename: 'RenderTooLong',
      code: 'RENDER_TOO_LONG',
      message: 'The video would be 3.0 s long; at most 2 s are rendered.',
      limitInSeconds: 2,
      durationInSeconds: 3,
    });
  });

  it('RenderTooExpensive', async () => {
    expect(await create(await given({ maxRenderUsd: 1 }, { estimateUsd: () => 1.5 }))).toEqual({
      __typename: 'RenderTooExpensive',
      code: 'RENDER_TOO_EXPENSIVE',
      message: 'Rendering would cost about $1.5; one render may cost at most $1.',
      limitUsd: 1,
      estimatedUsd: 1.5,
    });
  });

  it('BudgetExceeded', async () => {
    const world = await given({ monthlyBudgetUsd: 1 }, { estimateUsd: () => 0.75 });
    await create(world);
    expect(await create(world)).toEqual({
      __typename: 'BudgetExceeded',
      code: 'BUDGET_EXCEEDED',
      message: "Rendering would cost about $0.75; $0.75 of this month's $1 are spent or reserved.",
      budgetUsd: 1,
      committedUsd: 0.75,
      estimatedUsd: 0.75,
    });
  });

  it('IdempotencyConflict, and the same export for the same input', async () => {
    const world = await given();
    const first = await create(world, { idempotencyKey: 'k' });
    expect(await create(world, { idempotencyKey: 'k', format: 'MP4' })).toEqual(first);
    expect(await create(world, { idempotencyKey: 'k', format: 'GIF' })).toEqual({
      __typename: 'IdempotencyConflict',
      code: 'IDEMPOTENCY_CONFLICT',
      message: 'The idempotency key was used for another input within the last 24 hours; use a new key.',
      exportId: (first.export as { id: string }).id,
    });
  });
});

describe('an export', () => {
  it('shows all that the schema promises', async () => {
    const { ask, domain } = await given();
    const failure = { code: 'SCENE_CODE', message: 'boom', retryable: false, sceneId: null } as const;
    await givenExport(domain, {
      status: 'FAILED',
      failure,
      estimatedUsd: 0.5,
      finishedAt: '2026-03-01T12:01:00.000Z',
    });
    const { data, errors } = await ask(`{ export(id: "${idOf(1)}") {
      id status progress version queuePosition format quality width height fps codec durationInFrames attempt sizeInBytes
      thumbnailUrl cacheHit downloadCount createdAt startedAt finishedAt project { id title durationInFrames }
      failure { code message retryable sceneId } cost { estimatedUsd billedUsd } } }`);
    expect(errors).toEqual([]);
    expect(data?.export).toEqual({
      id: idOf(1),
      status: 'FAILED',
      progress: 0,
      version: 1,
      queuePosition: null,
      format: 'MP4',
      quality: 'HIGH',
      width: 1920,
      height: 1080,
      fps: 30,
      codec: 'H264',
      durationInFrames: 90,
      attempt: 1,
      sizeInBytes: null,
      thumbnailUrl: null,
      cacheHit: false,
      downloadCount: 0,
      createdAt: '2026-03-01T12:00:00.000Z',
      startedAt: null,
      finishedAt: '2026-03-01T12:01:00.000Z',
      project: { id: project.id, title: 'Example', durationInFrames: 90 },
      failure: { code: 'SCENE_CODE', message: 'boom', retryable: false, sceneId: null },
      cost: { estimatedUsd: 0.5, billedUsd: null },
    });
  });

  describe('that can be looked at', () => {
    const QUERY = `query ($id: ID!) { export(id: $id) { thumbnailUrl previewUrl } }`;
    const file = { cacheKey: 'cache-key-1', outputKey: `exports/${idOf(1)}/1.mp4` };

    async function givenFile() {
      const { ask, domain } = await given();
      const pending = await givenExport(domain, { title: 'My film', cacheKey: file.cacheKey });
      const at = '2026-03-01T12:00:00.000Z';
      const change = async (before: VideoExport, transition: Transition): Promise<VideoExport> => {
        const result = applyTransition(before, transition);
        if (!result.ok) throw new Error(result.reason);
        const outcome = await domain.exports.save({ before, after: result.next, limits: domain.limits });
        expect(outcome).toBe('saved');
        return result.next;
      };
      const rendering = await change(pending, { type: 'claim', at, attempt: 1, functions: 1 });
      const done = {
        type: 'complete',
        at,
        attempt: 1,
        renderId: 'r',
        sizeInBytes: 9,
        attemptUsd: 0,
      } as const;
      const show = async (number = 1) => (await ask(QUERY, { id: idOf(number) })).data?.export;
      return {
        domain,
        change,
        show,
        complete: () => change(rendering, { ...done, outputKey: file.outputKey }),
      };
    }

    it('has no URLs until its pictures are there, and then signed ones for a page to show', async () => {
      const { domain, show, complete } = await givenFile();
      expect(await show()).toEqual({ thumbnailUrl: null, previewUrl: null });
      await complete();
      expect(await show()).toEqual({ thumbnailUrl: null, previewUrl: null });
      await domain.exports.previews.record(file, { thumbnailFrame: 0 });
      const thumbnailUrl = `https://files.test/exports/${idOf(1)}/1.thumbnail.jpg?fileName=My+film.jpg&expiresInSeconds=900&inline=1`;
      expect(await show()).toEqual({ thumbnailUrl, previewUrl: null });
      await domain.exports.previews.record(file, { hasClip: true });
      expect(await show()).toEqual({
        thumbnailUrl,
        previewUrl: `https://files.test/exports/${idOf(1)}/1.preview.mp4?fileName=My+film+preview.mp4&expiresInSeconds=900&inline=1`,
      });
    });

    it('shows what the file shows that it shares', async () => {
      const { domain, change, show, complete } = await givenFile();
      await complete();
      await domain.exports.previews.record(file, { thumbnailFrame: 0, hasClip: true });
      const second = await givenExport(domain, { id: idOf(2), title: 'Second', cacheKey: file.cacheKey });
      const reuse = { type: 'reuse', at: second.createdAt, attempt: 1, sizeInBytes: 9 } as const;
      await change(second, { ...reuse, outputKey: file.outputKey });
      const urls = await show(2);
      expect(urls).toMatchObject({
        thumbnailUrl: expect.stringContaining(`${idOf(1)}/1.thumbnail.jpg?fileName=Second.jpg`) as string,
        previewUrl: expect.stringContaining(`${idOf(1)}/1.preview.mp4?fileName=Second+preview.mp4`) as string,
      });
    });
  });

  it("tells its place among the caller's own that wait", async () => {
    const { ask, domain } = await given();
    for (const number of [1, 3, 5]) await givenExport(domain, { id: idOf(number) });
    for (const number of [2, 4]) await givenExport(domain, { id: idOf(number), ownerId: 'user-2' });
    const { data } = await ask('{ exports { nodes { queuePosition } } }');
    expect(data?.exports).toEqual({
      nodes: [{ queuePosition: 3 }, { queuePosition: 2 }, { queuePosition: 1 }],
    });
  });
});

describe('createDownload', () => {
  const DOWNLOAD = `mutation ($id: ID!) { createDownload(exportId: $id) {
    __typename
    ... on CreateDownloadSuccess { url expiresAt fileName export { downloadCount version } }
    ... on UserError { code message }
    ... on ExportNotReady { status }
  } }`;

  it('gives a URL that expires, and counts it', async () => {
    const { ask, domain } = await given();
    await givenExport(domain, { status: 'COMPLETED', outputKey: 'exports/x/1.mp4', title: 'My "film"' });
    const fileName = 'My film.mp4';
    for (const count of [1, 2]) {
      expect((await ask(DOWNLOAD, { id: idOf(1) })).data?.createDownload).toEqual({
        __typename: 'CreateDownloadSuccess',
        url: 'https://files.test/exports/x/1.mp4?fileName=My+film.mp4&expiresInSeconds=3600',
        expiresAt: '2026-03-01T13:00:00.000Z',
        fileName,
        export: { downloadCount: count, version: 1 + count },
      });
    }
  });

  it.each(['PENDING', 'RENDERING', 'FAILED', 'CANCELLED'] as const)(
    'has no file of an export that is %s',
    async (status) => {
      const { ask, domain } = await given();
      await givenExport(domain, { status });
      expect((await ask(DOWNLOAD, { id: idOf(1) })).data?.createDownload).toEqual({
        __typename: 'ExportNotReady',
        code: 'EXPORT_NOT_READY',
        message: `The export has no file: it is ${status}.`,
        status,
      });
    },
  );
});

describe('viewer', () => {
  it('shows limits and what is used of them', async () => {
    const { ask, domain } = await given({ monthlyBudgetUsd: 12.5 });
    await givenExport(domain);
    const { data } = await ask(
      '{ viewer { id dailyLimit dailyUsed concurrentLimit rendering monthlyBudgetUsd monthlySpentUsd } }',
    );
    expect(data?.viewer).toEqual({
      id: 'user-1',
      dailyLimit: 10,
      dailyUsed: 1,
      concurrentLimit: 1,
      rendering: 0,
      monthlyBudgetUsd: 12.5,
      monthlySpentUsd: 0,
    });
  });
});

describe('saveProject', () => {
  const SAVE = `mutation ($input: SaveProjectInput!) { saveProject(input: $input) {
    __typename
    ... on SaveProjectSuccess { project { id title width height fps version scenes { id name template props durationInFrames } } }
    ... on UserError { code message }
    ... on InvalidInput { issues { path message } }
    ... on ProjectVersionConflict { expectedVersion actualVersion }
  } }`;
  const scenes = [{ template: 'title', props: { title: 'Hi' }, durationInFrames: 30 }];

  it('saves, and shows what it saved', async () => {
    const { ask, domain } = await given();
    const { data } = await ask(SAVE, { input: { title: ' A film ', scenes } });
    const saved = (data?.saveProject as unknown as { project: Project }).project;
    expect(saved).toMatchObject({
      title: 'A film',
      width: 1920,
      fps: 30,
      version: 1,
      scenes: [
        { id: 'scene-1', name: null, template: 'title', props: { title: 'Hi' }, durationInFrames: 30 },
      ],
    });
    expect((await domain.projects.get(saved.id))?.ownerId).toBe('user-1');
  });

  it('compiles code, shows it as it was sent, and tells what is wrong with it', async () => {
    const { ask } = await given();
    const save = `mutation ($input: SaveProjectInput!) { saveProject(input: $input) {
      ... on SaveProjectSuccess { project { scenes { id template code props } } }
      ... on InvalidInput { issues { path message } } } }`;
    const code = `import { AbsoluteFill } from 'remotion';\n\nexport default () => <AbsoluteFill>{{ }}</AbsoluteFill>;`;
    const good = code.replace('{{ }}', "{'{{x}}'}");
    const input = (source: string) => ({
      title: 'A film',
      scenes: [...scenes, { id: 'own', code: source, props: { a: [1] }, durationInFrames: 30 }],
    });
    const { data } = await ask(save, { input: input(good) });
    expect(data?.saveProject).toEqual({
      project: {
        scenes: [
          { id: 'scene-1', template: 'title', code: null, props: { title: 'Hi' } },
          { id: 'own', template: null, code: good, props: { a: [1] } },
        ],
      },
    });
    const refused = await ask(save, { input: input("import _ from 'lodash-es';\nexport default <b>;") });
    expect(refused.data?.saveProject).toEqual({
      issues: [
        {
          path: 'scenes[1].code',
          message: 'scene own, line 2, column 19: unexpected end of the code: an element is not closed',
        },
      ],
    });
  });

  it('takes and shows transitions, layers, captions and sound', async () => {
    const { ask } = await given();
    const FIELDS = `scenes { transition { type direction durationInFrames } narrationUrl narrationVolume }
      overlays { type text style src position startInFrames durationInFrames }
      captions { srt items { text startMs endMs } style { size } } watermark { src opacity }
      audio { url volume ducking { volume } } onSceneError durationInFrames`;
    const save = `mutation ($input: SaveProjectInput!) { saveProject(input: $input) {
      __typename ... on SaveProjectSuccess { project { ${FIELDS} } } ... on UserError { message } } }`;
    const composition = {
      overlays: [{ type: 'text', text: 'Live', startInFrames: 0, durationInFrames: 9, src: null }],
      captions: {
        items: [{ text: 'Hi', startMs: 0, endMs: 900, confidence: 0.9 }],
        style: { size: 'large' },
      },
      watermark: { src: 'sample/logo.svg', opacity: 0.5 },
      audio: { url: 'sample/music.mp3', volume: 0.5, ducking: {} },
      onSceneError: 'FALLBACK',
    };
    const first = { ...scenes[0], transition: { type: 'fade', durationInFrames: 10 } };
    const second = { ...scenes[0], narrationUrl: 'sample/music.mp3' };
    const { data } = await ask(save, { input: { title: 'x', scenes: [first, second], ...composition } });
    expect(data?.saveProject).toEqual({
      __typename: 'SaveProjectSuccess',
      project: {
        scenes: [
          {
            transition: { type: 'fade', direction: null, durationInFrames: 10 },
            ...{ narrationUrl: null, narrationVolume: null },
          },
          { transition: null, narrationUrl: 'sample/music.mp3', narrationVolume: null },
        ],
        ...composition,
        overlays: [
          {
            ...{ type: 'text', text: 'Live', style: null, src: null, position: null },
            ...{ startInFrames: 0, durationInFrames: 9 },
          },
        ],
        captions: { srt: null, items: [{ text: 'Hi', startMs: 0, endMs: 900 }], style: { size: 'large' } },
        audio: { url: 'sample/music.mp3', volume: 0.5, ducking: { volume: null } },
        durationInFrames: 50,
      },
    });
    const plain = await ask(save, { input: { title: 'x', scenes } });
    expect(plain.data?.saveProject).toMatchObject({
      project: { overlays: [], captions: null, watermark: null, audio: null, onSceneError: 'FAIL' },
    });
  });

  it('takes props that are written in the query itself', async () => {
    const { ask } = await given();
    const { data } = await ask(`mutation { saveProject(input: { title: "x", scenes: [
      { template: "title", durationInFrames: 1, props: { title: "Hi", accentColor: "#ff0000" } }] }) {
      ... on SaveProjectSuccess { project { scenes { props } } } } }`);
    expect(data?.saveProject).toEqual({
      project: { scenes: [{ props: { title: 'Hi', accentColor: '#ff0000' } }] },
    });
  });

  it('tells of another version, and of what is wrong', async () => {
    const { ask } = await given();
    const conflict = await ask(SAVE, { input: { id: project.id, title: 'x', scenes, expectedVersion: 3 } });
    expect(conflict.data?.saveProject).toEqual({
      __typename: 'ProjectVersionConflict',
      code: 'PROJECT_VERSION_CONFLICT',
      message: 'The project has version 1, not 3: read it again and repeat the change.',
      expectedVersion: 3,
      actualVersion: 1,
    });
    const invalid = await ask(SAVE, { input: { title: '', fps: 7, width: 1, height: 1, scenes: [] } });
    const { issues, message } = invalid.data?.saveProject as unknown as {
      issues: unknown[];
      message: string;
    };
    expect(issues).toHaveLength(5);
    expect(message.split('; ')).toHaveLength(3);
  });
});

describe('an error of ours', () => {
  const secret = 'arn:aws:dynamodb:us-east-1:123:table/secret';
  const failing = () => Promise.reject(new Error(`ValidationException at ${secret}`));
  const masked = {
    message: expect.stringMatching(/^Something went wrong on our side\./) as string,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };

  it.each([
    ['a query', '{ export(id: "x") { id } }', 'exports', 'get'],
    ['a list', '{ exports { nodes { id } } }', 'lists', 'byOwner'],
    ['the viewer', '{ viewer { id } }', 'usage', 'read'],
    ['a mutation', 'mutation { createExport(input: { projectId: "x" }) { __typename } }', 'projects', 'get'],
  ])('in %s is told to nobody but the log', async (_name, query, port, method) => {
    const { ask, domain } = await given({}, { [port]: { [method]: failing } });
    const answer = await ask(query);
    expect(answer.errors).toMatchObject([masked]);
    expect(JSON.stringify(answer)).not.toMatch(/secret|Validation|stack|\.ts/);
    expect(countFailure).toHaveBeenCalledTimes(1);
    expect(domain.log.lines).toMatchObject([
      {
        level: 'error',
        details: { requestId: 'request-1', error: { message: `ValidationException at ${secret}` } },
      },
    ]);
  });

  it('in one field leaves the others their answers', async () => {
    const { ask } = await given({}, { usage: { read: failing } });
    const answer = await ask(`{ project(id: "${project.id}") { title } viewer { id } }`);
    expect(answer.errors).toMatchObject([{ ...masked, path: ['viewer'] }]);
  });

  it('counts once for each request, and what callers do wrong does not', async () => {
    const { ask } = await given({}, { usage: { read: failing } });
    await ask('{ a: viewer { id } b: project(id: "x") { id } }');
    await ask('{ viewer { password } }');
    await ask('{ viewer { id } }', {}, null);
    expect(countFailure).toHaveBeenCalledTimes(1);
  });

  it('is also a value that the schema does not allow', async () => {
    const broken = { get: async () => exampleExport({ progress: Number.NaN }) };
    const { ask } = await given({}, { exports: broken });
    const answer = await ask('{ export(id: "x") { progress } }');
    expect(answer.errors).toMatchObject([masked]);
    expect(JSON.stringify(answer)).not.toContain('NaN');
  });
});

describe('a stage without introspection', () => {
  const ask = async (introspection: boolean, query: string) => {
    const { log } = createDomain();
    const options = {
      ...{ log, countFailure, graphiqlAssetsUrl: null, introspection, subscriptionUrl: 'ws://api.test' },
    };
    const contextValue = { requestId: 'request-1' } as RequestContext;
    const { body } = await createServer(options).executeOperation({ query }, { contextValue });
    return body.kind === 'single' ? (body.singleResult.errors ?? []).map(({ message }) => message) : [];
  };

  it('tells nobody what the API is, nor what a name may have meant', async () => {
    expect(await ask(false, '{ __schema { queryType { name } } }')).toEqual([
      expect.stringContaining('introspection is not allowed'),
    ]);
    expect(await ask(false, '{ viewr { id } }')).toEqual(['Cannot query field "viewr" on type "Query".']);
  });

  it('is not the default', async () => {
    expect(await ask(true, '{ __schema { queryType { name } } }')).toEqual([]);
    expect(await ask(true, '{ viewr { id } }')).toEqual([expect.stringContaining('Did you mean "viewer"')]);
  });
});

it('several operations in one request are refused', async () => {
  const { log } = createDomain();
  const server = createServer({
    ...{ log, countFailure, graphiqlAssetsUrl: null, introspection: true, subscriptionUrl: 'ws://api.test' },
  });
  const context = async (): Promise<RequestContext> => ({ requestId: 'request-1' }) as RequestContext;
  const headers = new HeaderMap([['content-type', 'application/json']]);
  const send = async (body: unknown) => {
    const request = { method: 'POST', headers, search: '', body };
    const answer = await server.executeHTTPGraphQLRequest({ httpGraphQLRequest: request, context });
    return { ...answer, text: answer.body.kind === 'complete' ? answer.body.string : '' };
  };
  await server.start();
  const many = await send([{ query: '{ __typename }' }]);
  expect([many.status, many.text]).toEqual([400, expect.stringContaining('Operation batching disabled.')]);
  const one = await send({ query: '{ __typename }' });
  expect(one.text).toBe('{"data":{"__typename":"Query"}}\n');
});

it('a query is not kept to be asked for by its digest alone', async () => {
  const persistedQuery = {
    version: 1,
    sha256Hash: createHash('sha256').update('{ __typename }').digest('hex'),
  };
  const server = createServer({
    ...{
      log: createDomain().log,
      countFailure,
      graphiqlAssetsUrl: null,
      introspection: true,
      subscriptionUrl: 'ws://api.test',
    },
  });
  const contextValue = { caller: null, requestId: 'request-1', userAgent: null } as RequestContext;
  const ask = async (query?: string) => {
    const request = { ...(query !== undefined && { query }), extensions: { persistedQuery } };
    const { body } = await server.executeOperation(request, { contextValue });
    return body.kind === 'single' && body.singleResult.errors?.[0]?.extensions?.code;
  };

  expect(await ask('{ __typename }')).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
  expect(await ask()).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
});

describe('an error of the request', () => {
  it.each([
    ['is no GraphQL', '{ viewer', 'GRAPHQL_PARSE_FAILED'],
    ['asks for an unknown field', '{ viewer { password } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['lacks a variable', 'query ($id: ID!) { export(id: $id) { id } }', 'BAD_USER_INPUT'],
    ['has an unknown enum value', '{ exports(status: DONE) { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'names none of its operations',
      'query A { __typename } query B { __typename }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['is a subscription, which belongs on a WebSocket', 'subscription { myExports { id } }', 'BAD_REQUEST'],
  ])('that %s is told as such, and is not in the log of our failures', async (_name, query, code) => {
    const { ask, domain } = await given();
    const answer = await ask(query);
    expect(codesOf(answer)).toEqual([code]);
    expect(answer.status).toBe(400);
    expect(answer.errors[0]?.message).not.toMatch(/went wrong on our side/);
    expect(domain.log.lines).toEqual([]);
  });

  it.each([
    ['a variable with a default', 'query ($v: ID = "exp_1") { export(id: $v) { id } }', 'id'],
    [
      'one of two',
      'query ($v: DateTime = "2026-03-01T00:00:00Z") { exportStats(from: $v, to: "2026-03-02T00:00:00Z") { ended } }',
      'from',
    ],
    ['a condition', 'query ($v: Boolean = true) { viewer @skip(if: $v) { id } }', 'if'],
  ])(
    'that gives null for %s, which only the execution finds, is no failure of ours',
    async (_name, query, argument) => {
      const { ask, domain } = await given();
      const answer = await ask(query, { v: null });
      expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
      expect(answer.errors[0]?.message).toMatch(new RegExp(`^Argument "${argument}" of non-null type `));
      expect({ lines: domain.log.lines, counted: countFailure.mock.calls }).toEqual({
        lines: [],
        counted: [],
      });
    },
  );
});
