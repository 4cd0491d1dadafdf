import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { BroadcastChannel, type Worker } from 'node:worker_threads';
import type * as NodeThreads from 'node:worker_threads';
import { build, type Plugin } from 'esbuild';
import { IconSetFiles } from '../adapters/icon-sets';
import { compileScene, PARALLEL_FROM, sceneCompiler, TOO_COMPLICATED } from '../scenes/compile';
import { readCorpus } from '../scenes/corpus/read';
import type * as BundledCompiler from './bundled-compiler';
import { processorsOf } from './scene-compiler';
import { ScenePool, type ScenePoolOptions } from './scene-pool';

// Started as it is in a function: from the bundled text.
const ICONS = path.join(__dirname, '../../node_modules/@iconify-json');
const requireHere = createRequire(__filename);

let bundled: Promise<typeof BundledCompiler> | null = null;
/** Why the next thread cannot be started, and what the next one fails with while it is ended. */
const mockThreads: { failure: Error | null; lateError: Error | null } = { failure: null, lateError: null };
jest.mock('node:worker_threads', () => {
  const actual = jest.requireActual<typeof NodeThreads>('node:worker_threads');
  class NotedWorker extends actual.Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      const { failure } = mockThreads;
      mockThreads.failure = null;
      if (failure !== null) throw failure;
      super(...given);
    }
    override terminate(): Promise<number> {
      const { lateError } = mockThreads;
      mockThreads.lateError = null;
      if (lateError !== null) this.emit('error', lateError);
      return super.terminate();
    }
  }
  return { ...actual, Worker: NotedWorker };
});

/** What the bundle of a function has in place of bundled-compiler.ts. */
const bundledCompiler = (): Promise<typeof BundledCompiler> => (bundled ??= bundleCompiler());

async function bundleCompiler(): Promise<typeof BundledCompiler> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, 'bundled-compiler.ts')],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'node', mainFields: ['module', 'main'] },
    plugins: requireHere('../../deploy/esbuild-plugins.cjs') as Plugin[],
  });
  const module = { exports: {} };
  const code = outputFiles[0]?.text ?? '';
  const run = compileFunction(code, ['module', 'exports', 'require']) as RunModule;
  run(module, module.exports, requireHere);
  return module.exports as typeof BundledCompiler;
}

type RunModule = (module: object, exports: object, require: NodeJS.Require) => void;

const minute = (): number => 60_000;
const pools: ScenePool[] = [];
const poolOf = (options: Partial<ScenePoolOptions> & { readonly code: string }): ScenePool => {
  const pool = new ScenePool({ threads: 2, iconSetsFolder: ICONS, givenUp: TOO_COMPLICATED, ...options });
  pools.push(pool);
  return pool;
};
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));

/** A thread that does what it is told: it answers with the source, hangs, dies, throws, fills its memory, or waits for a message. */
const OBEDIENT = `
  const { parentPort, threadId } = require('node:worker_threads');
  let turns = 0;
  parentPort.on('message', ({ source, timeoutMs }) => {
    turns += 1;
    if (source === 'hang') for (;;);
    if (source === 'exit') process.exit(1);
    if (source === 'throw') throw new Error('a fault of ours');
    if (source === 'fill') for (let all = null; ; ) all = { all };
    if (source === 'wait') {
      const gate = new BroadcastChannel('gate of threads that wait');
      gate.onmessage = () => {
        gate.close();
        parentPort.postMessage({ source, turns });
      };
      return gate.postMessage(threadId);
    }
    if (source === 'who') return parentPort.postMessage(threadId);
    parentPort.postMessage({ source, turns });
  });
  parentPort.postMessage('ready');`;

