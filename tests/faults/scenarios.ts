import {
  ALL_WELL,
  ClientGaveUp,
  FOR_NO_LOG,
  PICTURES,
  type RenderScript,
  type Script,
  type Subscription,
  type World,
} from './world';

/** What a user asks for, and what the user may expect of it. */
export class User {
  /** Ids of all exports that the user has heard of. */
  readonly exports: string[] = [];
  /** Exports that were answered to be cancelled, or deleted. */
  readonly cancelled: string[] = [];
  readonly deleted: string[] = [];

  private constructor(
    readonly world: World,
    readonly id: string,
    private readonly token: string,
    private readonly projectId: string,
  ) {}

  /** A user with a project, before anything is disturbed. */
  static async arrive(world: World, id: string, project: object = PROJECT): Promise<User> {
    const token = await world.token(id);
    const { saveProject } = await world.graphql<{ saveProject: { project: { id: string } } }>(
      token,
      'mutation($input: SaveProjectInput!) { saveProject(input: $input) { ... on SaveProjectSuccess { project { id } } } }',
      { input: project },
    );
    return new User(world, id, token, saveProject.project.id);
  }

  /** @param key tells requests apart; the same key is the same request. */
  async createExport(key: string, input: Record<string, unknown> = {}): Promise<string> {
    const { createExport } = await this.world.graphql<{
      createExport: { export?: { id: string }; code?: string };
    }>(
      this.token,
      `mutation($input: CreateExportInput!) { createExport(input: $input) {
        ... on CreateExportSuccess { export { id } } ... on UserError { code } } }`,
      { input: { projectId: this.projectId, quality: 'LOW', idempotencyKey: key, ...input } },
    );
    if (createExport.export === undefined) throw new Error(`createExport answered ${createExport.code}.`);
    return this.know(createExport.export.id);
  }

  async cancelExport(exportId: string): Promise<void> {
    const { cancelExport } = await this.mutate('cancelExport', exportId);
    if (cancelExport?.__typename === 'CancelExportSuccess') this.cancelled.push(exportId);
  }

  async deleteExport(exportId: string): Promise<void> {
    const { deleteExport } = await this.mutate('deleteExport', exportId);
    // Whoever asks twice hears the second time that there is no such export.
    if (['DeleteExportSuccess', 'ExportNotFound'].includes(deleteExport?.__typename ?? ''))
      this.deleted.push(exportId);
  }

  async retryExport(exportId: string): Promise<string | null> {
    const { retryExport } = await this.mutate(
      'retryExport',
      exportId,
      '... on RetryExportSuccess { export { id } }',
    );
    const id = retryExport?.export?.id;
    return id === undefined ? null : this.know(id);
  }

  /** A batch of as many exports as there are names. */
  async createBatch(key: string, names: readonly string[]): Promise<string> {
    const { createBatch } = await this.world.graphql<{
      createBatch: { batch?: { id: string }; code?: string };
    }>(
      this.token,
      `mutation($input: CreateBatchInput!) { createBatch(input: $input) {
        ... on CreateBatchSuccess { batch { id } } ... on UserError { code } } }`,
      {
        input: {
          ...{ projectId: this.projectId, quality: 'LOW', idempotencyKey: key },
          rows: names.map((name) => ({ name: `${name} ${FOR_NO_LOG}` })),
        },
      },
    );
    if (createBatch.batch === undefined) throw new Error(`createBatch answered ${createBatch.code}.`);
    return createBatch.batch.id;
  }

  async createDownload(exportId: string): Promise<void> {
    const query = 'mutation($id: ID!) { createDownload(exportId: $id) { __typename } }';
    await this.world.graphql(this.token, query, { id: exportId });
  }

  async cancelBatch(batchId: string): Promise<void> {
    await this.mutate('cancelBatch', batchId);
  }

  subscribe(exportId: string): Promise<Subscription | null> {
    return this.world.subscribe(this.id, 'exportProgress', exportId);
  }

  /** Watches all exports, or a batch. */
  watch(field: 'myExports' | 'batchProgress', id = ''): Promise<Subscription | null> {
    return this.world.subscribe(this.id, field, id);
  }

  private mutate(name: string, id: string, selection = ''): Promise<Record<string, Answer>> {
    const query = `mutation($id: ID!) { ${name}(id: $id) { __typename ${selection} } }`;
    return this.world.graphql<Record<string, Answer>>(this.token, query, { id });
  }

