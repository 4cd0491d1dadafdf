import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  assetReferenceSchema,
  COMPOSITION_LIMITS,
  mainCompositionMetadata,
  mediaKindOf,
  parseMainCompositionProps,
  parseSceneError,
  parseSceneProps,
  readSceneErrorArtifact,
  sceneErrorArtifact,
  sceneErrorText,
  sceneInputs,
  segmentInputs,
  soundInputs,
  templates,
  type MainCompositionProps,
} from './catalog';
import sampleProject from './sample-project.json';

const { title: sampleTitle, ...sampleProps } = sampleProject;

/** The issues of a result as `path message` lines; none for a success. */
const linesOf = (
  result: ReturnType<typeof parseSceneProps> | ReturnType<typeof parseMainCompositionProps>,
) => (result.success ? [] : result.issues.map(({ path, message }) => `${path} ${message}`.trim()));

const assetMessage =
  'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg';
const colorMessage = 'must be a colour such as #ff7a45';

describe('parseSceneProps', () => {
  it.each([
    ['title', { title: 'Hello' }],
    [
      'title',
      {
        title: 'x'.repeat(120),
        subtitle: 'b',
        eyebrow: 'c',
        accentColor: '#f60',
        backgroundColor: '#0c1220',
      },
    ],
    ['media', { src: 'sample/lake.jpg', caption: 'A lake' }],
    ['media', { src: 'https://example.com/stream?id=1', kind: 'video', caption: 'A lake', kicker: 'k' }],
    ['outro', { headline: 'Bye' }],
    [
      'outro',
      { headline: 'Bye', callToAction: 'Go', url: 'example.com', logo: 'logo.svg', accentColor: '#FF7A45' },
    ],
  ])('accepts good props of %s: %j', (template, props) => {
    expect(parseSceneProps(template, props)).toEqual({ success: true, props });
  });

  it('trims the white space around text', () => {
    expect(parseSceneProps('title', { title: '  Hello \n' })).toEqual({
      success: true,
      props: { title: 'Hello' },
    });
  });

  it.each<[string, unknown, string[]]>([
    ['title', {}, ['title is required']],
    ['title', undefined, ['must be an object']],
    ['title', null, ['must be an object']],
    ['title', 'Hello', ['must be an object']],
    ['title', [], ['must be an object']],
    ['title', { title: '   ' }, ['title must not be empty']],
    ['title', { title: 7 }, ['title must be text']],
    ['title', { title: 'x'.repeat(121) }, ['title must be at most 120 characters']],
    ['title', { title: 'a', subtitle: 'x'.repeat(241) }, ['subtitle must be at most 240 characters']],
    ['title', { title: 'a', eyebrow: 'x'.repeat(61) }, ['eyebrow must be at most 60 characters']],
    ['title', { title: 'a', accentColor: 'red' }, [`accentColor ${colorMessage}`]],
    ['title', { title: 'a', backgroundColor: '#12345' }, [`backgroundColor ${colorMessage}`]],
    ['title', { title: 'a', backgroundColor: 0 }, [`backgroundColor ${colorMessage}`]],
    ['title', { title: 'a', colour: '#fff', x: 1 }, ['colour is not known here', 'x is not known here']],
    ['media', {}, ['src is required', 'caption is required']],
    ['media', { src: '/etc/passwd', caption: 'a' }, [`src ${assetMessage}`]],
    ['media', { src: 'a.jpg', caption: 'a', kind: 'gif' }, ['kind must be image or video']],
    ['outro', { headline: 'a', logo: 'http://example.com/a.svg' }, [`logo ${assetMessage}`]],
    [
      'outro',
      { headline: 'a', callToAction: 'x'.repeat(41) },
      ['callToAction must be at most 40 characters'],
    ],
    ['slides', {}, [`template must be one of ${Object.keys(templates).join(', ')}`]],
    ['constructor', {}, [`template must be one of ${Object.keys(templates).join(', ')}`]],
  ])('says what is wrong with props of %s: %j', (template, props, lines) => {
    expect(linesOf(parseSceneProps(template, props))).toEqual(lines);
  });

  it('reports at most 50 issues, however many keys are wrong', () => {
    const props = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`key${index}`, index]));
    expect(linesOf(parseSceneProps('title', props))).toHaveLength(50);
  });
});