describe('threads that compile scenes', () => {
  it('give the same results as the main thread, each for its source, and load the compiler from the same text', async () => {
    const { sceneWorkerCode, loadSceneWorker } = await bundledCompiler();
    const sources = [...readCorpus('good.txt'), ...readCorpus('bad.txt')].map(({ source }) => source);
    const icons = new IconSetFiles(ICONS);
    const expected = sources.map((source) => compileScene(source, { icons }));
    const pool = poolOf({ code: sceneWorkerCode() ?? '' });
    expect(await pool.compile(sources, minute)).toEqual(expected);

    const bundled = await loadSceneWorker();
    expect(await loadSceneWorker()).toBe(bundled);
    const compile = bundled.sceneCompiler({ icons: new bundled.IconSetFiles(ICONS) });
    expect(sources.slice(0, 5).map((source) => compile(source))).toEqual(expected.slice(0, 5));
  });

  it('follow names in little memory, however many values are in one another', async () => {
    const times = (count: number, text: (index: number) => string): string =>
      Array.from({ length: count }, (_value, index) => text(index)).join('');
    const scenes = [
      `const V0 = [${times(350, () => '{},')}]; const V1 = [${times(350, () => '{k:V0[i]},')}];
       const V2 = [${times(350, () => '{k:V1[i]},')}]; const {k: {k: src}} = V2[i];`,
      `const S0 = {}; ${times(60, (n) => `const S${n + 1} = {...S${n}, ...S${n}};`)} const {src} = S60;`,
      `const A0 = [i]; ${times(60, (n) => `const A${n + 1} = [...A${n}, ...A${n}];`)} const [src] = A60;`,
      `const a0 = ''; ${times(4000, (n) => `const a${n + 1} = a${n};`)} const src = a4000;`,
      `const src = {...src};`,
    ].map((code) => `const i = Date.now(); ${code} export default () => <img src={src} />;`);
    const { sceneWorkerCode } = await bundledCompiler();
    const pool = poolOf({ code: sceneWorkerCode() ?? '', threads: 1, iconSetsFolder: null, heapMb: 96 });
    expect(await pool.compile(scenes, minute)).toEqual(
      scenes.map(() => expect.objectContaining({ ok: true }) as unknown),
    );
  });

  it.each(['hang', 'exit', 'fill'])(
    'give up a scene that makes one %s, and go on with a new one',
    async (end) => {
      const pool = poolOf({ code: OBEDIENT, graceMs: 1, heapMb: 64 });
      const left = (): number => (end === 'hang' ? 300 : 60_000);
      // Both threads have started before time is short.
      const first = await pool.compile(['a', 'b'], minute);
      expect(first).toEqual([
        { source: 'a', turns: 1 },
        { source: 'b', turns: 1 },
      ]);
      expect(await pool.compile([end], left)).toEqual([TOO_COMPLICATED]);
      const again = await pool.compile(['b', 'c', 'd'], minute);
      expect(again).toMatchObject([{ source: 'b' }, { source: 'c' }, { source: 'd' }]);
    },
  );

  it('tell of faults of the compiler itself, and can be used again', async () => {
    const pool = poolOf({ code: OBEDIENT, threads: 1 });
    await expect(pool.compile(['throw'], minute)).rejects.toThrow('a fault of ours');
    expect(await pool.compile(['a'], minute)).toEqual([{ source: 'a', turns: 1 }]);
  });

  it('take nothing more of a save that has failed', async () => {
    const gate = new BroadcastChannel('gate of threads that wait');
    const waitingThread = new Promise<number>((resolve) => {
      gate.onmessage = ({ data }) => resolve(data as number);
    });
    const pool = poolOf({ code: OBEDIENT });
    let asked = 0;
    const compiled = pool.compile(['throw', 'wait', 'a', 'b', 'c'], () => (asked += 1) && 60_000);
    await expect(Promise.all([compiled, waitingThread])).rejects.toThrow('a fault of ours');
    const threadId = await waitingThread;
    const askedBefore = asked;
    gate.postMessage('go on');
    // Until the thread that waited has work of another save.
    for (let threads: unknown[] = []; !threads.includes(threadId);) {
      threads = [...(await pool.compile(['who', 'who'], minute))];
    }
    gate.close();
    await pool.compile(['who', 'who', 'who', 'who'], minute);
    expect(asked).toBe(askedBefore);
  });

  it('leave everything to the main thread when they do not start, and tell why', async () => {
    const told: unknown[] = [];
    const onNoThread = (error: Error) => told.push(error.message, (error.cause as Error).message);
    const pool = poolOf({ code: 'throw new Error("no compiler")', onNoThread });
    expect(await pool.compile(['a', 'b', 'c'], minute)).toEqual([null, null, null]);
    const message = 'A thread for compiling scenes did not start.';
    expect(told).toEqual([message, 'no compiler', message, 'no compiler']);

    mockThreads.failure = new Error('no room');
    expect(await pool.compile(['a'], minute)).toEqual([null]);
    expect(told.slice(4)).toEqual([message, 'no room']);
  });

  it('end nothing but themselves when they fail after they were given up', async () => {
    const pool = poolOf({ code: 'setInterval(() => undefined, 1000)', threads: 1 });
    mockThreads.lateError = new Error('too late');
    expect(await pool.compile(['a'], () => 50)).toEqual([TOO_COMPLICATED]);
    expect(mockThreads.lateError).toBeNull();
  });

  it('give up scenes when they take longer to start than there is time', async () => {
    const pool = poolOf({ code: 'setInterval(() => undefined, 1000)' });
    expect(await pool.compile(['a', 'b', 'c'], () => 50)).toEqual([
      TOO_COMPLICATED,
      TOO_COMPLICATED,
      TOO_COMPLICATED,
    ]);
  });

  it('are shared by all saves, and start nothing when no time is left', async () => {
    const pool = poolOf({ code: OBEDIENT, threads: 1 });
    const saves = await Promise.all(
      [['a', 'b'], ['c'], ['d']].map((sources) => pool.compile(sources, minute)),
    );
    expect(
      saves
        .flat()
        .map((result) => (result as unknown as { turns: number }).turns)
        .toSorted(),
    ).toEqual([1, 2, 3, 4]);
    expect(await pool.compile(['e', 'f'], () => 0)).toEqual([TOO_COMPLICATED, TOO_COMPLICATED]);
  });
});

