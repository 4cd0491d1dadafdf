// The second part of `npm run bench:scenes`: scenes one after the other in the main thread, beside threads, one for each processor.
import path from 'node:path';
import { availableParallelism } from 'node:os';
import { compileFunction } from 'node:vm';
import { build, type Plugin } from 'esbuild';
import { ScenePool } from '../services/runtime/scene-pool';
import type * as BundledCompiler from '../services/runtime/bundled-compiler';
import { median } from './measure';

type Bundled = typeof BundledCompiler;
type RunModule = (module: object, exports: object, require: NodeJS.Require) => void;

const ROOT = path.join(__dirname, '..');
const ICONS = path.join(ROOT, 'node_modules/@iconify-json');
const COUNTS = [1, 5, 20, 200];
const minute = (): number => 60_000;

/** What a function's bundle has: the compiler as a text. */
async function bundle(): Promise<() => Bundled> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- serverless-esbuild takes CommonJS only.
  const plugins = require('../deploy/esbuild-plugins.cjs') as Plugin[];
  const { outputFiles } = await build({
    entryPoints: [path.join(ROOT, 'services/runtime/bundled-compiler.ts')],
    ...{ bundle: true, write: false, format: 'cjs', platform: 'node', mainFields: ['module', 'main'] },
    ...{ minify: true, plugins },
  });
  return () => {
    const module = { exports: {} };
    const code = outputFiles[0]?.text ?? '';
    const run = compileFunction(code, ['module', 'exports', 'require']) as RunModule;
    run(module, module.exports, require);
    return module.exports as Bundled;
  };
}

/** Wall and processor time of some work, in milliseconds. */
async function time(work: () => unknown): Promise<{ wallMs: number; cpuMs: number }> {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - begun, cpuMs: (user + system) / 1000 };
}

/** Ways to compile, newly loaded. */
async function ways(load: () => Bundled) {
  const { sceneWorkerCode, loadSceneWorker } = load();
  const threads = availableParallelism();
  const pools: ScenePool[] = [];
  let main: ((sources: readonly string[]) => unknown) | null = null;
  const inTurn = async (sources: readonly string[]): Promise<void> => {
    const { compileScene, IconSetFiles } = await loadSceneWorker();
    const icons = new IconSetFiles(ICONS);
    main ??= (each) => each.map((source) => compileScene(source, { icons }));
    main(sources);
  };
  const inThreads = async (sources: readonly string[]): Promise<void> => {
    const { TOO_COMPLICATED: givenUp } = await loadSceneWorker();
    pools[0] ??= new ScenePool({ code: sceneWorkerCode() ?? '', threads, iconSetsFolder: ICONS, givenUp });
    await pools[0].compile(sources, minute);
  };
  return { inTurn, inThreads, close: () => Promise.all(pools.map((pool) => pool.close())) };
}

/** Prints medians for 1, 5, 20 and 200 scenes: of newly loaded compilers, and of hot ones. */
export async function compareThreads(scenes: readonly string[], runs: number): Promise<void> {
  const load = await bundle();
  let made = 0;
  // Each source is new, though alike.
  const sources = (count: number): string[] =>
    Array.from({ length: count }, (_value, index) => `${scenes[index % scenes.length]}\n// ${made++}`);
  console.log(`\nin threads, ${availableParallelism()} of them; medians of ${runs} runs: passed, processor`);
  const hot = await ways(load);
  for (const count of COUNTS) {
    for (const name of ['inTurn', 'inThreads'] as const) {
      const cold = [];
      const warm = [];
      for (let run = 0; run < runs; run += 1) {
        const fresh = await ways(load);
        cold.push(await time(() => fresh[name](sources(count))));
        await fresh.close();
        await hot[name](sources(count));
        warm.push(await time(() => hot[name](sources(count))));
      }
      const shown = [cold, warm].map((all) =>
        [median(all.map(({ wallMs }) => wallMs)), median(all.map(({ cpuMs }) => cpuMs))]
          .map((ms) => ms.toFixed(0).padStart(6))
          .join(''),
      );
      console.log(`${String(count).padStart(4)} ${name.padEnd(12)} cold ${shown[0]}   warm ${shown[1]}`);
    }
  }
  await hot.close();
}
