import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import jpeg from 'jpeg-js';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import * as z from 'zod';
import { MAIN_COMPOSITION_ID, parseSceneProps, templates, type TemplateId } from '../../remotion/catalog';
import { extremeProps, filled } from './extremes';
import { LAYOUT_LINE, type LayoutFault, type LayoutProps, type LayoutReport } from './layout';
import type { Still, StillsJob } from './stills';

const UPDATE = process.env.REELWAY_GOLDEN === 'update';
const GOLDEN_DIR = path.resolve(__dirname, '../../remotion/golden');
const DOCS_DIR = path.resolve(__dirname, '../../docs/images/templates');
/** Pixels of one picture, whatever its aspect: 320 × 180. */
const PIXELS = 57_600;
const DOCS_PIXELS = 480 * 270;
/** The largest file that is kept; a picture that is larger has more in it than a test needs. */
const MAX_BYTES = 40_000;
/** Of all pixels, those that may differ: fewer than one changed digit has. Measured from run to run: none. */
const TOLERANCE = 0.0005;

const ASPECTS = { landscape: [1920, 1080], square: [1080, 1080], portrait: [1080, 1920] } as const;
const SCENE_FRAMES = 120;
/** When everything has come in, and nothing has gone. */
const FRAME = 75;

const root = mkdtempSync(path.join(os.tmpdir(), 'reelway-golden-'));
const ids = Object.keys(templates) as TemplateId[];
const aspects = Object.keys(ASPECTS) as (keyof typeof ASPECTS)[];
const pictures = ids.flatMap((id) => aspects.map((aspect) => [id, aspect] as const));

const still = (
  name: string,
  id: TemplateId,
  aspect: keyof typeof ASPECTS,
  { props, pixels = PIXELS }: { props?: object; pixels?: number } = {},
): Still => {
  const [width, height] = ASPECTS[aspect];
  const scene = { id: 'only', template: id, props: props ?? templates[id].exampleProps };
  return {
    compositionId: MAIN_COMPOSITION_ID,
    inputProps: { width, height, fps: 30, scenes: [{ ...scene, durationInFrames: SCENE_FRAMES }] },
    frame: FRAME,
    scale: Math.sqrt(pixels / (width * height)),
    output: path.join(root, `${name}.png`),
  };
};

const TEXTS = {
  words: 'An export that nobody has to wait for, which is why ',
  'one long word': 'Donaudampfschifffahrtsgesellschaftskapitänsmütze',
  capitals: 'RENDERING WITHOUT WAITING ',
  Chinese: '把場景列表變成一部完成的影片，無需等待',
  Arabic: 'تصدير الفيديو من قائمة مشاهد دون انتظار ',
};

/** Every template with as much in it as it takes, in every aspect and several languages. */
const extremeCases = (): LayoutProps['cases'] =>
  ids.flatMap((id) =>
    Object.entries(TEXTS).flatMap(([language, sample]) =>
      (language === 'words' ? ['first' as const, 'last' as const] : ['first' as const]).flatMap((pick) => {
        const schema = z.toJSONSchema(templates[id].propsSchema, { io: 'input' });
        const parsed = parseSceneProps(id, extremeProps(schema as object, filled(sample), pick));
        if (!parsed.success) throw new Error(`${id}: ${JSON.stringify(parsed.issues)}`);
        return Object.entries(ASPECTS).map(([aspect, [width, height]]) => {
          const name = `${id}, ${aspect}, ${language}, ${pick}`;
          return { name, template: id, props: parsed.props, width, height };
        });
      }),
    ),
  );

const layoutStill = (label: string, props: Omit<LayoutProps, 'label'>): Still => ({
  compositionId: 'Layout',
  inputProps: { label, ...props } satisfies LayoutProps,
  frame: SCENE_FRAMES - 10,
  scale: 1,
  output: path.join(root, `${label}.png`),
});

/** Renders all pictures, and answers with the faults that were found in each layout. */
async function render(stills: Still[]): Promise<Record<string, LayoutFault[]>> {
  const jobFile = path.join(root, 'job.json');
  writeFileSync(jobFile, JSON.stringify({ siteDir: path.join(root, 'site'), stills } satisfies StillsJob));
  const tsx = pathToFileURL(require.resolve('tsx')).href;
  const program = path.join(__dirname, 'stills.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', tsx, program, jobFile], {
    maxBuffer: 10_485_760,
  });
  const said = stdout.split('\n').filter((line) => line.startsWith(LAYOUT_LINE));
  const reports = said.map((line) => JSON.parse(line.slice(LAYOUT_LINE.length)) as LayoutReport);
  return Object.fromEntries(reports.map(({ label, faults }) => [label, faults]));
}

const read = (file: string): PNG => PNG.sync.read(readFileSync(file));

