import fc from 'fast-check';
import { afterEnd } from './admission';
import { cancelExport, stopRender } from './cancel';
import { createExport } from './create';
import { deleteExport } from './delete';
import { finishRender, type FinishRequest } from './finish';
import { createDomain, exampleProject, MemoryExports, RecordingEvents } from './memory';
import {
  RendererBusyError,
  type ExportChange,
  type Limits,
  type NewExport,
  type RenderOutcome,
  type Renderer,
  type RenderRequest,
} from './ports';
import { followRender } from './progress';
import { reconcile } from './reconcile';
import { retryExport } from './retry';
import { startExport } from './start';
import { isTerminal, type RenderRef, type VideoExport } from './video-export';

// The whole life of exports, in any order: users, messages that come twice, late, out of order or never, functions that die
// between any two calls, several of them at the same time, a renderer that is busy or does not answer, and a clock that is
// moved. What must always hold is looked at after every step; at the end everything is left alone until nothing is left to
// be done.

const USERS = ['user-0', 'user-1'] as const;
const QUALITIES = ['LOW', 'HIGH'] as const;
const MINUTE_MS = 60_000;
/** Lambda stops a function after 15 minutes: whatever is older renders no more. */
const LONGEST_RENDER_MS = 15 * MINUTE_MS;
const ESTIMATED_USD = 0.5;
const ATTEMPT_USD = 0.2;

/** A function that was killed: none of its calls has an effect any more. */
class Death extends Error {
  override readonly name = 'Death';
}
/** What tells one function's calls apart from another's. */
interface Life {
  callsLeft: number;
}

/** Lets calls of several functions happen in any order, one at a time. */
class Turns {
  private readonly waiting: (() => void)[] = [];

  async wait(): Promise<void> {
    await new Promise<void>((resolve) => void this.waiting.push(resolve));
  }

  /** @param order which of those that wait is next, again and again. */
  async run(functions: readonly Promise<unknown>[], order: readonly number[]): Promise<void> {
    let running = functions.length;
    for (const one of functions) void one.finally(() => void (running -= 1)).catch(() => {});
    for (let turn = 0; running > 0; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = (order[turn % Math.max(1, order.length)] ?? 0) % Math.max(1, this.waiting.length);
      this.waiting.splice(next, 1)[0]?.();
    }
    await Promise.all(functions);
  }
}

/** The store, which remembers every state that was ever written. */
class RememberedExports extends MemoryExports {
  readonly written = new Map<string, VideoExport[]>();

  override async create(request: NewExport) {
    const outcome = await super.create(request);
    if (outcome.type === 'created') this.written.set(request.videoExport.id, [request.videoExport]);
    return outcome;
  }

  override async save(change: ExportChange) {
    const outcome = await super.save(change);
    if (outcome === 'saved') this.written.get(change.after.id)?.push(change.after);
    return outcome;
  }
}

type RendererMode = 'accepts' | 'is busy' | 'refuses' | 'takes it without an answer' | 'is not reached';

interface Render extends RenderRef {
  readonly request: RenderRequest;
  readonly startedMs: number;
  isRunning: boolean;
}

type Message =
  | {
      readonly type: 'requested';
      readonly exportId: string;
      readonly ownerId: string;
      readonly attempt: number;
    }
  | { readonly type: 'stop'; readonly exportId: string; readonly attempt: number }
  | { readonly type: 'ended'; readonly exportId: string }
  | { readonly type: 'webhook'; readonly request: FinishRequest }
  | { readonly type: 'progress'; readonly render: RenderRef };

type Ending = 'success' | 'no file' | 'scene code' | 'memory' | 'throttled' | 'asset' | 'timeout' | 'silence';

/** What a user asks for about one of the exports. */
interface Ask {
  readonly type: 'cancel' | 'delete' | 'retry' | 'download' | 'watch';
  readonly pick: number;
}

