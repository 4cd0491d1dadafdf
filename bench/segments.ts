// `npm run bench:segments`: an export after one scene of ten was changed, beside an export of a project of the same length
// of which nothing was rendered before; in turns, from createExport to COMPLETED.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { download, saveProject, type Target } from '../local/client';
import { probe } from '../local/probe';
import { startWorld } from '../local/start';
import { median, timeExport, withHeadline } from './measure';

const SCENES = 10;
const CHANGED = 4;

type Project = { scenes: { props: Record<string, string>; transition?: unknown }[] } & Record<
  string,
  unknown
>;

/** Ten scenes after the sample's; a headline names its version, and another version is another scene. */
function projectOf(versions: readonly string[], framesPerScene: number): Project {
  // Without what lies over the scenes and joins them.
  const {
    captions: _none,
    watermark: _neither,
    ...sample
  } = JSON.parse(readFileSync(path.join(__dirname, '../remotion/sample-project.json'), 'utf8')) as Project;
  const scenes = versions.map((version, index) => {
    const { transition: _cut, ...scene } = sample.scenes[
      index % sample.scenes.length
    ] as Project['scenes'][number];
    const props = withHeadline(scene.props, `Version ${version} of scene ${index}`);
    return { ...scene, id: `scene-${index}`, props, durationInFrames: framesPerScene };
  });
  return { ...sample, scenes };
}

/** @throws when the file has not all frames. */
async function exportSeconds(target: Target, project: Project, file: string): Promise<number> {
  const { id: projectId } = await saveProject(target, project);
  const { created, seconds } = await timeExport(target, { projectId, quality: 'MEDIUM', resolution: 'P720' });
  await download(target, created.id, file);
  const { frames } = await probe(file);
  if (frames !== created.durationInFrames) throw new Error(`The file has ${frames} frames.`);
  return seconds;
}

async function main(): Promise<void> {
  const options = {
    runs: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '20' },
  } as const;
  const { values } = parseArgs({ options });
  const runs = Math.max(1, Math.min(100, Math.trunc(Number(values.runs)) || 3));
  const framesPerScene = Math.max(1, Math.round((Number(values.seconds) * 30) / SCENES));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reelway-bench-'));
  const world = await startWorld({
    dataDir: path.join(folder, 'world'),
    env: { DAILY_EXPORT_LIMIT: '1000' },
  });
  try {
    const target = { ...world, token: await world.token('bench') };
    const file = path.join(folder, 'bench.mp4');
    const measure = (versions: string[]) => exportSeconds(target, projectOf(versions, framesPerScene), file);
    await measure(Array.from({ length: SCENES }, () => 'warm'));
    const whole: number[] = [];
    const changed: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const versions = Array.from({ length: SCENES }, () => `${run}`);
      whole.push(await measure(versions));
      changed.push(await measure(versions.with(CHANGED, `${run} changed`)));
    }
    const list = (seconds: readonly number[]) => seconds.map((value) => value.toFixed(1)).join(' ');
    const ratio = (median(changed) / median(whole)).toFixed(2);
    console.log(`${SCENES} scenes, ${framesPerScene} frames each, 1280×720, H.264; medians of ${runs}\n`);
    console.log(`nothing there     ${median(whole).toFixed(1).padStart(6)} s   1.00   (${list(whole)})`);
    console.log(
      `1 scene changed   ${median(changed).toFixed(1).padStart(6)} s   ${ratio}   (${list(changed)})`,
    );
  } finally {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
