// `npm run bench:outputs`: what files come to. One sample of three seconds is rendered in every codec, quality and resolution
// by the local renderer, and the tables of docs/outputs.md are made of what was measured. Takes half an hour; what was measured
// is kept in a log (`--log FILE`), from which an interrupted run goes on. Delete it to measure anew.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { probe } from '../local/probe';
import { DEFAULT_REQUEST, openOutputRig, projectOf, type OutputRig } from '../local/renderer/outputs';
import type { OutputRequest } from '../services/exports/settings';
import type { RenderSettings } from '../services/exports/video-export';

const PAGE = path.join(__dirname, '../docs/outputs.md');
const FPS = 30;

/** Still text, a photograph in slow motion, and text again: a second each. */
const SAMPLE = projectOf({
  title: 'Three seconds',
  ...{ width: 1920, height: 1080, fps: FPS },
  scenes: [
    {
      ...{ id: 'title', template: 'title', durationInFrames: FPS },
      props: {
        eyebrow: 'Measured',
        title: 'What a file comes to.',
        subtitle: 'Three scenes of a second each.',
      },
    },
    {
      ...{ id: 'media', template: 'media', durationInFrames: FPS },
      props: { src: 'sample/lake.jpg', caption: 'A photograph, in slow motion' },
    },
    { id: 'outro', template: 'outro', durationInFrames: FPS, props: { headline: 'And an end.' } },
  ],
  audioUrl: 'sample/music.mp3',
  logoUrl: 'sample/logo.svg',
});

type Codec = NonNullable<RenderSettings['codec']> | 'GIF';

const CODECS: Record<Codec, OutputRequest['format']> = {
  ...{ H264: 'MP4', H265: 'MP4', VP8: 'WEBM', VP9: 'WEBM', GIF: 'GIF' },
};
const RESOLUTIONS = ['P720', 'P1080', 'P4K'] as const;
const QUALITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;

interface Measured {
  readonly codec: Codec;
  readonly resolution: (typeof RESOLUTIONS)[number];
  readonly quality: (typeof QUALITIES)[number];
  readonly bytes: number;
  /** Of the picture alone. */
  readonly bitsPerPixel: number;
  readonly seconds: number;
}

/** Bits of the sound in the sample, by what it is encoded with. */
const AUDIO_BITS = 3 * 320_000;

async function measure(
  rig: OutputRig,
  codec: Codec,
  { resolution, quality }: Pick<Measured, 'resolution' | 'quality'>,
): Promise<Measured> {
  const chosen = codec === 'GIF' ? null : codec;
  const request = { ...DEFAULT_REQUEST, format: CODECS[codec], codec: chosen, resolution, quality };
  const { file, seconds } = await rig.render(request, SAMPLE);
  const { width, height, frames, sizeInBytes: bytes, audioCodec } = await probe(file);
  rmSync(file);
  const bits = bytes * 8 - (audioCodec === null ? 0 : AUDIO_BITS);
  return { codec, resolution, quality, bytes, bitsPerPixel: bits / (width * height * frames), seconds };
}

/** A table with a column for each resolution and quality. */
function table(measured: readonly Measured[], show: (one: Measured) => string): string {
  const columns = RESOLUTIONS.flatMap((resolution) => QUALITIES.map((quality) => ({ resolution, quality })));
  const rows = (Object.keys(CODECS) as Codec[]).map((codec) => {
    const cells = columns.map(({ resolution, quality }) => {
      const one = measured.find(
        (each) => each.codec === codec && each.resolution === resolution && each.quality === quality,
      );
      return one === undefined ? '' : show(one);
    });
    return `| ${codec} | ${cells.join(' | ')} |`;
  });
  const titles = columns.map(
    ({ resolution, quality }) => `${resolution.slice(1)}${resolution === 'P4K' ? '' : 'p'} ${quality}`,
  );
  return [`| | ${titles.join(' | ')} |`, `| --- | ${columns.map(() => '---:').join(' | ')} |`, ...rows].join(
    '\n',
  );
}

/** Puts a table between its two markers. */
function replaced(page: string, name: string, content: string): string {
  const marker = new RegExp(`(<!-- ${name} -->\\n)[^]*?(\\n<!-- /${name} -->)`);
  if (!marker.test(page)) throw new Error(`${PAGE} has no markers named ${name}.`);
  return page.replace(marker, `$1\n${content}\n$2`);
}

/** Every cell, the quick ones first. */
const CELLS = RESOLUTIONS.flatMap((resolution) =>
  (Object.keys(CODECS) as Codec[]).flatMap((codec) =>
    QUALITIES.map((quality) => ({ codec, resolution, quality })),
  ),
);

/** What an earlier run has measured, so that one that was interrupted can go on. */
function readLog(log: string): Measured[] {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Measured);
}

async function measureMissing(known: readonly Measured[], log: string): Promise<Measured[]> {
  const measured = [...known];
  const rig = await openOutputRig();
  try {
    for (const { codec, ...cell } of CELLS) {
      const isKnown = measured.some(
        (one) => one.codec === codec && one.resolution === cell.resolution && one.quality === cell.quality,
      );
      if (isKnown) continue;
      const one = await measure(rig, codec, cell);
      measured.push(one);
      appendFileSync(log, `${JSON.stringify(one)}\n`);
      console.log(
        `${codec} ${cell.resolution} ${cell.quality}: ${one.bytes} bytes in ${one.seconds.toFixed(1)} s`,
      );
    }
  } finally {
    await rig.stop();
  }
  return measured;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      log: { type: 'string', default: 'out/outputs.jsonl' },
      // Only writes the tables, of what the log holds.
      'only-write': { type: 'boolean', default: false },
    },
  });
  if (values['only-write']) return writePage(readLog(values.log));
  mkdirSync(path.dirname(values.log), { recursive: true });
  writePage(await measureMissing(readLog(values.log), values.log));
}

function writePage(measured: readonly Measured[]): void {
  const sizes = table(measured, ({ bytes }) => (bytes / 1000).toFixed(0));
  const bits = table(measured, ({ bitsPerPixel }) => bitsPerPixel.toFixed(3));
  const page = replaced(readFileSync(PAGE, 'utf8'), 'sizes', sizes);
  writeFileSync(PAGE, replaced(page, 'bits', bits));
}

void main();