/** What happens; `pick` chooses among what there is at that time. */
type Operation =
  | { readonly type: 'create'; readonly user: number; readonly quality: number; readonly key: string | null }
  | { readonly type: 'deliver'; readonly pick: number; readonly again: boolean }
  | { readonly type: 'lose'; readonly pick: number }
  | { readonly type: 'renderer'; readonly mode: RendererMode }
  | { readonly type: 'advance'; readonly ms: number }
  | { readonly type: 'report'; readonly pick: number; readonly progress: number }
  | { readonly type: 'end'; readonly pick: number; readonly ending: Ending }
  | Ask
  | { readonly type: 'vanish'; readonly pick: number }
  | { readonly type: 'reconcile' };

/** Operations that run at the same time, and how their calls come one after another. */
interface Step {
  readonly together: readonly { readonly operation: Operation; readonly calls: number | null }[];
  readonly order: readonly number[];
}

const ERRORS: Partial<Record<Ending, { readonly name: string; readonly message: string }>> = {
  'scene code': { name: 'Error', message: 'boom' },
  memory: { name: 'Error', message: 'Page crashed!' },
  throttled: { name: 'TooManyRequestsException', message: 'Rate Exceeded.' },
  asset: { name: 'Error', message: 'Error loading image with src: a.png' },
};

class World {
  readonly exports: RememberedExports;
  readonly renders: Render[] = [];
  readonly inbox: Message[] = [];
  readonly deleted = new Set<string>();
  readonly vanished = new Set<string>();
  readonly unheardOf = new Set<string>();
  mode: RendererMode = 'accepts';
  private readonly domain: ReturnType<typeof createDomain>;
  private readonly events = new RecordingEvents();
  private readonly turns = new Turns();
  /** What was read of each export last, and how many of its states were looked at. */
  private readonly seen = new Map<string, VideoExport>();
  private readonly checked = new Map<string, number>();
  private readonly projects: string[] = [];

  private constructor(limits: Partial<Limits>) {
    const domain = createDomain({ dailyExports: 1000, mutationsPerMinute: 1000, ...limits });
    this.exports = new RememberedExports(domain.projects);
    const { exports } = this;
    this.domain = {
      ...domain,
      ...{ exports, lists: exports, usage: exports, rates: exports, slots: exports.slots },
      events: this.events,
      estimateUsd: () => ESTIMATED_USD,
      attemptUsd: () => ATTEMPT_USD,
      // As in production, what strains memory is rendered by more functions.
      functionsFor: (...[, strain]: [unknown?, { memory: number }?]) => 2 + (strain?.memory ?? 0),
    };
  }

  static async make(limits: Partial<Limits>): Promise<World> {
    const world = new World(limits);
    for (const ownerId of USERS) {
      const project = exampleProject({ id: world.domain.ids('prj'), ownerId });
      await world.domain.projects.put(project);
      world.projects.push(project.id);
    }
    return world;
  }

  /** The domain as one function sees it, which may die after some calls. */
  private depsOf(life: Life) {
    const { exports, projects, outputs, renders, requests, watchers, watches } = this.domain;
    const mortal = <T extends object>(port: T): T => this.mortal(port, life);
    return {
      ...this.domain,
      ...{ exports: mortal(exports), lists: mortal(exports), slots: mortal(exports.slots) },
      ...{ projects: mortal(projects), recentProjects: mortal(projects), outputs: mortal(outputs) },
      ...{ renders: mortal(renders), watchers: mortal(watchers), events: mortal(this.events) },
      ...{ renderer: mortal<Renderer>(this.renderer), requests: mortal(requests), watches: mortal(watches) },
    };
  }

