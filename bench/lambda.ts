// `npm run bench:lambda`: the same export by the render worker, by Remotion's own Lambda function in one piece, and by the
// function in two parts that a third one joins; all on this machine, in turns, from createExport to COMPLETED.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { download, saveProject, type Target } from '../local/client';
import { probe } from '../local/probe';
import { startWorld, type RunningWorld, type WorldOptions } from '../local/start';
import { projectDuration } from '../services/projects/duration';
import type { ProjectContent } from '../services/projects/project';
import { anew, median, timeExport } from './measure';

const SAMPLE = path.join(__dirname, '../remotion/sample-project.json');

/** What is compared; the first is what the others are measured against. */
const WAYS: readonly { readonly name: string; readonly options: Partial<WorldOptions> }[] = [
  { name: 'render worker', options: { renderMode: 'local' } },
  { name: 'function, one piece', options: { renderMode: 'lambda' } },
  { name: 'function, two parts', options: { renderMode: 'lambda', params: { remotionMaxFunctions: 2 } } },
];

interface Contestant {
  readonly name: string;
  readonly world: RunningWorld;
  readonly target: Target;
  readonly seconds: number[];
}

async function enter(index: number, folder: string): Promise<Contestant> {
  const { name = '', options } = WAYS[index] ?? {};
  const world = await startWorld({
    dataDir: path.join(folder, String(index)),
    env: { DAILY_EXPORT_LIMIT: '1000' },
    ...options,
    // They would share the cores with the next export.
    params: { thumbnails: 'false', previewSeconds: 0, ...options?.params },
  });
  const target = { ...world, token: await world.token('bench') };
  return { name, world, target, seconds: [] };
}

/** @throws when the file has not all frames. */
async function exportSeconds(
  { target, world }: Contestant,
  project: ProjectContent,
  folder: string,
): Promise<number> {
  const { id: projectId } = await saveProject(target, { ...project });
  const { created, seconds } = await timeExport(target, { projectId, quality: 'MEDIUM', resolution: 'P720' });
  const file = path.join(folder, 'bench.mp4');
  await download(target, created.id, file);
  const { frames } = await probe(file);
  if (frames !== created.durationInFrames) throw new Error(`The file has ${frames} frames.`);
  // A function sends its webhook and cleans up after the file is there, which must not slow down the next one.
  await world.idle({ timeoutMs: 60_000 });
  return seconds;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
  const runs = Math.max(1, Math.min(100, Math.trunc(Number(values.runs)) || 3));
  const project = JSON.parse(readFileSync(SAMPLE, 'utf8')) as ProjectContent;
  const frames = projectDuration(project);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-bench-'));
  const contestants: Contestant[] = [];
  try {
    for (const index of WAYS.keys()) contestants.push(await enter(index, folder));
    console.log(`The sample project, 1280×720, ${frames} frames, H.264; warm, medians of ${runs}\n`);
    for (const contestant of contestants) await exportSeconds(contestant, anew(project, 'warm'), folder);
    // In turns, so that a busy moment of the machine hits all.
    for (let count = 0; count < runs; count += 1) {
      for (const contestant of contestants) {
        contestant.seconds.push(await exportSeconds(contestant, anew(project, String(count)), folder));
      }
    }
    const reference = median(contestants[0]?.seconds ?? []);
    for (const { name, seconds } of contestants) {
      const own = median(seconds);
      const list = seconds.map((value) => value.toFixed(1)).join(' ');
      const rate = `${(frames / own).toFixed(1).padStart(5)} frames/s`;
      console.log(
        `${name.padEnd(20)} ${own.toFixed(1).padStart(6)} s  ${rate}  ratio ${(own / reference).toFixed(2)}  (${list})`,
      );
    }
  } finally {
    await Promise.all(contestants.map(({ world }) => world.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