describe('assetReferenceSchema', () => {
  it.each([
    'sample/lake.jpg',
    'logo.svg',
    'a/b/c_d-e.1.webm',
    'https://example.com/a b/ü.jpg?x=1#y',
    `https://example.com/${'x'.repeat(2048 - 20)}`,
  ])('accepts %s', (reference) => {
    expect(assetReferenceSchema().safeParse(reference).error).toBeUndefined();
  });

  it.each([
    '',
    '/sample/lake.jpg',
    '../secret.txt',
    'sample/../../secret.txt',
    'sample/./lake.jpg',
    'sample//lake.jpg',
    'sample/',
    '.env',
    'sample\\lake.jpg',
    'sample/lake.jpg?x=1',
    'sample/%2e%2e/secret.txt',
    'http://example.com/lake.jpg',
    'http://127.0.0.1:4569/lake.jpg',
    'http://localhost/lake.jpg',
    '//example.com/lake.jpg',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'javascript:alert(1)',
    'https://',
    'https://user:secret@example.com/lake.jpg',
    ' https://example.com/lake.jpg',
    'sample/lake.jpg\n',
  ])('refuses %j', (reference) => {
    expect(
      assetReferenceSchema()
        .safeParse(reference)
        .error?.issues.map(({ message }) => message),
    ).toEqual([assetMessage]);
  });

  it.each([
    'https://127.0.0.1/lake.jpg',
    'https://2130706433/lake.jpg',
    'https://0x7f.1/lake.jpg',
    'https://[::1]/lake.jpg',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/lake.jpg',
    'https://a.localhost./lake.jpg',
    'https://printer.local/lake.jpg',
    'https://db.internal/lake.jpg',
    'https://intranet/lake.jpg',
  ])('refuses %s, which is not on the internet', (reference) => {
    expect(
      assetReferenceSchema()
        .safeParse(reference)
        .error?.issues.map(({ message }) => message),
    ).toEqual(['must name a host on the internet, not an address or a private name']);
  });

  it('refuses what is longer than 2048 characters', () => {
    const reference = `https://example.com/${'x'.repeat(2048 - 19)}`;
    expect(
      assetReferenceSchema()
        .safeParse(reference)
        .error?.issues.map(({ message }) => message),
    ).toEqual(['must be at most 2048 characters']);
  });
});

describe('mediaKindOf', () => {
  it.each([
    ['sample/lake.jpg', undefined, 'image'],
    ['clip.MP4', undefined, 'video'],
    ['clip.webm', undefined, 'video'],
    ['https://example.com/clip.mov?token=a.jpg', undefined, 'video'],
    ['https://example.com/lake.jpg?from=clip.mp4', undefined, 'image'],
    ['https://example.com/stream', 'video', 'video'],
    ['poster.mp4', 'image', 'image'],
  ] as const)('takes %s, told %s, for a picture of kind %s', (src, kind, expected) => {
    expect(mediaKindOf({ src, kind })).toBe(expected);
  });
});

