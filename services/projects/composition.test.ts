import { parseMainCompositionProps, projectDurationInFrames } from '../../remotion/catalog';
import { projectDuration } from './duration';
import { compositionProps, mergedContent, parseProject, type ProjectContent } from './project';

const scene = (id: string, changes: object = {}) => ({
  ...{ id, template: 'title', props: { title: 'Hello' }, durationInFrames: 30 },
  ...changes,
});
const fade = (durationInFrames: number) => ({ transition: { type: 'fade', durationInFrames } });
const text = (changes: object = {}) => ({
  ...{ type: 'text', text: 'Live', startInFrames: 0, durationInFrames: 30 },
  ...changes,
});
const input = (changes: object = {}) => ({
  title: 'A film',
  scenes: [scene('a', fade(10)), scene('b')],
  ...changes,
});
const withScene = (changes: object) => input({ scenes: [scene('a', changes), scene('b')] });

const issuesOf = (value: unknown) => {
  const parsed = parseProject(value);
  return parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path} ${message}`);
};
const contentOf = (value: unknown): ProjectContent => {
  const parsed = parseProject(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.content;
};
const propsOf = (value: unknown, fps = 30) => {
  const merged = mergedContent(contentOf(value), {});
  if (!merged.ok) throw new Error(JSON.stringify(merged.issues));
  return compositionProps(merged.content, { width: 1920, height: 1080, fps });
};

const everything = () =>
  input({
    scenes: [
      scene('a', { transition: { type: 'slide', direction: 'from-right', durationInFrames: 10 } }),
      scene('b', { narrationUrl: 'sample/voice.mp3', narrationVolume: 0.9 }),
    ],
    overlays: [
      text({ id: 'live', position: 'top-left' }),
      text({ style: 'lower-third', subtitle: 'Writes programs', color: '#fff', startInFrames: 20 }),
      {
        type: 'image',
        src: 'sample/logo.svg',
        size: 20,
        opacity: 0.5,
        startInFrames: 49,
        durationInFrames: 900,
      },
    ],
    captions: { items: [{ text: 'Hello', startMs: 0, endMs: 900 }], style: { highlightColor: '#ffd166' } },
    watermark: { src: 'https://example.com/logo.png', position: 'bottom-right', opacity: 1, size: 5 },
    audio: { url: 'sample/music.mp3', volume: 0.4, fadeOutSeconds: 0, loop: false, ducking: { volume: 0.1 } },
    onSceneError: 'FALLBACK',
  });

describe('what a project has besides its scenes', () => {
  it('is kept as it was given, and leaves nothing behind where nothing was given', () => {
    expect(contentOf(everything())).toMatchObject(everything());
    const nulls = { overlays: null, captions: null, watermark: null, audio: null, onSceneError: 'FAIL' };
    const scenes = [scene('a', { transition: null, narrationUrl: null, narrationVolume: null })];
    expect(contentOf(input({ ...nulls, scenes }))).toEqual(contentOf(input({ scenes: [scene('a')] })));
  });

  it('makes props that the composition accepts', () => {
    const props = propsOf(everything());
    expect(parseMainCompositionProps(props)).toMatchObject({ success: true });
    const { onSceneError: _upperCase, title: _title, ...given } = everything() as Record<string, unknown>;
    expect(props).toMatchObject({ ...given, onSceneError: 'fallback' });
  });

  it('takes captions as Remotion writes them', () => {
    const items = [{ text: ' Hi', startMs: 0.4, endMs: 99.6, timestampMs: 50, confidence: null }];
    expect(contentOf(input({ captions: { items } })).captions).toEqual({
      items: [{ text: ' Hi', startMs: 0, endMs: 100 }],
    });
  });

  it('keeps an SRT file as it is, and draws what is in it', () => {
    const srt = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';
    expect(contentOf(input({ captions: { srt } })).captions).toEqual({ srt });
    expect(propsOf(input({ captions: { srt, style: { size: 'large' } } })).captions).toEqual({
      items: [{ text: 'Hello', startMs: 0, endMs: 1000 }],
      style: { size: 'large' },
    });
  });
});

describe('bad input', () => {
  const TYPES = 'must be one of none, fade, slide, wipe, flip, clockWipe';
  const PLACES =
    'must be one of top-left, top, top-right, left, center, right, bottom-left, bottom, bottom-right';
  const FRAMES = 'must be a whole number from';
  const ASSET = 'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg';

  it.each<[string, object, string[]]>([
    ['a transition of no type', withScene({ transition: {} }), [`scenes[0].transition.type is required`]],
    [
      'another transition',
      withScene({ transition: { type: 'melt' } }),
      [`scenes[0].transition.type ${TYPES}`],
    ],
    [
      'a transition that is none',
      withScene({ transition: 7 }),
      ['scenes[0].transition must be a transition'],
    ],
    [
      'a transition without a length',
      withScene({ transition: { type: 'fade' } }),
      ['scenes[0].transition.durationInFrames is required'],
    ],
    [
      'a transition of no length',
      withScene(fade(0)),
      ['scenes[0].transition.durationInFrames must be at least 1 with fade'],
    ],
    ['half a frame', withScene(fade(1.5)), [`scenes[0].transition.durationInFrames ${FRAMES} 0 to 216000`]],
    [
      'a cut that lasts',
      withScene({ transition: { type: 'none', durationInFrames: 5 } }),
      ['scenes[0].transition.durationInFrames must be 0 or left out, because none is a cut'],
    ],
    [
      'a direction that is not there',
      withScene({ transition: { type: 'fade', direction: 'from-top', durationInFrames: 5 } }),
      ['scenes[0].transition.direction does not go with fade; only slide, wipe, flip have a direction'],
    ],
    [
      'another direction',
      withScene({ transition: { type: 'slide', direction: 'up', durationInFrames: 5 } }),
      ['scenes[0].transition.direction must be one of from-left, from-right, from-top, from-bottom'],
    ],
    [
      'a transition on the last scene',
      input({ scenes: [scene('a', fade(10))] }),
      ['scenes[0].transition must be left out, because no scene follows'],
    ],
    [
      'transitions that overlap',
      input({ scenes: [scene('a', fade(20)), scene('b', fade(11)), scene('c')] }),
      [
        'scenes[1].transition.durationInFrames must be at most 10: the scene has 30 frames, 20 of them in the transition before',
      ],
    ],
    [
      'a narration that is no asset',
      withScene({ narrationUrl: 'http://x/a.mp3' }),
      [`scenes[0].narrationUrl ${ASSET}`],
    ],
    [
      'a volume of nothing',
      withScene({ narrationVolume: 0.5 }),
      ['scenes[0].narrationVolume must be left out, because there is no narrationUrl'],
    ],
    [
      'a narration that is too loud',
      withScene({ narrationUrl: 'a.mp3', narrationVolume: 1.1 }),
      ['scenes[0].narrationVolume must be a number from 0 to 1'],
    ],
    ['overlays that are none', input({ overlays: {} }), ['overlays must be a list of overlays']],
    [
      'too many overlays',
      input({ overlays: Array.from({ length: 51 }, () => text()) }),
      ['overlays must hold at most 50 overlays'],
    ],
    [
      'an overlay of another type',
      input({ overlays: [text({ type: 'video' })] }),
      ['overlays[0].type must be text or image'],
    ],
    [
      'an overlay with everything wrong',
      input({
        overlays: [
          text({
            text: '',
            position: 'middle',
            startInFrames: -1,
            durationInFrames: 0,
            color: 'red',
            src: 'x',
          }),
        ],
      }),
      [
        `overlays[0].position ${PLACES}`,
        `overlays[0].startInFrames ${FRAMES} 0 to 215999`,
        `overlays[0].durationInFrames ${FRAMES} 1 to 216000`,
        'overlays[0].text must not be empty',
        'overlays[0].color must be a colour such as #ff7a45',
        'overlays[0].src is not known here',
      ],
    ],
    [
      'an overlay after the end, transitions counted',
      input({ overlays: [text({ startInFrames: 50 })] }),
      ['overlays[0].startInFrames must be less than 50, the frames of the whole video'],
    ],
    [
      'a watermark without an image',
      input({ watermark: { size: 0 } }),
      ['watermark.src is required', 'watermark.size must be a whole number from 1 to 100'],
    ],
    ['captions of nothing', input({ captions: {} }), ['captions must have either srt or items']],
    [
      'captions twice',
      input({ captions: { srt: 'x', items: [] } }),
      ['captions must have either srt or items'],
    ],
    [
      'an SRT file with a fault',
      input({ captions: { srt: '1\nHello', style: { look: 'bold' } } }),
      [
        'captions.style.look must be one of box, outline',
        'captions.srt line 2: "Hello" where a time such as 00:00:01,000 --> 00:00:03,500 is expected',
      ],
    ],
    [
      'an SRT file that is too large',
      input({ captions: { srt: 'ä'.repeat(100_001) } }),
      ['captions.srt has 200002 bytes; at most 200000 are accepted'],
    ],
    [
      'a caption that ends before it begins',
      input({ captions: { items: [{ text: 'x', startMs: 2, endMs: 1 }] } }),
      ['captions.items[0].endMs must not be before startMs'],
    ],
    [
      'too many captions',
      input({
        captions: { items: Array.from({ length: 5001 }, () => ({ text: '', startMs: 0, endMs: 0 })) },
      }),
      ['captions.items must hold at most 5000 captions'],
    ],
    [
      'audio twice',
      input({ audio: { url: 'a.mp3' }, audioUrl: 'a.mp3' }),
      ['audioUrl must be left out, because there is `audio`'],
    ],
    [
      'audio that is too loud and fades for ever',
      input({ audio: { url: 'a.mp3', volume: 2, fadeInSeconds: 61, ducking: { volume: -1 } } }),
      [
        'audio.volume must be a number from 0 to 1',
        'audio.fadeInSeconds must be a number from 0 to 60',
        'audio.ducking.volume must be a number from 0 to 1',
      ],
    ],
    ['another way to fail', input({ onSceneError: 'SKIP' }), ['onSceneError must be FAIL or FALLBACK']],
  ])('is told with its place: %s', (_what, value, issues) => {
    expect(issuesOf(value)).toEqual(issues);
  });

  it('is told together with what else is wrong', () => {
    const scenes = [scene('a', { transition: { type: 'melt' } }), scene('b', { props: {} })];
    expect(issuesOf(input({ title: '', scenes, overlays: 1 }))).toEqual([
      'title must be 1 to 200 characters',
      `scenes[0].transition.type ${TYPES}`,
      'scenes[1].props.title is required',
      'overlays must be a list of overlays',
    ]);
  });
});

describe('merge fields', () => {
  const fields = () =>
    input({
      scenes: [scene('a', { narrationUrl: 'https://example.com/{{name}}.mp3' })],
      overlays: [text({ text: 'For {{name}}', subtitle: '{{role|guest}}' })],
      captions: { srt: '1\n00:00:00,000 --> 00:00:01,000\nHello {{name}}' },
      audio: { url: '{{music|sample/music.mp3}}' },
      watermark: { src: '{{logo}}' },
    });

  it('are kept until an export fills them, in all texts and URLs', () => {
    const content = contentOf(fields());
    expect(content).toMatchObject(fields());
    const merged = mergedContent(content, { name: 'Ada', logo: 'sample/logo.svg' });
    if (!merged.ok) throw new Error(JSON.stringify(merged.issues));
    expect(compositionProps(merged.content, { width: 640, height: 360, fps: 30 })).toMatchObject({
      scenes: [{ narrationUrl: 'https://example.com/Ada.mp3' }],
      overlays: [{ text: 'For Ada', subtitle: 'guest' }],
      captions: { items: [{ text: 'Hello Ada', startMs: 0, endMs: 1000 }] },
      audio: { url: 'sample/music.mp3' },
      watermark: { src: 'sample/logo.svg' },
    });
  });

  it('without a value, or with one that is not accepted, are told at the export', () => {
    const content = contentOf(fields());
    const linesOf = (variables: unknown) => {
      const merged = mergedContent(content, variables);
      return merged.ok ? [] : merged.issues.map(({ path, message }) => `${path} ${message}`);
    };
    expect(linesOf({ name: 'Ada' })).toEqual(['watermark.src the variable "logo" has no value']);
    expect(linesOf({ name: '\n\nAda', logo: 'sample/logo.svg' })).toEqual([
      'captions.srt line 5: "Ada" where a time such as 00:00:01,000 --> 00:00:03,500 is expected',
    ]);
  });
});

describe('at another frame rate', () => {
  it.each([
    [24, [24, 8], 24, [0, 24], [39, 720]],
    [60, [60, 20], 60, [0, 60], [98, 1800]],
  ])('%d fps: scenes, transitions and overlays keep their times', (fps, first, last, label, image) => {
    const props = propsOf(everything(), fps);
    const [a, b] = props.scenes;
    expect([a?.durationInFrames, a?.transition?.durationInFrames]).toEqual(first);
    expect(b?.durationInFrames).toBe(last);
    const times = props.overlays?.map(({ startInFrames, durationInFrames }) => [
      startInFrames,
      durationInFrames,
    ]);
    expect([times?.[0], times?.[2]]).toEqual([label, image]);
    expect(props.captions).toEqual((everything() as Pick<ProjectContent, 'captions'>).captions);
    expect(projectDurationInFrames(props.scenes)).toBe((projectDuration(contentOf(everything())) * fps) / 30);
  });

  it('makes a cut of a transition that is shorter than a frame', () => {
    const scenes = [scene('a', { ...fade(1), durationInFrames: 33 }), scene('b')];
    const lengths = propsOf(input({ scenes }), 24).scenes.map(({ durationInFrames, transition }) => [
      ...[durationInFrames, transition],
    ]);
    expect(lengths).toEqual([
      [26, undefined],
      [24, undefined],
    ]);
  });
});
