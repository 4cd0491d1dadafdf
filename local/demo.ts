// `npm run demo`: starts the local world, exports the sample project through the public API, and stops everything.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import colors from 'picocolors';
import {
  call,
  createExport,
  download,
  saveProject,
  socketClient,
  watchExport,
  type ExportState,
  type Target,
} from './client';
import { probe } from './probe';
import { hasEnded, showProgress } from './progress';
import { startWorld } from './start';

const USAGE = `npm run demo [-- --format mp4|webm|gif] [--quality low|medium|high] [--resolution 720p|1080p|4k]
              [--fps 24|30|60] [--project FILE] [--out FILE] [--render-mode local|lambda]`;

interface DemoOptions {
  readonly project: string;
  readonly out: string;
  readonly renderMode: 'local' | 'lambda';
  readonly input: Record<string, unknown>;
}

/** Reads the command line. What the values may be is the API's to say; here they are only brought into its form. */
function readOptions(): DemoOptions {
  const { values } = parseArgs({
    options: {
      format: { type: 'string', default: 'mp4' },
      quality: { type: 'string', default: 'high' },
      resolution: { type: 'string' },
      fps: { type: 'string' },
      project: { type: 'string', default: path.join(__dirname, '../remotion/sample-project.json') },
      out: { type: 'string' },
      'render-mode': { type: 'string', default: 'local' },
    },
  });
  const format = oneOf('--format', values.format, ['mp4', 'webm', 'gif']);
  const quality = oneOf('--quality', values.quality, ['low', 'medium', 'high']);
  const resolution = values.resolution && oneOf('--resolution', values.resolution, ['720p', '1080p', '4k']);
  return {
    project: values.project,
    out: values.out ?? `out/demo.${format}`,
    renderMode: oneOf('--render-mode', values['render-mode'], ['local', 'lambda']),
    input: {
      format: format.toUpperCase(),
      quality: quality.toUpperCase(),
      ...(resolution ? { resolution: resolution === '4k' ? 'P4K' : `P${resolution.slice(0, -1)}` } : {}),
      ...(values.fps ? { fps: Number(values.fps) } : {}),
    },
  };
}

function oneOf<Accepted extends string>(
  flag: string,
  value: string,
  accepted: readonly Accepted[],
): Accepted {
  const lower = value.toLowerCase();
  const found = accepted.find((one) => one === lower);
  if (found !== undefined) return found;
  throw new UsageError(`${flag} must be ${accepted.join(', ')}, got ${JSON.stringify(value)}`);
}

class UsageError extends Error {}

/** Shows an export's progress until it ends. */
async function follow(target: Target, created: ExportState): Promise<ExportState> {
  const display = showProgress(process.stderr, created);
  const client = socketClient(target);
  let last = created;
  try {
    for await (const state of watchExport(client, created.id)) {
      last = state;
      display.show(state);
      if (hasEnded(state)) break;
    }
  } finally {
    display.stop();
    await client.dispose();
  }
  return last;
}

/** How long a thumbnail is waited for, in milliseconds: a moment here, the time of another function with Remotion Lambda. */
const THUMBNAIL_MS = 10_000;

/** Saves the thumbnail beside the video, as soon as there is one. @returns its path, or null when it takes too long. */
async function saveThumbnail(target: Target, id: string, video: string): Promise<string | null> {
  const query = 'query($id: ID!) { export(id: $id) { thumbnailUrl } }';
  for (const deadline = Date.now() + THUMBNAIL_MS; Date.now() < deadline; await sleep(250)) {
    const shown = await call<{ export: { thumbnailUrl: string | null } }>(target, query, { id });
    if (shown.export.thumbnailUrl === null) continue;
    const file = video.replace(/\.[^.]*$/, '.jpg');
    writeFileSync(file, Buffer.from(await (await fetch(shown.export.thumbnailUrl)).arrayBuffer()));
    return file;
  }
  return null;
}

async function summary(file: string, seconds: number): Promise<string> {
  const { sizeInBytes, durationInSeconds, width, height, fps, frames, videoCodec, audioCodec } =
    await probe(file);
  const rows = [
    ['File', colors.bold(file)],
    ['Size', `${(sizeInBytes / 1e6).toFixed(2)} MB`],
    ['Duration', `${durationInSeconds.toFixed(2)} s (${frames} frames at ${fps} fps)`],
    ['Resolution', `${width}×${height}`],
    ['Codecs', audioCodec === null ? videoCodec : `${videoCodec}, ${audioCodec}`],
    ['Time taken', `${seconds.toFixed(1)} s from createExport to the file`],
  ];
  return rows.map(([name = '', value = '']) => `  ${colors.dim(name.padEnd(11))}${value}`).join('\n');
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return console.log(`Usage: ${USAGE}`);
  const options = readOptions();
  const project = JSON.parse(readFileSync(options.project, 'utf8')) as Record<string, unknown>;
  console.log(
    `\n${colors.bold('Reelway')} ${colors.dim('a whole export on this machine: real API, real render, real file')}\n`,
  );
  // A folder of its own: demos may run at the same time, and must not use up each other's daily limit.
  const dataDir = `.reelway/demo-${process.pid}`;
  let isStarting = true;
  const world = await startWorld({
    dataDir,
    renderMode: options.renderMode,
    onLine: (line) => {
      // Once the progress bar moves, the terminal is its own.
      if (isStarting) console.log(colors.dim(`  ${line}`));
    },
  });
  isStarting = false;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= world.stop());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().then(() => process.exit(130)));
  }
  try {
    const target = { ...world, token: await world.token('demo') };
    const { id: projectId } = await saveProject(target, project);
    const begun = Date.now();
    const created = await createExport(target, { projectId, ...options.input });
    console.log(
      `\n  ${created.id}  ${created.width}×${created.height}  ${created.durationInFrames} frames at ${created.fps} fps\n`,
    );
    const ended = await follow(target, created);
    if (ended.status !== 'COMPLETED')
      throw new Error(
        `The export ended as ${ended.status}: ${ended.failure?.code} ${ended.failure?.message}`,
      );
    await download(target, created.id, options.out);
    console.log(`\n${await summary(options.out, (Date.now() - begun) / 1000)}`);
    const thumbnail = await saveThumbnail(target, created.id, options.out);
    console.log(thumbnail === null ? '' : `  ${colors.dim('Thumbnail'.padEnd(11))}${thumbnail}\n`);
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  } finally {
    await stop();
  }
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  const isUsage =
    error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(
    `\n${colors.red('The demo did not come to its end.')} ${message}${isUsage ? `\n\n${USAGE}` : ''}`,
  );
  process.exitCode = isUsage ? 2 : 1;
});