describe('many scenes', () => {
  const sources = (count: number, name = 'a') =>
    Array.from({ length: count }, (_value, index) => `export default () => '${name} ${index}';`);

  it('go to the threads when enough of them are new, each once, and are remembered', async () => {
    const asked: number[] = [];
    const compile = sceneCompiler({
      parallel: async (unknown) => {
        asked.push(unknown.length);
        return unknown.map((source) => compileScene(source));
      },
    });
    const few = sources(PARALLEL_FROM - 1);
    expect((await compile.many?.([...few, ...few], minute))?.size).toBe(0);
    const all = sources(PARALLEL_FROM);
    const results = await compile.many?.([...all, ...all], minute);
    expect(results?.size).toBe(PARALLEL_FROM);
    for (const source of all) expect(compile(source)).toBe(results?.get(source));
    // All but one are known.
    expect((await compile.many?.([...all, ...sources(1, 'b')], minute))?.size).toBe(0);
    expect(asked).toEqual([PARALLEL_FROM]);
  });

  it('that no thread could be started for are compiled by the main thread', async () => {
    const compile = sceneCompiler({
      parallel: async (unknown) =>
        unknown.map((source, index) => (index === 1 ? compileScene(source) : null)),
    });
    const all = sources(PARALLEL_FROM);
    const results = await compile.many?.(all, minute);
    expect([...(results?.keys() ?? [])]).toEqual([all[1]]);
    expect(all.map((source) => (results?.get(source) ?? compile(source)).ok)).not.toContain(false);
  });

  it('that were given up are not remembered', async () => {
    const compile = sceneCompiler({ parallel: async (unknown) => unknown.map(() => TOO_COMPLICATED) });
    const all = sources(PARALLEL_FROM);
    const results = await compile.many?.(all, minute);
    expect(new Set(results?.values())).toEqual(new Set([TOO_COMPLICATED]));
    expect(compile(all[0] ?? '')).toMatchObject({ ok: true });
  });

  it.each([
    ['1024', 0],
    ['1769', 1],
  ])('have as many processors as Lambda gives a function of %s MB', (memory, processors) => {
    const env = { AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9001', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: memory };
    expect(processorsOf(env)).toBe(processors);
  });

  it('have all processors elsewhere', () => {
    expect(processorsOf({ AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128' })).toBeGreaterThan(0);
  });
});