describe('parseMainCompositionProps', () => {
  const scene = { id: 'a', template: 'title', props: { title: 'Hello' }, durationInFrames: 30 };
  const good = { width: 1920, height: 1080, fps: 30, scenes: [scene] };
  const sceneCount = COMPOSITION_LIMITS.maxScenes + 1;

  it('accepts a project with every optional field', () => {
    const input = {
      ...good,
      audioUrl: 'a.mp3',
      logoUrl: 'https://example.com/logo.svg',
      exportId: 'exp_01J',
    };
    expect(parseMainCompositionProps(input)).toEqual({ success: true, props: input });
  });

  it.each<[string, unknown, string[]]>([
    ['no input', undefined, ['must be an object']],
    [
      'an odd width',
      { ...good, width: 1921 },
      ['width must be even, because video stores colour for blocks of two by two pixels'],
    ],
    ['no height', { ...good, height: undefined }, ['height is required']],
    ['a height too great', { ...good, height: 4098 }, ['height must be a whole number from 64 to 4096']],
    ['a fractional rate', { ...good, fps: 29.97 }, ['fps must be a whole number from 1 to 60']],
    ['a rate too high', { ...good, fps: 61 }, ['fps must be a whole number from 1 to 60']],
    ['no scenes', { ...good, scenes: [] }, ['scenes must hold at least one scene']],
    ['scenes that are no list', { ...good, scenes: {} }, ['scenes must be a list of scenes']],
    ['a scene that is no object', { ...good, scenes: ['a'] }, ['scenes.0 must be a scene']],
    [
      'too many scenes',
      {
        ...good,
        scenes: Array.from({ length: sceneCount }, (_, index) => ({ ...scene, id: `s${index}` })),
      },
      ['scenes must hold at most 200 scenes'],
    ],
    [
      'one id twice',
      { ...good, scenes: [scene, { ...scene }] },
      ['scenes.1.id must be unique among the scenes'],
    ],
    [
      'an id with a space',
      { ...good, scenes: [{ ...scene, id: 'a b' }] },
      ['scenes.0.id must be 1 to 64 letters, digits, dashes or underscores'],
    ],
    [
      'an unknown template',
      { ...good, scenes: [{ ...scene, template: 'slides' }] },
      [`scenes.0.template must be one of ${Object.keys(templates).join(', ')}`],
    ],
    [
      'props of another template',
      { ...good, scenes: [{ ...scene, template: 'outro' }] },
      ['scenes.0.props.headline is required', 'scenes.0.props.title is not known here'],
    ],
    [
      'a scene of no length',
      { ...good, scenes: [{ ...scene, durationInFrames: 0 }] },
      ['scenes.0.durationInFrames must be a whole number from 1 to 216000'],
    ],
    [
      'more than an hour at 60 fps',
      {
        ...good,
        scenes: [
          { ...scene, durationInFrames: 216_000 },
          { ...scene, id: 'b' },
        ],
      },
      ['scenes must last at most 216000 frames together'],
    ],
    ['an unknown field', { ...good, title: 'Hello' }, ['title is not known here']],
    [
      'a bad export id',
      { ...good, exportId: 'exp/1' },
      ['exportId must be 1 to 64 letters, digits, dashes or underscores'],
    ],
  ])('says what is wrong with %s', (_name, input, lines) => {
    expect(linesOf(parseMainCompositionProps(input))).toEqual(lines);
  });
});

describe('the sample project', () => {
  const parsed = parseMainCompositionProps(sampleProps);

  it('is a valid project with a title', () => {
    expect(linesOf(parsed)).toEqual([]);
    expect(sampleTitle).toMatch(/\S/);
  });

  it('lasts six seconds', () => {
    const { fps, durationInFrames, ...size } = mainCompositionMetadata(sampleProps as MainCompositionProps);
    expect({ ...size, seconds: durationInFrames / fps }).toEqual({ width: 1920, height: 1080, seconds: 6 });
  });

  it('uses only files that ship in the public folder, all together below 1.5 MB', () => {
    const references = JSON.stringify(sampleProps).match(/"sample\/[^"]+"/g) ?? [];
    const files = references.map((quoted) => join(__dirname, 'public', JSON.parse(quoted) as string));
    expect(new Set(files).size).toBe(3);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    expect(files.reduce((sum, file) => sum + readFileSync(file).length, 0)).toBeLessThan(1_500_000);
  });
});