/** Share of the pixels that differ by more than rasterising one thing twice explains. */
const difference = (one: PNG, other: PNG): number =>
  pixelmatch(one.data, other.data, undefined, one.width, one.height, { threshold: 0.1 }) /
  (one.width * one.height);

/** The picture with fewer shades, which no eye and no threshold can tell, in a third of the bytes. */
const compact = ({ width, height, data }: PNG): Buffer => {
  const shades = new PNG({ width, height });
  data.forEach(
    (value, index) => (shades.data[index] = index % 4 === 3 ? 255 : Math.min(255, Math.round(value / 8) * 8)),
  );
  const files = [0, 2, 4].map((filterType) =>
    PNG.sync.write(shades, { filterType, deflateLevel: 9, colorType: 2, inputHasAlpha: true }),
  );
  return files.sort((a, b) => a.length - b.length)[0] as Buffer;
};

const goldenFile = (id: string, aspect: string) => path.join(GOLDEN_DIR, `${id}-${aspect}.png`);

// The package has a Chromium for this kind of machine only, and another one draws letters in its own way.
const onLinux = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

onLinux('the templates', () => {
  let faults: Record<string, LayoutFault[]> = {};

  beforeAll(async () => {
    const { exampleProps } = templates.stats;
    const [first, ...others] = exampleProps.stats;
    const stats = { ...exampleProps, stats: [{ label: '', ...first, value: 128_300 }, ...others] };
    const list = { ...templates.list.exampleProps, headline: 'From data to firm' };
    const cases = extremeCases();
    faults = await render([
      ...pictures.map(([id, aspect]) => still(`${id}-${aspect}`, id, aspect)),
      still('changed-digit', 'stats', 'landscape', { props: stats }),
      still('changed-letter', 'list', 'portrait', { props: list }),
      layoutStill('extreme', { cases, margin: 0.03 }),
      layoutStill('too strict', { cases: cases.slice(0, 3), margin: 0.3 }),
      ...(UPDATE ? ids.map((id) => still(`docs-${id}`, id, 'landscape', { pixels: DOCS_PIXELS })) : []),
    ]);
    if (UPDATE) update();
  }, 400_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(pictures)('%s looks as it should in %s', (id, aspect) => {
    const actual = read(path.join(root, `${id}-${aspect}.png`));
    const golden = read(goldenFile(id, aspect));
    expect([actual.width, actual.height]).toEqual([golden.width, golden.height]);
    expect(difference(actual, golden)).toBeLessThanOrEqual(TOLERANCE);
  });

  it.each([
    ['one digit of a figure', 'changed-digit', 'stats', 'landscape'],
    ['one letter of a headline', 'changed-letter', 'list', 'portrait'],
  ])('are compared so closely that %s is seen', (_what, changed, id, aspect) => {
    expect(difference(read(path.join(root, `${changed}.png`)), read(goldenFile(id, aspect)))).toBeGreaterThan(
      TOLERANCE,
    );
  });

  it.each(pictures)('are compared so closely that %s moved by a pixel is seen in %s', (id, aspect) => {
    const golden = read(goldenFile(id, aspect));
    const moved = new PNG(golden);
    PNG.bitblt(golden, moved, 0, 0, golden.width - 1, golden.height, 1, 0);
    expect(difference(moved, golden)).toBeGreaterThan(4 * TOLERANCE);
  });

  it('have one small picture for each aspect, and no others', () => {
    expect(readdirSync(GOLDEN_DIR).sort()).toEqual(
      pictures.map(([id, aspect]) => `${id}-${aspect}.png`).sort(),
    );
    const large = pictures.filter(([id, aspect]) => readFileSync(goldenFile(id, aspect)).length > MAX_BYTES);
    expect(large).toEqual([]);
    expect(ids.filter((id) => !existsSync(path.join(DOCS_DIR, `${id}.jpg`)))).toEqual([]);
  });

  it('keep every text within the frame and apart from the others, however much there is of it', () => {
    expect(faults.extreme).toEqual([]);
  });

  it('are measured: where no text may come near the edges, most are found there', () => {
    expect(new Set(faults['too strict']?.map(({ fault }) => fault))).toContain('outside');
  });
});

/** Takes what was drawn as what is right. The pictures are then to be looked at, one by one. */
function update(): void {
  mkdirSync(GOLDEN_DIR, { recursive: true });
  mkdirSync(DOCS_DIR, { recursive: true });
  for (const [id, aspect] of pictures) {
    writeFileSync(goldenFile(id, aspect), compact(read(path.join(root, `${id}-${aspect}.png`))));
  }
  for (const id of ids) {
    const { data, width, height } = read(path.join(root, `docs-${id}.png`));
    writeFileSync(path.join(DOCS_DIR, `${id}.jpg`), jpeg.encode({ data, width, height }, 82).data);
  }
}
