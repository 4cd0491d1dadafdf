import { assetReferences, urlsOfCode } from './asset-references';
import { parseMainCompositionProps, templates, type MainCompositionProps } from './catalog';
import { COMPOSITION_LIMITS } from './limits';

const props = (changes: object): MainCompositionProps => {
  const parsed = parseMainCompositionProps({ width: 1920, height: 1080, fps: 30, ...changes });
  if (!parsed.success) throw new Error(JSON.stringify(parsed.issues));
  return parsed.props;
};
const scene = (template: string, sceneProps: object, id = 'one') => ({
  ...{ id, template, durationInFrames: 30, props: sceneProps },
});
const https = (name: string): string => `https://cdn.example.com/${name}`;

describe('the files that a composition loads', () => {
  it('are those of its scenes and its own, each with its place and what it is', () => {
    const found = assetReferences(
      props({
        scenes: [
          scene('media', { src: https('a'), caption: 'A' }),
          scene('media', { src: https('b.mp4'), caption: 'B' }, 'two'),
          scene('media', { src: https('c'), kind: 'video', caption: 'C' }, 'three'),
          scene('outro', { headline: 'D', logo: https('d.svg'), url: 'https://example.com/shown' }, 'four'),
        ],
        audioUrl: https('music'),
        logoUrl: https('logo.png?token=1'),
      }),
    );
    expect(new Set(found)).toEqual(
      new Set([
        { url: https('a'), sceneId: 'one', kind: 'image', path: 'scenes.0.props.src' },
        { url: https('b.mp4'), sceneId: 'two', kind: 'video', path: 'scenes.1.props.src' },
        { url: https('c'), sceneId: 'three', kind: 'video', path: 'scenes.2.props.src' },
        { url: https('d.svg'), sceneId: 'four', kind: 'image', path: 'scenes.3.props.logo' },
        { url: https('music'), sceneId: null, kind: 'audio', path: 'audioUrl' },
        { url: https('logo.png?token=1'), sceneId: null, kind: 'image', path: 'logoUrl' },
      ]),
    );
  });

  it('are those over and under all scenes, and what scenes speak', () => {
    const found = assetReferences(
      props({
        scenes: [{ ...scene('title', { title: 'A' }), narrationUrl: https('voice') }],
        overlays: [
          {
            type: 'text',
            text: https('shown.png'),
            position: 'center',
            startInFrames: 0,
            durationInFrames: 9,
          },
          { type: 'image', src: https('sticker'), position: 'center', startInFrames: 0, durationInFrames: 9 },
        ],
        watermark: { src: https('mark') },
        audio: { url: https('music') },
      }),
    );
    expect(new Set(found)).toEqual(
      new Set([
        { url: https('voice'), sceneId: 'one', kind: 'audio', path: 'scenes.0.narrationUrl' },
        { url: https('sticker'), sceneId: null, kind: 'image', path: 'overlays.1.src' },
        { url: https('mark'), sceneId: null, kind: 'image', path: 'watermark.src' },
        { url: https('music'), sceneId: null, kind: 'audio', path: 'audio.url' },
      ]),
    );
  });

  it('are those that code and its props name, each once', () => {
    const code = `"use strict";$exports.default = () => [${JSON.stringify(https('a.png'))}]`;
    const given = {
      list: [{ photo: https('b.jpg') }, https('a.png')],
      link: https('page'),
      note: `see ${https('c.png')}`,
    };
    const found = assetReferences(props({ scenes: [{ ...scene('code', given), code }] }));
    expect(found).toEqual([
      { url: https('a.png'), sceneId: 'one', kind: null, path: 'scenes.0.code' },
      { url: https('b.jpg'), sceneId: 'one', kind: null, path: 'scenes.0.code' },
    ]);
  });

  it('are those that the compiler has listed, and none else of the code; the extension says what they are', () => {
    const code = `// ${https('comment.png')}\nconst shown = ${JSON.stringify(https('shown.png'))}`;
    const urls = ['photo-1?w=800', 'a.png', 'b.mp4', 'c.mp3?x', 'd.woff2'].map(https);
    const found = assetReferences(
      props({ scenes: [{ ...scene('code', { e: https('e.gif') }), code, urls }] }),
    );
    expect(new Set(found)).toEqual(
      new Set(
        [...urls, https('e.gif')].map((url, index) => ({
          ...{ url, sceneId: 'one', path: 'scenes.0.code' },
          kind: [null, 'image', 'video', 'audio', null, null][index],
        })),
      ),
    );
  });

  it('are guesses where the compiler says so, and found in props as deep as projects may have them', () => {
    const urls = ['a', 'b'].map(https);
    const nested = (depth: number): unknown => (depth === 0 ? https('deep.png') : [nested(depth - 1)]);
    const given = { ...scene('code', { of: nested(COMPOSITION_LIMITS.maxPropsDepth - 1) }), code: 'null' };
    const found = assetReferences(props({ scenes: [{ ...given, urls, guessedUrls: [https('b')] }] }));
    const place = { sceneId: 'one', kind: null, path: 'scenes.0.code' };
    expect(new Set(found)).toEqual(
      new Set([
        { ...place, url: https('a') },
        { ...place, url: https('b'), isGuess: true },
        { ...place, url: https('deep.png') },
      ]),
    );
  });

  it('are none that the site brings along, and no text', () => {
    const shipped = props({
      scenes: [
        scene('media', { src: 'sample/lake.jpg', caption: https('a.jpg') }),
        scene('title', { title: https('b.jpg') }, 'two'),
      ],
      audioUrl: 'sample/music.mp3',
    });
    expect(assetReferences(shipped)).toEqual([]);
  });

  /** The same value with every path of a file in the public folder on the internet. */
  const remote = (value: unknown): unknown => {
    if (typeof value === 'string') return value.startsWith('sample/') ? https(value) : value;
    if (Array.isArray(value)) return value.map(remote);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, remote(inner)]));
  };

  it.each(Object.keys(templates))('are found in every field of the template %s', (id) => {
    const { exampleProps } = templates[id as keyof typeof templates];
    const written = JSON.stringify(exampleProps).match(/"sample\/[^"]+"/g) ?? [];
    const found = assetReferences(props({ scenes: [scene(id, remote(exampleProps) as object)] }));
    expect(found.map(({ url }) => url).toSorted()).toEqual(
      written.map((text) => https(JSON.parse(text) as string)).toSorted(),
    );
    for (const { kind, sceneId } of found) expect([kind, sceneId]).not.toContain(null);
  });
});

describe('the files that code names', () => {
  it('are its literal URLs with the extension of a file that is loaded, each once', () => {
    const code = `
      const a = "https://cdn.example.com/a.png", again = 'https://cdn.example.com/a.png';
      const b = \`https://cdn.example.com/b.mp4?token=1\`;
      const shown = "Visit https://example.com/prices or https://example.com/index.html";
      const made = \`https://cdn.example.com/\${name}.png\`;
      const ns = "http://www.w3.org/2000/svg", plain = "http://cdn.example.com/c.png";
      const css = 'url(https://cdn.example.com/c.png)';
      const data = "https://cdn.example.com/data.json https://cdn.example.com/en.srt";
      // https://cdn.example.com/font.woff2, as a comment
    `;
    expect(urlsOfCode(code)).toEqual([
      'https://cdn.example.com/a.png',
      'https://cdn.example.com/b.mp4?token=1',
      'https://cdn.example.com/c.png',
    ]);
  });
});
