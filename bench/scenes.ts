// `npm run bench:scenes`: how long compiling 20 scenes takes, warm, beside what else turns TypeScript with JSX into JavaScript.
// The others only translate: they check no import, name, export or icon, and put no guard into loops. After that, the same in threads.
import path from 'node:path';
import { transform as babel } from '@babel/standalone';
import { transformSync as swc } from '@swc/core';
import { transformSync as esbuild } from 'esbuild';
import { transform as sucrase } from 'sucrase';
import ts from 'typescript';
import { IconSetFiles } from '../services/adapters/icon-sets';
import { compileScene } from '../services/scenes/compile';
import { readCorpus } from '../services/scenes/corpus/read';
import { median } from './measure';
import { compareThreads } from './scene-threads';

const SCENES = 20;
const RUNS = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 15;
/** Runs that only make code hot. */
const WARM_UP = 5;

/** About 2 000 characters of what scenes are full of. */
const HELPERS = Array.from(
  { length: 4 },
  (_value, index) => `
type Card${index}Props = { label: string; value?: number; color?: \`#\${string}\` };
const cardStyle${index}: Record<string, string | number> = {
  display: 'flex', flexDirection: 'column', padding: 24, borderRadius: 16, background: 'rgba(0, 0, 0, 0.4)',
};
const Card${index} = ({ label, value = 0, color = '#f60' }: Card${index}Props) => {
  const parts = label.split(' ').map((part) => part.trim()).filter((part) => part.length > 0);
  return (
    <div style={{ ...cardStyle${index}, borderColor: color }} data-value={value.toFixed(2)}>
      {parts.map((part, index) => <span key={index} style={{ opacity: index / parts.length }}>{part}</span>)}
      {value > 10 ? <strong>{value}</strong> : <em>none</em>}
    </div>
  );
};
void Card${index};
`,
).join('');

const icons = new IconSetFiles(path.join(__dirname, '../node_modules/@iconify-json'));

/** The longest scenes of the corpus, each with what makes it as long as models write them: helpers and styles of its own. */
const sources = readCorpus('good.txt')
  .map(({ source }) => source.replace(/^\uFEFF/, ''))
  .toSorted((a, b) => b.length - a.length)
  .slice(0, SCENES)
  .map((source) => source + HELPERS);

const CONTENDERS: Readonly<Record<string, (source: string) => unknown>> = {
  'compileScene()': (source) => compileScene(source, { icons }),
  'typescript.transpileModule': (source) =>
    ts.transpileModule(source, {
      compilerOptions: {
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.CommonJS,
        jsx: ts.JsxEmit.React,
      },
    }),
  '@babel/standalone': (source) =>
    babel(source, {
      filename: 'scene.tsx',
      presets: ['typescript', ['react', { runtime: 'classic' }]],
      plugins: ['transform-modules-commonjs'],
    }),
  'sucrase alone': (source) => sucrase(source, { transforms: ['typescript', 'jsx', 'imports'] }),
  'esbuild, native': (source) => esbuild(source, { loader: 'tsx', format: 'cjs' }),
  'swc, native': (source) =>
    swc(source, {
      module: { type: 'commonjs' },
      jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' },
    }),
};

/** Milliseconds of one run: as they pass, and of the processor's work, which others on the machine disturb less. */
interface Time {
  readonly wallMs: number;
  readonly cpuMs: number;
}

const time = (compile: (source: string) => unknown): Time => {
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  for (const source of sources) compile(source);
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - begun, cpuMs: (user + system) / 1000 };
};

const times = new Map<string, Time[]>(Object.keys(CONTENDERS).map((name) => [name, []]));
for (let run = -WARM_UP; run < RUNS; run += 1) {
  // In turns, so that a busy machine is busy for all.
  for (const [name, compile] of Object.entries(CONTENDERS)) {
    const taken = time(compile);
    if (run >= 0) times.get(name)?.push(taken);
  }
}

const length = sources.reduce((sum, source) => sum + source.length, 0);
const middle = (all: readonly Time[], part: keyof Time): number => median(all.map((each) => each[part]));
const peer = times.get('typescript.transpileModule') ?? [];
console.log(
  `${sources.length} scenes, ${length} characters, warm, one after the other; medians of ${RUNS} runs\n`,
);
console.log(
  `${''.padEnd(28)}${'passed'.padStart(10)}${'ratio'.padStart(7)}${'processor'.padStart(12)}${'ratio'.padStart(7)}`,
);
for (const [name, all] of times) {
  const parts = (['wallMs', 'cpuMs'] as const).map((part) => {
    const ms = middle(all, part);
    return `${ms.toFixed(1).padStart(part === 'wallMs' ? 7 : 9)} ms${(ms / middle(peer, part)).toFixed(2).padStart(7)}`;
  });
  console.log(`${name.padEnd(28)}${parts.join('')}`);
}

void compareThreads(sources, Math.min(RUNS, 7));