const reactFree = readdirSync(__dirname).filter((name) => /^(?!index\.)[a-z-]+\.ts$/.test(name));

describe.each(reactFree)('%s', (file) => {
  it('imports nothing but zod, pure functions, and its like, because the API bundles it too', () => {
    const source = readFileSync(join(__dirname, file), 'utf8');
    const imported = [...source.matchAll(/\b(?:from|import|require)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
      ([, name]) => name,
    );
    const allowed = ['zod', '@remotion/captions', ...reactFree.map((name) => `./${name.replace('.ts', '')}`)];
    expect(imported.filter((name) => !allowed.includes(name ?? ''))).toEqual([]);
  });
});

describe('sceneInputs', () => {
  const outro = (logo?: string): MainCompositionProps => ({
    width: 640,
    height: 360,
    fps: 30,
    scenes: [
      { id: 'a', template: 'title', props: { title: 'Hello' }, durationInFrames: 10, name: 'Opening' },
      { id: 'b', template: 'outro', props: { headline: 'Bye', ...(logo && { logo }) }, durationInFrames: 20 },
    ],
    audioUrl: 'sample/music.mp3',
    logoUrl: 'sample/logo.svg',
    exportId: 'exp_1',
  });
  const shared = { width: 640, height: 360, fps: 30 };

  it('holds the size, the rate, and what the scene shows for how long, but neither its name nor its place', () => {
    const inputs = { ...shared, template: 'title', props: { title: 'Hello' }, durationInFrames: 10 };
    expect(sceneInputs(outro(), 0)).toEqual(inputs);
  });

  it.each([
    ["the project's logo", undefined, 'sample/logo.svg'],
    ['its own logo', 'sample/own.svg', 'sample/own.svg'],
  ])('gives an outro %s', (_what, own, logo) => {
    expect(sceneInputs(outro(own), 1)).toEqual({
      ...shared,
      template: 'outro',
      props: { headline: 'Bye', logo },
      durationInFrames: 20,
    });
  });

  it('holds the code of a scene and the files that it may load, which decide what is drawn', () => {
    const code = { template: 'code', code: 'null', props: {}, durationInFrames: 10 } as const;
    const urls = ['https://cdn.example.com/a'];
    const scenes = [
      { ...code, id: 'a', urls },
      { ...code, id: 'b' },
    ];
    expect([0, 1].map((index) => sceneInputs({ ...outro(), scenes }, index))).toEqual([
      { ...shared, ...code, urls },
      { ...shared, ...code },
    ]);
  });

  it('knows no scene that is not there', () => {
    expect(() => sceneInputs(outro(), 2)).toThrow(new RangeError('There is no scene at index 2.'));
  });

  it('leaves the sound to soundInputs, which looks at the length of the whole video', () => {
    const { audioUrl: _, ...silent } = outro();
    expect(soundInputs(outro())).toMatchObject({
      music: { src: 'sample/music.mp3', voices: [] },
      narrations: [],
      fps: 30,
      durationInFrames: 30,
    });
    expect(soundInputs(silent)).toBeNull();
  });

  it('is where MainComposition gets all it draws from', () => {
    const folder = join(__dirname, 'compositions/MainComposition');
    const sources = readdirSync(folder).filter((name) => !name.includes('.test.'));
    // What reaches past the props that a component is given: only the measures of a scene may be had in that way.
    const reaching = sources.filter((name) =>
      /getInputProps|useVideoConfig|useContext|getRemotionEnvironment|window\./.test(
        readFileSync(join(folder, name), 'utf8'),
      ),
    );
    // Code is never taken from an older render, and is kept from all but its own props by remotion/isolation.
    expect(reaching).toEqual(['CodeScene.tsx', 'staging.tsx']);
  });
});

describe('soundInputs', () => {
  const spoken = (changes: object = {}): MainCompositionProps => ({
    ...{ width: 640, height: 360, fps: 30 },
    scenes: [
      {
        ...{ id: 'a', template: 'title', props: { title: 'Hello' }, durationInFrames: 30 },
        transition: { type: 'fade', durationInFrames: 10 },
      },
      {
        ...{ id: 'b', template: 'title', props: { title: 'Hello' }, durationInFrames: 40 },
        narrationUrl: 'sample/voice.mp3',
        ...changes,
      },
    ],
  });
  const narration = { src: 'sample/voice.mp3', volume: 1, from: 20, durationInFrames: 40 };
  const voice = { from: 20, durationInFrames: 40 };

  it('places a narration where its scene begins, transition included', () => {
    expect(soundInputs(spoken())).toEqual({
      ...{ fps: 30, durationInFrames: 60, music: null },
      narrations: [narration],
      videos: [],
    });
  });

  it.each<[string, object, object[]]>([
    [
      'a video with its own sound',
      { src: 'sample/a.mp4', caption: 'A', volume: 0.5 },
      [{ ...narration, src: 'sample/a.mp4', volume: 0.5 }],
    ],
    ['a silent video', { src: 'sample/a.mp4', caption: 'A', volume: 0 }, []],
    ['a video without a word on its sound', { src: 'sample/a.mp4', caption: 'A' }, []],
    ['an image', { src: 'sample/a.jpg', caption: 'A', volume: 1 }, []],
  ])('knows %s', (_what, shown, videos) => {
    const props = spoken({ template: 'media', props: shown, narrationUrl: undefined });
    const sound = soundInputs({ ...props, audio: { url: 'sample/music.mp3' } });
    expect([sound?.videos, sound?.music?.voices]).toEqual([videos, videos.map(() => voice)]);
  });

  it('has music make room for whoever can be heard', () => {
    const audio = { url: 'sample/music.mp3', volume: 0.5 };
    expect(soundInputs({ ...spoken(), audio })?.music).toEqual({
      ...{ src: 'sample/music.mp3', volume: 0.5, fadeInSeconds: 0.4, fadeOutSeconds: 1.2 },
      ...{ loop: true, duckedVolume: 0.25, voices: [voice] },
    });
    expect(soundInputs({ ...spoken({ narrationVolume: 0 }), audio })?.music?.voices).toEqual([]);
  });

  it('takes audio before its shorthand', () => {
    const both = { ...spoken(), audioUrl: 'sample/a.mp3', audio: { url: 'sample/b.mp3' } };
    expect(soundInputs(both)?.music?.src).toBe('sample/b.mp3');
  });
});

describe('segmentInputs', () => {
  const title = (id: string, changes: object = {}) => ({
    ...{ id, template: 'title', props: { title: id }, durationInFrames: 30 },
    ...changes,
  });
  const fade = { transition: { type: 'fade', durationInFrames: 10 } };
  const propsWith = (scenes: object[], changes: object = {}) =>
    ({ ...{ width: 640, height: 360, fps: 30 }, scenes, ...changes }) as MainCompositionProps;
  const partsOf = (props: MainCompositionProps) =>
    segmentInputs(props)?.map(({ from, frames, inputs }) => [from, frames, inputs.scenes.length]);

  it('is a scene each where they do not touch, and one where transitions join them', () => {
    expect(partsOf(propsWith([title('a'), title('b')]))).toEqual([
      [0, 30, 1],
      [30, 30, 1],
    ]);
    const none = { transition: { type: 'none' } };
    const scenes = [
      title('a', fade),
      title('b', fade),
      title('c', none),
      title('d'),
      title('e', fade),
      title('f'),
    ];
    expect(partsOf(propsWith(scenes))).toEqual([
      [0, 70, 3],
      [70, 30, 1],
      [100, 50, 2],
    ]);
  });

  it('holds what lies over a part, in its own frames, and nothing else', () => {
    const label = (startInFrames: number, durationInFrames: number) => ({
      ...{ type: 'text', text: 'Live', startInFrames, durationInFrames },
    });
    const overlays = [label(0, 30), label(20, 20), label(30, 5), label(59, 9)];
    const captions = { items: [{ text: 'Hello', startMs: 900, endMs: 1100 }] };
    const watermark = { src: 'sample/logo.svg' };
    const parts = segmentInputs(propsWith([title('a'), title('b')], { overlays, captions, watermark }));
    const page = (startInFrames: number) => ({
      ...{ startInFrames, durationInFrames: 6, words: [{ text: 'Hello', startInFrames: 0 }] },
    });
    expect(parts?.map(({ inputs }) => inputs.layers)).toEqual([
      { overlays: [label(0, 30), label(20, 20)], watermark, captions: { style: {}, pages: [page(27)] } },
      {
        overlays: [label(-10, 20), label(0, 5), label(29, 9)],
        watermark,
        captions: { style: {}, pages: [page(-3)] },
      },
    ]);
  });

  it('is nothing where a picture may stand in for a scene, which has to be told each time', () => {
    expect(segmentInputs(propsWith([title('a'), title('b')], { onSceneError: 'fallback' }))).toBeNull();
  });
});

describe('an error of a scene', () => {
  const sceneError = fc.record({
    sceneId: fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    sceneIndex: fc.integer({ min: 0, max: COMPOSITION_LIMITS.maxScenes - 1 }),
    message: fc.string({ unit: 'binary' }),
  });
  const codeError = fc.tuple(sceneError, fc.option(fc.integer({ min: 1, max: 99_999 }), { nil: null }));

  it('is read with the line of its code', () => {
    fc.assert(
      fc.property(codeError, ([error, line]) => {
        const told = line === null ? error : { ...error, line };
        expect(parseSceneError(sceneErrorText(told))).toEqual(told);
      }),
    );
  });

  it('is read from the name of an artifact, with the first line of its message', () => {
    fc.assert(
      fc.property(codeError, fc.stringMatching(/^[a-z0-9]{1,16}$/), ([error, line], unique) => {
        const told = line === null ? error : { ...error, line };
        const name = sceneErrorArtifact(told, unique);
        // Keys of S3 have 1024 bytes, names of files 255; both hold more than the name itself.
        expect(name).toMatch(/^[A-Za-z0-9_./-]{1,950}$/);
        expect(Math.max(...name.split('/').map((part) => part.length))).toBeLessThanOrEqual(210);
        const read = readSceneErrorArtifact(name);
        const [first = ''] = error.message.split('\n');
        const { message = '', ...others } = read ?? {};
        const { message: _message, ...place } = told;
        expect(others).toEqual(place);
        if (first.isWellFormed() && first.length <= 180) expect(message).toBe(first);
        expect(message.length).toBeLessThanOrEqual(180);
      }),
    );
  });

  it.each([
    'scene-error-0.json',
    'thumbnail.png',
    'scene-error-0-abc/!!.json',
    'scene-error-0-abc/e30.json',
    '',
  ])('is not seen in the artifact %j', (name) => {
    expect(readSceneErrorArtifact(name)).toBeNull();
  });

  it('is read as it was written, whatever its message, with the name that Remotion may put before it', () => {
    fc.assert(
      fc.property(sceneError, fc.constantFrom('', 'Error: '), (error, name) => {
        expect(parseSceneError(name + sceneErrorText(error))).toEqual(error);
      }),
    );
  });

  it.each([
    ['boom at frame 30'],
    [''],
    ['Scene : boom'],
    ['Scene intro: boom'],
    ['Scene intro (index -1): boom'],
    ['Scene in tro (index 1): boom'],
    ['A Scene intro (index 1): boom'],
    [`Scene ${'x'.repeat(65)} (index 1): boom`],
  ])('is not seen in %j', (text) => {
    expect(parseSceneError(text)).toBeNull();
  });
});