  private mortal<T extends object>(port: T, life: Life): T {
    return new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...values: unknown[]): Promise<unknown> => {
          if (life.callsLeft > 0) await this.turns.wait();
          if (life.callsLeft <= 0) throw new Death();
          life.callsLeft -= 1;
          return (method as (...all: unknown[]) => unknown).apply(target, values);
        };
      },
    });
  }

  private readonly renderer: Renderer = {
    start: async (request) => {
      if (this.mode === 'is busy') throw new RendererBusyError('no capacity');
      if (this.mode === 'refuses') throw new Error('AccessDenied');
      const unreachable = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      if (this.mode === 'is not reached') throw unreachable;
      const ref = { renderId: `render${this.renders.length + 1}`, bucketName: 'renders' };
      const startedMs = this.domain.clock().getTime();
      this.renders.push({ ...ref, request, startedMs, isRunning: true });
      if (this.mode === 'takes it without an answer') throw unreachable;
      return ref;
    },
    cancel: async ({ renderId }) => {
      const render = this.renders.find((one) => one.renderId === renderId);
      if (render !== undefined) render.isRunning = false;
    },
  };

  async step(step: Step): Promise<void> {
    await this.take(step);
    await this.check();
  }

  private async take({ together, order }: Step): Promise<void> {
    const functions = together.map(async ({ operation, calls }) => {
      const life = { callsLeft: calls ?? Infinity };
      try {
        await this.run(operation, this.depsOf(life));
      } catch (error) {
        if (!(error instanceof Death)) throw error;
      }
    });
    await this.turns.run(functions, order);
    this.collect();
  }

  private async run(operation: Operation, deps: ReturnType<World['depsOf']>): Promise<void> {
    switch (operation.type) {
      case 'create':
        return this.create(operation, deps);
      case 'deliver':
        return this.deliver(operation, deps);
      case 'lose':
        return this.lose(pickFrom(this.inbox, operation.pick, 'take'));
      case 'renderer':
        return void (this.mode = operation.mode);
      case 'advance':
        return this.domain.clock.advance(operation.ms);
      case 'report':
        return this.report(operation.pick, operation.progress);
      case 'end':
        return this.end(pickFrom(this.running(), operation.pick), operation.ending);
      case 'reconcile':
        return void (await reconcile(deps, 'run'));
      case 'vanish':
        return this.vanish(operation.pick);
      default:
        return this.ask(operation, deps);
    }
  }

  private async create(
    { user, quality, key }: Extract<Operation, { type: 'create' }>,
    deps: ReturnType<World['depsOf']>,
  ): Promise<void> {
    const output = { format: 'MP4', resolution: null, fps: null, codec: null, videoBitrate: null } as const;
    await createExport(
      deps,
      { userId: USERS[user] as string, requestId: 'request' },
      {
        ...output,
        ...{ projectId: this.projects[user] as string, quality: QUALITIES[quality] ?? 'LOW' },
        ...{ idempotencyKey: key, variables: {}, callbackUrl: null },
      },
    );
  }

  private async ask({ type, pick }: Ask, deps: ReturnType<World['depsOf']>): Promise<void> {
    const exportId = pickFrom([...this.exports.written.keys()], pick);
    if (exportId === undefined) return;
    const caller = { userId: this.lastOf(exportId).ownerId, requestId: 'request' };
    switch (type) {
      case 'cancel':
        return void (await cancelExport(deps, caller, exportId));
      case 'delete':
        this.deleted.add(exportId);
        return void (await deleteExport(deps, caller, exportId));
      case 'retry':
        return void (await retryExport(deps, caller, exportId));
      case 'download':
        return this.download(exportId, deps);
      case 'watch':
        return void (await deps.exports.watch(exportId));
    }
  }

  private async download(exportId: string, deps: ReturnType<World['depsOf']>): Promise<void> {
    const client = { device: 'DESKTOP', browser: 'FIREFOX', os: 'LINUX' } as const;
    await deps.exports.countDownload(this.lastOf(exportId), this.domain.clock().toISOString(), client);
  }

  /** A message stays until it was worked on without an error, and perhaps longer. */
  private async deliver(
    { pick, again }: Extract<Operation, { type: 'deliver' }>,
    deps: ReturnType<World['depsOf']>,
  ): Promise<void> {
    const message = pickFrom(this.inbox, pick);
    if (message === undefined) return;
    await this.receive(message, deps);
    const index = this.inbox.indexOf(message);
    if (!again && index >= 0) this.inbox.splice(index, 1);
  }

  private async receive(message: Message, deps: ReturnType<World['depsOf']>): Promise<void> {
    switch (message.type) {
      case 'requested':
        return void (await startExport(deps, { ...message, causationId: 'event' }));
      case 'stop':
        return stopRender(deps, message);
      case 'ended':
        return void (await afterEnd(deps, message.exportId, { causationId: 'event' }));
      case 'webhook':
        return void (await finishRender(deps, message.request));
      case 'progress':
        return void (await followRender(deps, message.render, 'event'));
    }
  }

  private running(): Render[] {
    const now = this.domain.clock().getTime();
    return this.renders.filter((one) => one.isRunning && now - one.startedMs < LONGEST_RENDER_MS);
  }

  private report(pick: number, overall: number): void {
    const render = pickFrom(this.running(), pick);
    if (render !== undefined) this.say(render, overall, null);
  }

  private say(
    { renderId, bucketName, request }: Render,
    overall: number,
    outcome: RenderOutcome | null,
  ): void {
    const { exportId, attempt } = request;
    const progress = { renderId, target: { exportId, attempt }, overall, sizeInBytes: 0, outcome };
    this.domain.renders.files.set(`${bucketName}/${renderId}`, progress);
    this.inbox.push({ type: 'progress', render: { renderId, bucketName } });
  }

  private end(render: Render | undefined, ending: Ending): void {
    if (render === undefined) return;
    render.isRunning = false;
    if (ending === 'silence') return;
    const { exportId, attempt, outputKey } = render.request;
    if (ending === 'success') this.domain.outputs.sizes.set(outputKey, 1000);
    const error = ERRORS[ending];
    const succeeded = { type: 'success', billedUsd: 0.3 } as const;
    const outcome: RenderOutcome = error === undefined ? succeeded : { type: 'error', ...error };
    const request = { exportId, attempt, renderId: render.renderId, causationId: 'webhook' };
    if (ending === 'timeout') {
      // Remotion's function has run out of time: nobody writes progress any more.
      this.inbox.push({ type: 'webhook', request: { ...request, outcome: { type: 'timeout' } } });
      return;
    }
    this.say(render, 1, outcome);
    this.inbox.push({ type: 'webhook', request: { ...request, outcome } });
  }

  /** Nobody can clean up after a file of which they never hear: a bucket's own rules do. */
  private lose(message: Message | undefined): void {
    if (message === undefined || message.type === 'requested' || message.type === 'ended') return;
    const { exportId, attempt } = this.targetOf(message);
    this.unheardOf.add(`exports/${exportId}/${attempt}.mp4`);
  }

  private targetOf(message: Exclude<Message, { type: 'requested' | 'ended' }>) {
    if (message.type === 'stop') return message;
    if (message.type === 'webhook') return message.request;
    const render = this.renders.find(({ renderId }) => renderId === message.render.renderId);
    return (render as Render).request;
  }

  private vanish(pick: number): void {
    const key = pickFrom([...this.domain.outputs.sizes.keys()], pick);
    if (key === undefined) return;
    this.domain.outputs.sizes.delete(key);
    this.vanished.add(key);
  }

  /** Puts what was sent into the queues of those who receive it. */
  private collect(): void {
    for (const { type, detail } of this.events.published.splice(0)) {
      const data = detail.data as { exportId: string; ownerId: string; attempt: number };
      if (type === 'export.requested.v1') this.inbox.push({ type: 'requested', ...data });
      else this.inbox.push({ type: 'ended', exportId: data.exportId });
      if (type === 'export.cancelled.v1') this.inbox.push({ type: 'stop', ...data });
    }
    for (const { body } of this.domain.requests.waiting.splice(0)) {
      const { detail } = JSON.parse(body) as { detail: { data: Extract<Message, { type: 'requested' }> } };
      this.inbox.push({ ...detail.data, type: 'requested' });
    }
  }

  /** The newest state of an export, also of one that was deleted since. */
  lastOf(exportId: string): VideoExport {
    return this.exports.written.get(exportId)?.at(-1) as VideoExport;
  }

  private all(): VideoExport[] {
    return [...this.exports.written.keys()].map((id) => this.lastOf(id));
  }

  /** What holds at any time. */
  private async check(): Promise<void> {
    const all = this.all();
    const stored = new Map<string, VideoExport | null>();
    for (const { id } of all) stored.set(id, await this.exports.get(id));
    this.checkHistory();
    this.checkStored(all, stored);
    await this.checkSlots(all.filter(({ status }) => status === 'RENDERING'));
    await this.checkQuota(all);
    await this.checkFiles(all, stored);
  }

  private checkHistory(): void {
    for (const [id, written] of this.exports.written) {
      for (let index = this.checked.get(id) ?? 1; index < written.length; index += 1) {
        const [before, after] = written.slice(index - 1) as [VideoExport, VideoExport];
        must(!isTerminal(before.status), 'a terminal state is never left', { before, after });
        must(after.version > before.version, 'every write has a greater version', { before, after });
        must(after.progress >= before.progress, 'progress never falls', { before, after });
        this.checked.set(id, index + 1);
      }
    }
  }

  private checkStored(all: readonly VideoExport[], stored: ReadonlyMap<string, VideoExport | null>): void {
    for (const { id, status } of all) {
      const now = stored.get(id) ?? null;
      const before = this.seen.get(id);
      if (now === null) {
        must(this.deleted.has(id) && isTerminal(status), 'only what has ended is deleted', { id, status });
        continue;
      }
      must(now.status === status, 'the state is the one that was written last', { now, status });
      if (before !== undefined) {
        must(now.progress >= before.progress, 'progress never falls', { before, now });
        if (now.version <= before.version) expect(now).toEqual(before);
      }
      this.seen.set(id, now);
    }
  }

  private async checkSlots(rendering: readonly VideoExport[]): Promise<void> {
    const { concurrentRenders, totalRenders, totalFunctions } = this.domain.limits;
    const book = await this.exports.slots.read();
    const functions = rendering.reduce((sum, one) => sum + one.functions, 0);
    const facts = { rendering, book };
    must(isSameSet(book.holders, rendering), 'a slot is held exactly while rendering', facts);
    must(book.functions === functions, 'functions are counted exactly while rendering', facts);
    must(rendering.length <= totalRenders, 'not more render than there are slots', facts);
    must(rendering.length <= 1 || functions <= totalFunctions, 'not more functions run than may', facts);
    for (const userId of USERS) {
      const { renderingIds } = await this.exports.read(userId, this.domain.clock());
      const own = rendering.filter(({ ownerId }) => ownerId === userId);
      must(isSameSet(renderingIds, own), "a user's slots are held exactly while rendering", facts);
      must(own.length <= concurrentRenders, 'nobody has more slots than one user may', facts);
    }
  }

  private async checkQuota(all: readonly VideoExport[]): Promise<void> {
    for (const userId of USERS) {
      const own = all.filter(({ ownerId }) => ownerId === userId);
      for (const day of new Set(own.map(({ createdAt }) => createdAt.slice(0, 10)))) {
        const counted = own.filter(({ createdAt, cacheHit }) => createdAt.startsWith(day) && !cacheHit);
        const { dailyUsed } = await this.exports.read(userId, new Date(day));
        must(dailyUsed === counted.length, 'the day counts what was not shared', { dailyUsed, counted });
      }
      for (const month of new Set(own.map(({ createdAt }) => createdAt.slice(0, 7)))) {
        const these = own.filter(({ createdAt }) => createdAt.startsWith(month));
        const spent = these.reduce((sum, { billedUsd }) => sum + (billedUsd ?? 0), 0);
        const reserved = these.filter(({ status }) => !isTerminal(status)).length * ESTIMATED_USD;
        const usage = await this.exports.read(userId, new Date(month));
        const facts = { usage, spent, reserved, these };
        must(isSameMoney(usage.monthlySpentUsd, spent), 'what was billed is spent', facts);
        must(isSameMoney(usage.monthlyCommittedUsd, spent + reserved), 'what lives is reserved', facts);
      }
    }
  }

  private async checkFiles(
    all: readonly VideoExport[],
    stored: ReadonlyMap<string, VideoExport | null>,
  ): Promise<void> {
    for (const cacheKey of new Set(all.map((one) => one.cacheKey))) {
      const leaders = all.filter((one) => one.cacheKey === cacheKey && one.leads);
      const file = await this.exports.sharedFile(cacheKey);
      const leader = file?.leader ?? null;
      must(isSameSet(leader === null ? [] : [leader], leaders), 'a file has one leader', { file, leaders });
      must(!leaders.some(({ status }) => isTerminal(status)), 'whoever leads is alive', { leaders });
    }
    for (const one of stored.values()) {
      const key = one?.outputKey ?? null;
      const isThere = key === null || this.vanished.has(key) || this.domain.outputs.sizes.has(key);
      must(isThere, 'no file goes that a completed export refers to', one);
    }
  }

  /** Lets time pass, with every message delivered and every render finished, until nothing is left to be done. */
  async settle(): Promise<void> {
    this.mode = 'accepts';
    const roundsLimit = 20 + 3 * this.exports.written.size;
    for (let round = 0; !(await this.isSettled()); round += 1) {
      if (round === roundsLimit) throw new Error(`It never ends: ${JSON.stringify(this.all(), null, 1)}`);
      for (let tries = 0; tries < 3; tries += 1) {
        for (const render of this.running()) this.end(render, 'success');
        for (let left = this.inbox.length; left > 0; left -= 1) {
          await this.take(alone({ type: 'deliver', pick: 0, again: false }));
        }
        await this.check();
      }
      await this.take(alone({ type: 'advance', ms: round % 2 === 0 ? 2 * MINUTE_MS : 31 * MINUTE_MS }));
      await this.step(alone({ type: 'reconcile' }));
    }
  }

  private async isSettled(): Promise<boolean> {
    const lists = await Promise.all(
      (['PENDING', 'RENDERING', 'ENDED', 'DELETING'] as const).map((list) =>
        this.exports.alive(list, { first: 1, after: null }),
      ),
    );
    const isQuiet = this.inbox.length === 0 && this.running().length === 0;
    return isQuiet && lists.every(({ items }) => items.length === 0);
  }

  /** What holds when nothing is left to be done. */
  async checkEnd(): Promise<void> {
    expect(await this.exports.slots.read()).toEqual({ holders: [], functions: 0 });
    const needed: string[] = [];
    for (const { id, status } of this.all()) {
      expect(isTerminal(status)).toBe(true);
      const stored = await this.exports.get(id);
      if (stored === null) continue;
      if (stored.outputKey !== null) needed.push(stored.outputKey);
      // Whoever watches was told of the end, even if the function that wrote it has died.
      const told = this.domain.watchers.concludedEnds.filter((one) => one.id === id).map((one) => one.status);
      expect(told).toContain(status);
    }
    const files = [...this.domain.outputs.sizes.keys()];
    // Whoever does not know whether a render was started starts it again: its file may come between two attempts.
    const asked = this.renders.map(({ request: { outputKey } }) => outputKey);
    const isAskedOnce = (key: string) => asked.indexOf(key) === asked.lastIndexOf(key);
    const isHeardOf = (key: string) => isAskedOnce(key) && !this.unheardOf.has(key);
    const unused = files.filter((key) => !needed.includes(key) && isHeardOf(key));
    must(unused.length === 0, 'no file is left that nobody refers to', { unused, all: this.all() });
    const ends = this.domain.metrics.counted.map(({ id }) => id);
    expect(new Set(ends).size).toBe(ends.length);
  }
}

