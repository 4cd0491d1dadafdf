// `npm run bench:render`: an export's own time, from createExport to COMPLETED, beside `npx remotion render` of the same
// project with the same settings, browser and machine, in the same run.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { saveProject, type Target } from '../local/client';
import { CHROMIUM_OPTIONS, unpackChromium } from '../local/renderer/browser';
import { startWorld } from '../local/start';
import { compositionProps, parseProject, type ProjectContent } from '../services/projects/project';
import { resolveSettings } from '../services/exports/settings';
import { anew, median, timeExport } from './measure';

const root = path.join(__dirname, '..');
const run = promisify(execFile);
const CACHE = path.join(root, 'node_modules/.cache/reelway');

/** The sample project, stretched or shortened to a length in seconds. */
function clip(seconds: number): ProjectContent {
  const sample: unknown = JSON.parse(readFileSync(path.join(root, 'remotion/sample-project.json'), 'utf8'));
  const parsed = parseProject(sample);
  if (!parsed.ok) throw new Error('The sample project is not valid.');
  // Scenes and sound alone, so that a length is a length and figures can be compared with earlier ones.
  const { captions: _none, watermark: _neither, ...content } = parsed.content;
  const frames = seconds * content.fps;
  const each = Math.floor(frames / content.scenes.length);
  const scenes = content.scenes.map(({ transition: _cut, ...scene }, index) => ({
    ...scene,
    durationInFrames: index === 0 ? frames - each * (content.scenes.length - 1) : each,
  }));
  return { ...content, scenes };
}

const REQUEST = {
  format: 'MP4',
  quality: 'MEDIUM',
  resolution: 'P720',
  fps: null,
  codec: null,
  videoBitrate: null,
} as const;

async function exportSeconds(target: Target, project: ProjectContent): Promise<number> {
  const { id: projectId } = await saveProject(target, { ...project });
  const { format, quality, resolution } = REQUEST;
  return (await timeExport(target, { projectId, format, quality, resolution })).seconds;
}

/** Seconds that Remotion's own command line takes, start of the process included, since its users wait for that as well. */
async function timeCli(project: ProjectContent, folder: string, browser: string | null): Promise<number> {
  const resolved = resolveSettings(REQUEST, project);
  if (!resolved.ok) throw new Error('The settings are not valid.');
  const { settings, composition } = resolved;
  const props = path.join(folder, 'props.json');
  writeFileSync(props, JSON.stringify(compositionProps(project, composition)));
  const begun = performance.now();
  await run(
    path.join(root, 'node_modules/.bin/remotion'),
    [
      'render',
      'remotion/index.ts',
      'MainComposition',
      path.join(folder, 'cli.mp4'),
      `--props=${props}`,
      '--public-dir=remotion/public',
      '--codec=h264',
      `--crf=${settings.crf}`,
      `--jpeg-quality=${settings.jpegQuality}`,
      `--scale=${settings.scale}`,
      `--gl=${CHROMIUM_OPTIONS.gl}`,
      '--log=error',
      ...(browser === null ? [] : [`--browser-executable=${browser}`, '--chrome-mode=headless-shell']),
    ],
    { cwd: root, maxBuffer: 1e8 },
  );
  return (performance.now() - begun) / 1000;
}

function report(label: string, reelway: readonly number[], cli: readonly number[]): void {
  const [ours, theirs] = [median(reelway), median(cli)];
  const list = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(' ');
  console.log(
    `${label.padEnd(12)} reelway ${ours.toFixed(1).padStart(5)} s   remotion render ${theirs.toFixed(1).padStart(5)} s   ratio ${(ours / theirs).toFixed(2)}   (${list(reelway)} | ${list(cli)})`,
  );
}

/** Without any cache: the world is started, the site bundled, the browser unpacked; the command line bundles as well. */
async function cold(project: ProjectContent, folder: string, browser: string | null): Promise<void> {
  const caches = [path.join(root, 'node_modules/.cache/webpack')];
  for (const cache of caches) rmSync(cache, { recursive: true, force: true });
  const cli = await timeCli(project, folder, browser);
  rmSync(CACHE, { recursive: true, force: true });
  const begun = performance.now();
  const world = await startWorld({ dataDir: path.join(folder, 'cold') });
  const target = { ...world, token: await world.token('bench') };
  await exportSeconds(target, project);
  const reelway = (performance.now() - begun) / 1000;
  await world.stop();
  report('3 s, cold', [reelway], [cli]);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { runs: { type: 'string', default: '3' } } });
  const runs = Math.max(1, Number(values.runs));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-bench-'));
  try {
    const browser = await unpackChromium(CACHE);
    console.log(
      `1280×720, 30 fps, H.264 crf 23; medians of ${runs}; Reelway cold includes starting everything\n`,
    );
    await cold(clip(3), folder, await unpackChromium(path.join(folder, 'browser')));
    const world = await startWorld({
      dataDir: path.join(folder, 'warm'),
      env: { DAILY_EXPORT_LIMIT: '1000' },
    });
    const target = { ...world, token: await world.token('bench') };
    for (const seconds of [3, 20]) {
      await exportSeconds(target, anew(clip(seconds), 'warm'));
      const reelway: number[] = [];
      const cli: number[] = [];
      // In turns, so that a busy moment of the machine hits both.
      for (let count = 0; count < runs; count += 1) {
        const project = anew(clip(seconds), String(count));
        reelway.push(await exportSeconds(target, project));
        cli.push(await timeCli(project, folder, browser ?? (await unpackChromium(CACHE))));
      }
      report(`${seconds} s, warm`, reelway, cli);
    }
    await world.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