  private know(id: string): string {
    if (!this.exports.includes(id)) this.exports.push(id);
    return id;
  }
}

interface Answer {
  readonly __typename: string;
  readonly export?: { readonly id: string };
}

/** A project of one scene and one variable, without files on the internet. */
export const PROJECT = {
  title: `Faults ${FOR_NO_LOG}`,
  width: 640,
  height: 360,
  fps: 30,
  scenes: [
    {
      id: 'only',
      template: 'title',
      props: { title: `Hello {{name}} ${FOR_NO_LOG}` },
      durationInFrames: 100,
    },
  ],
  variables: { name: `you ${FOR_NO_LOG}` },
};

/** A project with a file that is on somebody's server. */
export const PROJECT_WITH_ASSET = {
  ...PROJECT,
  scenes: [
    {
      ...{ id: 'intro', template: 'media', durationInFrames: 100 },
      props: { src: `https://cdn.example.com/lake.jpg?token=${FOR_NO_LOG}`, caption: 'Hello {{name}}' },
    },
  ],
};

/** A flow that is disturbed in every possible way. */
export interface Scenario {
  readonly name: string;
  /** The user's project; one without files on the internet if not given. */
  readonly project?: object;
  readonly script?: Partial<Script>;
  /** What users do. The world goes on only where it is told to; the rest happens afterwards. */
  readonly act: (user: User) => Promise<void>;
  /** How exports of it may end, unless they were cancelled. */
  readonly ends: readonly string[];
  /** Renders that are started when nothing goes wrong. */
  readonly renders: number;
  /** Of a render that never says a word nobody can know, if its start died as well: then there may be one more. */
  readonly isSilent?: true;
}

const CALLBACK = `https://receiver.example/callback?key=${FOR_NO_LOG}`;

const failing = (message: string): RenderScript => ({ type: 'error', name: 'Error', message });
/** A render that more memory would have saved. */
export const OUT_OF_MEMORY = failing('Page crashed! out of memory');

/** Renders that end one after the other as told; all further ones succeed. */
const inTurn =
  (...scripts: readonly RenderScript[]) =>
  (start: number): RenderScript =>
    scripts[start - 1] ?? { type: 'success' };

const completes = { ends: ['COMPLETED'], renders: 1 } as const;