/** What must hold; asked so often that Jest's own matchers would take most of the time. */
function must(holds: boolean, what: string, facts: unknown): void {
  if (!holds) throw new Error(`Broken: ${what}. ${JSON.stringify(facts, null, 1)}`);
}

const isSameMoney = (one: number, other: number): boolean => Math.abs(one - other) < 1e-6;

const isSameSet = (ids: readonly string[], all: readonly VideoExport[]): boolean =>
  ids.length === all.length && all.every(({ id }) => ids.includes(id));

const alone = (operation: Operation): Step => ({ together: [{ operation, calls: null }], order: [] });

/** One of those there are; undefined when there is none. */
function pickFrom<T>(all: T[], pick: number, how: 'look' | 'take' = 'look'): T | undefined {
  if (all.length === 0) return undefined;
  return how === 'take' ? all.splice(pick % all.length, 1)[0] : all[pick % all.length];
}

const pick = fc.nat({ max: 30 });
const user = fc.nat({ max: USERS.length - 1 });

const peaceful: fc.WeightedArbitrary<Operation>[] = [
  {
    weight: 5,
    arbitrary: fc.record({
      type: fc.constant('create'),
      user,
      quality: fc.nat({ max: QUALITIES.length - 1 }),
      key: fc.constantFrom(null, null, 'a', 'b'),
    }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      type: fc.constant('deliver'),
      pick,
      again: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('end'),
      pick,
      ending: fc.constantFrom<Ending>(
        'success',
        'success',
        'success',
        'success',
        'scene code',
        'memory',
        'throttled',
        'asset',
        'no file',
        'timeout',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('report'),
      pick,
      progress: fc.constantFrom(0, 0.25, 0.5, 0.75, 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('cancel', 'delete', 'delete', 'retry', 'retry', 'download', 'watch'),
      pick,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('advance'), ms: fc.constantFrom(1000, 5000) }) },
];

const troubled: fc.WeightedArbitrary<Operation>[] = [
  ...peaceful,
  { weight: 2, arbitrary: fc.record({ type: fc.constant('lose'), pick }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('vanish'), pick }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('reconcile') }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('advance'),
      ms: fc.constantFrom(61_000, 121_000, 10 * MINUTE_MS, 31 * MINUTE_MS, 25 * 60 * MINUTE_MS),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('renderer'),
      mode: fc.constantFrom<RendererMode>(
        'accepts',
        'is busy',
        'refuses',
        'takes it without an answer',
        'is not reached',
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('end'), pick, ending: fc.constant('silence') }) },
];