/** Every flow that is tried. */
export const SCENARIOS: readonly Scenario[] = [
  {
    ...completes,
    name: 'an export with a subscriber',
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    name: 'a scene that throws',
    script: { render: () => failing(`Cannot read properties of undefined (${FOR_NO_LOG})`) },
    ends: ['FAILED'],
    renders: 1,
    act: async (user) => {
      await user.subscribe(await user.createExport('one', { callbackUrl: CALLBACK }));
    },
  },
  {
    ...completes,
    name: 'a first attempt that runs out of memory',
    script: { render: inTurn(OUT_OF_MEMORY) },
    renders: 2,
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    ...completes,
    name: 'no capacity at first',
    script: { render: inTurn({ type: 'busy' }) },
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    ...completes,
    name: 'a first render that is silent',
    isSilent: true,
    script: { render: inTurn({ type: 'silent' }) },
    renders: 2,
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    ...completes,
    name: 'no webhook ever comes',
    script: { sendsWebhooks: false },
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    ...completes,
    name: 'no progress ever comes',
    script: { sendsProgress: false },
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    ...completes,
    name: 'neither webhook nor progress ever comes',
    isSilent: true,
    script: { sendsProgress: false, sendsWebhooks: false },
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    ...completes,
    name: 'a second export that waits for the first',
    renders: 2,
    act: async (user) => {
      await user.createExport('one');
      await user.watch('myExports');
      await user.subscribe(await user.createExport('two', { quality: 'MEDIUM' }));
    },
  },
  {
    ...completes,
    name: 'two equal exports, one after the other, of which the first still is black',
    script: { still: (frame) => (frame === 60 ? PICTURES.black : PICTURES.bright) },
    act: async (user) => {
      await user.createExport('one');
      await user.subscribe(await user.createExport('two'));
    },
  },
  {
    ...completes,
    name: 'two equal exports at the same time',
    script: { environment: { CONCURRENT_RENDER_LIMIT: '2' } },
    act: async (user) => {
      await user.createExport('one');
      await user.subscribe(await user.createExport('two'));
    },
  },
  {
    ...completes,
    name: 'a cancellation while it renders',
    act: async (user) => {
      const id = await user.createExport('one', { callbackUrl: CALLBACK });
      await user.subscribe(id);
      await user.world.goOn(() => user.world.renders.length > 0);
      await user.cancelExport(id);
    },
  },
  {
    ...completes,
    name: 'a cancellation while it waits',
    renders: 2,
    act: async (user) => {
      await user.createExport('one');
      const id = await user.createExport('two', { quality: 'MEDIUM' });
      await user.subscribe(id);
      await user.world.goOn(() => user.world.renders.length > 0);
      await user.cancelExport(id);
    },
  },
  {
    ...completes,
    name: 'a cancelled leader of two equal exports',
    script: { environment: { CONCURRENT_RENDER_LIMIT: '2' } },
    renders: 2,
    act: async (user) => {
      const id = await user.createExport('one');
      await user.subscribe(await user.createExport('two'));
      await user.world.goOn(() => user.world.renders.length > 0);
      await user.cancelExport(id);
    },
  },
  {
    ...completes,
    name: 'a deletion',
    act: async (user) => {
      const id = await user.createExport('one');
      await user.world.goOn();
      await user.deleteExport(id);
    },
  },
  {
    ...completes,
    name: 'deletions of two exports that share a file',
    // The first may be deleted before the second has come to share its file.
    renders: 2,
    act: async (user) => {
      const first = await user.createExport('one');
      await user.world.goOn();
      const second = await user.createExport('two');
      await user.world.goOn();
      await user.deleteExport(first);
      await user.world.goOn();
      await user.deleteExport(second);
    },
  },
  {
    name: 'a repetition of what has failed',
    script: { render: inTurn(failing(`Cannot read properties of undefined (${FOR_NO_LOG})`)) },
    ends: ['FAILED', 'COMPLETED'],
    renders: 2,
    act: async (user) => {
      const id = await user.createExport('one');
      await user.world.goOn();
      const again = await user.retryExport(id);
      if (again !== null) await user.subscribe(again);
    },
  },
  {
    ...completes,
    name: 'a callback that is taken at the second try',
    script: { receiver: (request) => (request === 1 ? 503 : 200) },
    act: async (user) => {
      await user.createExport('one', { callbackUrl: CALLBACK });
    },
  },
  {
    ...completes,
    name: 'an asset whose server is down at first',
    project: PROJECT_WITH_ASSET,
    // HEAD and GET of the first attempt.
    script: { assets: (request) => (request <= 2 ? 503 : 200) },
    act: async (user) => {
      await user.subscribe(await user.createExport('one'));
    },
  },
  {
    name: 'an asset that is not there',
    project: PROJECT_WITH_ASSET,
    script: { assets: () => 404 },
    ends: ['FAILED'],
    renders: 0,
    act: async (user) => {
      await user.subscribe(await user.createExport('one', { callbackUrl: CALLBACK }));
    },
  },
  {
    ...completes,
    name: 'a client that leaves without a word',
    act: async (user) => {
      const subscription = await user.subscribe(await user.createExport('one'));
      if (subscription !== null) user.world.leave(subscription.connectionId);
    },
  },
  {
    ...completes,
    name: 'a batch of three',
    renders: 3,
    act: async (user) => {
      await user.watch('batchProgress', await user.createBatch('one', ['Ann', 'Ben', 'Cho']));
    },
  },
  {
    ...completes,
    name: 'a cancelled batch of three',
    renders: 3,
    act: async (user) => {
      const id = await user.createBatch('one', ['Ann', 'Ben', 'Cho']);
      await user.watch('batchProgress', id);
      await user.world.goOn(() => user.world.renders.length > 0);
      await user.cancelBatch(id);
    },
  },
];

/** Plays a scenario's users until they have nothing more to say. */
export async function play(
  world: World,
  { act, script, project }: Scenario,
  disturb: () => void,
): Promise<User> {
  await world.reset({ ...ALL_WELL, ...script });
  const user = await User.arrive(world, 'ann', project);
  disturb();
  try {
    await act(user);
  } catch (error) {
    if (!(error instanceof ClientGaveUp)) throw error;
  }
  return user;
}