const limits = fc.record({
  concurrentRenders: fc.integer({ min: 1, max: 3 }),
  totalRenders: fc.integer({ min: 1, max: 3 }),
  totalFunctions: fc.constantFrom(1, 4, 5, 100),
  monthlyBudgetUsd: fc.constantFrom(null, 2, 5),
});

/** @param deaths whether functions may die between any two calls. */
function steps(operations: fc.WeightedArbitrary<Operation>[], deaths: boolean): fc.Arbitrary<Step[]> {
  const calls = deaths ? fc.option(fc.nat({ max: 12 }), { freq: 6 }) : fc.constant(null);
  const running = fc.record({ operation: fc.oneof(...operations), calls });
  const step = fc.record({
    together: fc.array(running, { minLength: 1, maxLength: 3 }),
    order: fc.array(fc.nat({ max: 2 }), { maxLength: 12 }),
  });
  return fc.array(step, { minLength: 1, maxLength: 50, size: 'max' });
}

async function live(chosen: Partial<Limits>, all: readonly Step[]): Promise<World> {
  const world = await World.make(chosen);
  for (const step of all) await world.step(step);
  await world.settle();
  await world.checkEnd();
  return world;
}

/** In milliseconds: a slow machine does fewer runs, and a failure is told before Jest's own limit, though not at its smallest. */
const LONG = { interruptAfterTimeLimit: 60_000 };

describe('the life of exports, whatever happens in whatever order,', () => {
  it('keeps its promises while messages are doubled and overtake each other', async () => {
    await fc.assert(
      fc.asyncProperty(limits, steps(peaceful, false), async (chosen, all) => {
        const world = await live(chosen, all);
        const asked = world.renders.map(({ request: { exportId, attempt } }) => `${exportId} ${attempt}`);
        // Nothing is paid twice.
        expect(new Set(asked).size).toBe(asked.length);
      }),
      { ...LONG, numRuns: 300 },
    );
  });

  it('keeps its promises while messages get lost, functions die and the renderer is unwell', async () => {
    await fc.assert(
      fc.asyncProperty(limits, steps(troubled, true), async (chosen, all) => {
        await live(chosen, all);
      }),
      { ...LONG, numRuns: 300 },
    );
  });
});
