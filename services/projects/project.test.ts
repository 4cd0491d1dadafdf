import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { parseMainCompositionProps, sceneInputs, templates } from '../../remotion/catalog';
import sampleProject from '../../remotion/sample-project.json';
import { exampleProject } from '../exports/memory';
import type { SceneCompiler } from '../scenes/compile';
import { projectDuration } from './duration';
import { compositionProps, fieldsOf, mergedContent, parseProject, type ProjectContent } from './project';

const scene = (changes: object = {}) => ({
  id: 'a',
  template: 'title',
  props: { title: 'Hello' },
  durationInFrames: 90,
  ...changes,
});
const input = (changes: object = {}) => ({ title: 'A film', scenes: [scene()], ...changes });

const issuesOf = (value: unknown, compiler?: SceneCompiler) => {
  const parsed = parseProject(value, compiler);
  return parsed.ok ? [] : parsed.issues;
};
const contentOf = (value: unknown, compiler?: SceneCompiler): ProjectContent => {
  const parsed = parseProject(value, compiler);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.content;
};

const KNOWN = Object.keys(templates).join(', ');

/** Text that cannot be compressed by more than a quarter. */
const noise = (length: number, seed = 0): string => {
  const parts = Array.from({ length: Math.ceil(length / 44) }, (_value, index) =>
    createHash('sha256').update(`${seed} ${index}`).digest('base64'),
  );
  return parts.join('').slice(0, length);
};

/** Takes everything for code that does not begin with a bang. */
const compile: SceneCompiler = (source) =>
  source.startsWith('!')
    ? {
        ok: false,
        errors: [
          { line: 2, column: 3, message: 'no' },
          { line: 4, column: 1, message: 'nor this' },
        ],
      }
    : {
        ok: true,
        scene: {
          ...{
            version: 1,
            js: `js of ${source}`,
            sha256: 'a'.repeat(64),
            urls: ['https://example.com/a.png'],
          },
          ...{ icons: [], imports: ['react'] },
        },
      };

const codeScenes = (count: number, codeOf: (index: number) => string) =>
  Array.from({ length: count }, (_value, index) => ({
    id: `c${index}`,
    code: codeOf(index),
    durationInFrames: 1,
  }));

describe('a project', () => {
  it('gets defaults for what is left out or null', () => {
    const minimal = {
      title: '  A film ',
      scenes: [{ template: 'title', props: { title: 'Hello' }, durationInFrames: 1 }],
    };
    const expected = {
      title: 'A film',
      width: 1920,
      height: 1080,
      fps: 30,
      scenes: [
        { id: 'scene-1', name: null, template: 'title', props: { title: 'Hello' }, durationInFrames: 1 },
      ],
      audioUrl: null,
      logoUrl: null,
    };
    expect(contentOf(minimal)).toEqual(expected);
    const nulls = { width: null, height: null, fps: null, audioUrl: null, logoUrl: null };
    expect(contentOf({ ...minimal, ...nulls, id: null, expectedVersion: null })).toEqual(expected);
  });

  it('may be the sample that ships with the site', () => {
    expect(contentOf(sampleProject)).toMatchObject({ width: sampleProject.width, fps: sampleProject.fps });
  });

  it('gives scenes without an id one that no other scene has', () => {
    const scenes = [
      scene({ id: 'scene-2' }),
      scene({ id: 'scene-3' }),
      scene({ id: null }),
      scene({ id: undefined }),
    ];
    expect(contentOf(input({ scenes })).scenes.map(({ id }) => id)).toEqual([
      'scene-2',
      'scene-3',
      'scene-4',
      'scene-5',
    ]);
  });

  it('is as long as its scenes together', () => {
    expect(
      projectDuration(contentOf(input({ scenes: [scene(), scene({ id: 'b', durationInFrames: 1 })] }))),
    ).toBe(91);
  });

  const SIDE = 'must be an even number of pixels from 64 to 3840';
  const TITLE = 'must be 1 to 200 characters';
  const FRAMES = 'must be a whole number of frames from 1 to 216000';
  const URL = 'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg';
  it.each([
    ['an empty title', { title: '' }, 'title', TITLE],
    ['a blank title', { title: ' \n ' }, 'title', TITLE],
    ['a long title', { title: 'x'.repeat(201) }, 'title', TITLE],
    ['an odd width', { width: 1921 }, 'width', SIDE],
    ['a fraction of a width', { width: 100.5 }, 'width', SIDE],
    ['a small width', { width: 62 }, 'width', SIDE],
    ['a small, odd width', { width: 1 }, 'width', SIDE],
    ['an endless width', { width: 1e308 }, 'width', SIDE],
    ['a large height', { height: 3842 }, 'height', SIDE],
    ['a negative height', { height: -1080 }, 'height', SIDE],
    ['another frame rate', { fps: 25 }, 'fps', 'must be 24, 30 or 60'],
    ['no scenes', { scenes: [] }, 'scenes', 'must hold at least one scene'],
    [
      'too many scenes',
      { scenes: Array.from({ length: 201 }, (_value, index) => scene({ id: `s${index}` })) },
      'scenes',
      'must hold at most 200 scenes',
    ],
    [
      'a scene id with a space',
      { scenes: [scene({ id: 'a b' })] },
      'scenes[0].id',
      'must be 1 to 64 letters, digits, `_` or `-`',
    ],
    [
      'an empty scene id',
      { scenes: [scene({ id: '' })] },
      'scenes[0].id',
      'must be 1 to 64 letters, digits, `_` or `-`',
    ],
    ['a scene id twice', { scenes: [scene(), scene()] }, 'scenes[1].id', '"a" is the id of another scene'],
    [
      'a long scene name',
      { scenes: [scene({ name: 'x'.repeat(201) })] },
      'scenes[0].name',
      'must be at most 200 characters',
    ],
    [
      'an unknown template',
      { scenes: [scene({ template: 'nope' })] },
      'scenes[0].template',
      `unknown template "nope"; there are ${KNOWN}`,
    ],
    [
      'a template that every object has',
      { scenes: [scene({ template: 'constructor' })] },
      'scenes[0].template',
      `unknown template "constructor"; there are ${KNOWN}`,
    ],
    [
      'an endless template name',
      { scenes: [scene({ template: 'x'.repeat(100) })] },
      'scenes[0].template',
      `unknown template "${'x'.repeat(64)}"; there are ${KNOWN}`,
    ],
    ['props that are a list', { scenes: [scene({ props: [] })] }, 'scenes[0].props', 'must be an object'],
    ['props that are text', { scenes: [scene({ props: 'x' })] }, 'scenes[0].props', 'must be an object'],
    ['missing props', { scenes: [scene({ props: null })] }, 'scenes[0].props.title', 'is required'],
    [
      'empty props',
      { scenes: [scene({ props: { title: ' ' } })] },
      'scenes[0].props.title',
      'must not be empty',
    ],
    [
      'unknown props',
      { scenes: [scene({ props: { title: 'x', nope: 1 } })] },
      'scenes[0].props.nope',
      'is not known here',
    ],
    ['no frames', { scenes: [scene({ durationInFrames: 0 })] }, 'scenes[0].durationInFrames', FRAMES],
    ['half a frame', { scenes: [scene({ durationInFrames: 0.5 })] }, 'scenes[0].durationInFrames', FRAMES],
    [
      'too many frames',
      { scenes: [scene({ durationInFrames: 216_001 })] },
      'scenes[0].durationInFrames',
      FRAMES,
    ],
    [
      'too many frames together',
      { scenes: [scene({ durationInFrames: 216_000 }), scene({ id: 'b', durationInFrames: 1 })] },
      'scenes',
      'add up to 216001 frames; at most 216000 are accepted',
    ],
    ['sound over http', { audioUrl: 'http://example.com/a.mp3' }, 'audioUrl', URL],
    ['sound from a file system', { audioUrl: 'file:///etc/passwd' }, 'audioUrl', URL],
    ['a logo outside of the public folder', { logoUrl: '../secret.svg' }, 'logoUrl', URL],
    ['a logo with credentials', { logoUrl: 'https://a:b@example.com/x.svg' }, 'logoUrl', URL],
  ])('with %s is refused', (_name, changes, path, message) => {
    expect(issuesOf(input(changes))).toEqual([{ path, message }]);
  });

  it.each([
    ['too large', () => 'x'.repeat(10_000), /^the project has 2\d{6} bytes; at most 1500000 are accepted$/],
    [
      'too large to be stored, compressed as it is',
      (index: number) => noise(6000, index),
      /^the project has 4\d{5} bytes when it is compressed; at most 350000 are accepted$/,
    ],
  ])('is refused when it is %s', (_name, codeOf, message) => {
    const [issue, ...others] = issuesOf(input({ scenes: codeScenes(100, codeOf) }), compile);
    expect(others).toEqual([]);
    expect(issue?.path).toBe('scenes');
    expect(issue?.message).toMatch(message);
  });

  it('is accepted when it is large and can be stored', () => {
    const scenes = codeScenes(100, () => 'x'.repeat(7000));
    expect(issuesOf(input({ scenes }), compile)).toEqual([]);
  });

  it('is told every fault of every scene at once, whatever else is wrong', () => {
    const scenes = [
      scene({ props: {} }),
      scene({ id: 'b', template: 'nope' }),
      scene({ id: 'c', durationInFrames: 0 }),
      scene({ id: 'd', template: 'media', props: { src: '/etc/passwd' } }),
    ];
    expect(issuesOf(input({ title: '', fps: 7, scenes })).map(({ path }) => path)).toEqual([
      'title',
      'fps',
      'scenes[2].durationInFrames',
      'scenes[0].props.title',
      'scenes[1].template',
      'scenes[3].props.src',
      'scenes[3].props.caption',
    ]);
  });

  it.each([null, undefined, 1, 'text', [], { scenes: 'x' }, { scenes: [null, 1, []] }])(
    'is not %j',
    (value) => {
      expect(issuesOf(value).length).toBeGreaterThan(0);
    },
  );
});

/** A project with fields in every place that may have some. */
const withFields = (changes: object = {}) =>
  input({
    title: 'For {{name}}',
    audioUrl: 'https://example.com/{{sound}}.mp3',
    logoUrl: '{{logo}}',
    scenes: [
      scene({ props: { title: 'Hello {{name}}', subtitle: '{{line|Welcome}}' } }),
      scene({
        id: 'b',
        template: 'media',
        props: { src: '{{photo}}', kind: '{{kind}}', caption: 'Fixed', accentColor: '#{{color}}' },
      }),
      scene({ id: 'c', props: { title: ' \\{{plain}} ' } }),
      scene({ id: 'd', props: { title: ' No fields ' } }),
    ],
    ...changes,
  });
const ROW = {
  name: 'Ada',
  sound: 'music',
  logo: 'https://example.com/logo.svg',
  photo: 'sample/lake.jpg',
  kind: 'image',
  color: 'ff7a45',
};

describe('a project with merge fields', () => {
  it('is saved as it was written, whatever the fields are for', () => {
    const content = contentOf(withFields());
    expect(content).toMatchObject({
      title: 'For {{name}}',
      audioUrl: 'https://example.com/{{sound}}.mp3',
      logoUrl: '{{logo}}',
    });
    expect(content.scenes.map(({ props }) => props)).toEqual([
      { title: 'Hello {{name}}', subtitle: '{{line|Welcome}}' },
      { src: '{{photo}}', kind: '{{kind}}', caption: 'Fixed', accentColor: '#{{color}}' },
      { title: ' \\{{plain}} ' },
      { title: 'No fields' },
    ]);
    expect(content).not.toHaveProperty('variables');
  });

  it('keeps its variables as text', () => {
    expect(contentOf(withFields({ variables: { name: 'you', year: 2026, none: null } })).variables).toEqual({
      name: 'you',
      year: '2026',
    });
    expect(contentOf(withFields({ variables: {} })).variables).toEqual({});
  });

  it.each<[string, object, string, string]>([
    [
      'a misspelt field',
      { title: 'For {{first name}}' },
      'title',
      '"{{first name}}" begins no merge field such as {{name}} or {{name|default}}; write \\{{ for two braces',
    ],
    [
      'a default that its template does not accept',
      { logoUrl: '{{logo|http://example.com/x.svg}}' },
      'logoUrl',
      'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg',
    ],
    [
      'a variable that its template does not accept',
      { variables: { kind: 'sound' } },
      'scenes[1].props.kind',
      'must be image or video',
    ],
    [
      'a variable of the wrong type',
      { variables: { kind: ['image'] } },
      'variables.kind',
      'must be text, a number, true or false',
    ],
    [
      'too many fields',
      {
        title: '{{a}}',
        audioUrl: null,
        logoUrl: null,
        scenes: [scene({ props: { title: '{{a}}'.repeat(1000) } })],
      },
      'scenes',
      'the project has 1001 merge fields; at most 1000 are accepted',
    ],
    [
      'props that are nested too deeply',
      {
        scenes: [
          scene({
            props: { title: 'x', subtitle: JSON.parse(`${'['.repeat(21)}${']'.repeat(21)}`) as unknown },
          }),
        ],
      },
      `scenes[0].props.subtitle${'[0]'.repeat(19)}`,
      'is nested deeper than 20 levels',
    ],
  ])('and %s is refused', (_name, changes, path, message) => {
    expect(issuesOf(withFields(changes))).toContainEqual({ path, message });
  });

  const nested = (levels: number): unknown => JSON.parse('[{"a":'.repeat(levels) + '0' + '}]'.repeat(levels));
  const tooDeep = (path: string) => [{ path, message: 'is nested deeper than 20 levels' }];
  const place = '[0].a'.repeat(10);
  it.each([
    ['props', { scenes: [scene({ props: nested(500_000) })] }, `scenes[0].props${place}`],
    [
      'props of code',
      { scenes: [scene({ template: null, code: 'x', props: { a: nested(500_000) } })] },
      `scenes[0].props.a${place.slice(0, -2)}`,
    ],
    ['captions', { captions: { items: nested(500_000) } }, `captions.items${place.slice(0, -2)}`],
    ['overlays', { overlays: nested(500_000) }, `overlays${place}`],
  ])('with %s that are nested as deeply as a request can be is refused', (_name, changes, path) => {
    expect(issuesOf(withFields(changes))).toEqual(tooDeep(path));
  });

  it('is told what is wrong beside its fields, and nothing of what is known at export only', () => {
    const scenes = [
      scene({ props: { title: '{{name}}', nope: 1 } }),
      scene({ id: 'b', template: 'media', props: { src: '{{photo}}', caption: '' } }),
    ];
    expect(issuesOf(withFields({ scenes, fps: 7 })).map(({ path }) => path)).toEqual([
      'fps',
      'scenes[0].props.nope',
      'scenes[1].props.caption',
    ]);
  });

  it('names the variables that it asks for', () => {
    expect(fieldsOf(contentOf(withFields()))).toEqual([
      ...['name', 'sound', 'logo', 'name', 'line', 'photo', 'kind', 'color'],
    ]);
  });
});

describe('a merged project', () => {
  const merged = (variables: unknown, changes: object = {}) =>
    mergedContent(contentOf(withFields(changes)), variables);

  it('has its fields filled: by the export, else by the project, else by the default of the field', () => {
    const result = merged(
      { ...ROW, unused: 'x', 'Erste Spalte': null },
      { variables: { name: 'you', kind: 'video' } },
    );
    expect(result).toMatchObject({
      ok: true,
      content: {
        title: 'For Ada',
        audioUrl: 'https://example.com/music.mp3',
        logoUrl: 'https://example.com/logo.svg',
      },
    });
    expect(result.ok && result.content.scenes.map(({ props }) => props)).toEqual([
      { title: 'Hello Ada', subtitle: 'Welcome' },
      { src: 'sample/lake.jpg', kind: 'image', caption: 'Fixed', accentColor: '#ff7a45' },
      { title: '{{plain}}' },
      { title: 'No fields' },
    ]);
    const { name: _name, ...rest } = ROW;
    const defaults = merged({ ...rest, kind: null }, { variables: { name: 'you', kind: 'video' } });
    expect(defaults).toMatchObject({
      ok: true,
      content: { title: 'For you', scenes: [{}, { props: { kind: 'video' } }, {}, {}] },
    });
  });

  it('may last as long and cost as much as before: its scenes are the same', () => {
    const content = contentOf(withFields());
    const result = mergedContent(content, ROW);
    expect(result.ok && projectDuration(result.content)).toBe(projectDuration(content));
  });

  it('is refused with every field that has no value, by its place', () => {
    const { name: _name, photo: _photo, ...rest } = ROW;
    expect(merged({ ...rest, photo: null })).toEqual({
      ok: false,
      issues: [
        { path: 'title', message: 'the variable "name" has no value' },
        { path: 'scenes[0].props.title', message: 'the variable "name" has no value' },
        { path: 'scenes[1].props.src', message: 'the variable "photo" has no value' },
      ],
    });
  });

  const ASSET = 'must be an https:// URL or the path of a file in the public folder, such as sample/lake.jpg';
  const HOST = 'must name a host on the internet, not an address or a private name';
  it.each([
    ['a long title', { name: 'x'.repeat(130) }, 'scenes[0].props.title', 'must be at most 120 characters'],
    ['a private host', { logo: 'https://169.254.169.254/x' }, 'logoUrl', HOST],
    ['a path out of the public folder', { photo: '../secret' }, 'scenes[1].props.src', ASSET],
    ['no colour', { color: 'red' }, 'scenes[1].props.accentColor', 'must be a colour such as #ff7a45'],
  ])('with %s is refused as if it had been saved so', (_name, row, path, message) => {
    expect(merged({ ...ROW, ...row })).toEqual({ ok: false, issues: [{ path, message }] });
  });

  it('is refused for a variable of the wrong type', () => {
    expect(merged({ ...ROW, name: {} })).toEqual({
      ok: false,
      issues: [{ path: 'variables.name', message: 'must be text, a number, true or false' }],
    });
    expect(merged('x')).toMatchObject({ ok: false, issues: [{ path: 'variables' }] });
  });

  it('is refused when an export of it could not be stored', () => {
    const messages = (project: ProjectContent, variables: Record<string, string>): string[] => {
      const result = mergedContent(project, variables);
      return result.ok ? [] : result.issues.map(({ message }) => message);
    };
    const repeating = codeScenes(200, () => 'x').map((one) => ({
      ...one,
      props: { text: '{{v}}{{v}}{{v}}{{v}}' },
    }));
    const project = contentOf(input({ scenes: repeating }), compile);
    expect(messages(project, { v: 'x'.repeat(1500) })).toEqual([]);
    expect(messages(project, { v: 'x'.repeat(2000) })).toEqual([
      expect.stringMatching(/^the project has 16\d{5} bytes; at most 1500000 are accepted$/),
    ]);
    const names = Array.from({ length: 90 }, (_value, index) => `v${index}`);
    const [first, ...others] = codeScenes(90, (index) => noise(4000, index));
    const props = { texts: names.map((name) => `{{${name}}}`) };
    const noisy = contentOf(input({ scenes: [{ ...first, props }, ...others] }), compile);
    const row = (length: number) =>
      Object.fromEntries(names.map((name, index) => [name, noise(length, 100 + index)]));
    expect(messages(noisy, row(100))).toEqual([]);
    expect(messages(noisy, row(2000))).toEqual([
      expect.stringMatching(
        /^the project has 4\d{5} bytes when it is compressed; at most 350000 are accepted$/,
      ),
    ]);
  });

  it('is the project itself where it has no fields, also one that was stored before there were any', () => {
    const project = exampleProject();
    expect(mergedContent(project, undefined)).toEqual({ ok: true, content: project });
    expect(mergedContent(project, { name: 'Ada' })).toEqual({ ok: true, content: project });
  });
});

describe('composition props', () => {
  const project = (durations: readonly number[], fps: number) =>
    exampleProject({
      fps,
      scenes: durations.map((durationInFrames, index) => ({
        id: `s${index}`,
        name: 'Not for Remotion',
        template: 'title',
        props: { title: 'x' },
        durationInFrames,
      })),
    });
  const framesOf = (durations: readonly number[], from: number, to: number): number[] =>
    compositionProps(project(durations, from), { width: 1920, height: 1080, fps: to }).scenes.map(
      (each) => each.durationInFrames,
    );

  it('hold what the composition accepts, and leave out what is not there', () => {
    const props = compositionProps(exampleProject(), { width: 1280, height: 720, fps: 60 });
    expect(props).toEqual({
      width: 1280,
      height: 720,
      fps: 60,
      scenes: [{ id: 'scene-1', template: 'title', props: { title: 'Hello' }, durationInFrames: 180 }],
    });
    expect(parseMainCompositionProps(props).success).toBe(true);
    const more = { audioUrl: 'sample/music.mp3', logoUrl: 'https://example.com/logo.svg' };
    expect(compositionProps(exampleProject(more), { width: 1280, height: 720, fps: 60 })).toMatchObject(more);
  });

  it.each([
    [[10, 10, 10], 30, 30, [10, 10, 10]],
    [[10, 10, 10], 30, 60, [20, 20, 20]],
    [[5, 5, 5, 5], 30, 24, [4, 4, 4, 4]],
    [[3, 3, 3, 3], 30, 24, [2, 3, 2, 3]],
    [[1, 1, 1, 1], 24, 30, [1, 2, 1, 1]],
  ])('turn scenes of %j frames at %i fps into frames at %i fps', (durations, from, to, expected) => {
    expect(framesOf(durations, from, to)).toEqual(expected);
  });

  it('last as long at every frame rate: errors of rounding do not add up', () => {
    const rate = fc.constantFrom(24, 30, 60);
    const durations = fc.array(fc.integer({ min: 3, max: 1000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(durations, rate, rate, (each, from, to) => {
        const frames = framesOf(each, from, to);
        const total = each.reduce((sum, duration) => sum + duration, 0);
        expect(frames.reduce((sum, duration) => sum + duration, 0)).toBe(Math.round((total * to) / from));
        for (const [index, duration] of frames.entries()) {
          expect(Math.abs(duration - ((each[index] ?? 0) * to) / from)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('leave every scene a frame, even where rounding would take it', () => {
    const durations = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(durations, (each) => {
        for (const duration of framesOf(each, 60, 24)) expect(duration).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('a scene of code', () => {
  const code = 'export default () => null;';
  const scenes = [
    scene(),
    { id: 'own', code, props: { title: '{{name|Ada}}', nested: { any: [1, null] } }, durationInFrames: 30 },
  ];
  const compiled = {
    ...{ version: 1, js: `js of ${code}`, sha256: 'a'.repeat(64) },
    urls: ['https://example.com/a.png'],
  };

  it('is kept as it was sent and as it was compiled, with any props', () => {
    expect(contentOf(input({ scenes }), compile).scenes[1]).toEqual({
      ...{ id: 'own', name: null, template: 'code', code, durationInFrames: 30, compiled },
      props: { title: '{{name|Ada}}', nested: { any: [1, null] } },
    });
  });

  it('is drawn as it was compiled; fields are filled in its props and nowhere else', () => {
    const braces = `${code} // {{name}} {{`;
    const project = contentOf(input({ scenes: [scene(), { ...scenes[1], code: braces }] }), compile);
    expect(fieldsOf(project)).toEqual(['name']);
    const merged = mergedContent(project, { name: 'Grace' });
    if (!merged.ok) throw new Error(JSON.stringify(merged.issues));
    const props = compositionProps(merged.content, { width: 1280, height: 720, fps: 60 });
    expect(props.scenes[1]).toEqual({
      ...{ id: 'own', template: 'code', code: `js of ${braces}`, durationInFrames: 60 },
      ...{ urls: compiled.urls, props: { title: 'Grace', nested: { any: [1, null] } } },
    });
    expect(parseMainCompositionProps(props)).toMatchObject({ success: true });
  });

  it('is drawn with the URLs that are only guessed, and without where none were stored', () => {
    const guessedUrls = compiled.urls;
    const guessing: SceneCompiler = (source) => {
      const result = compile(source);
      return result.ok ? { ...result, scene: { ...result.scene, guessedUrls } } : result;
    };
    const output = { width: 1280, height: 720, fps: 30 };
    const drawn = compositionProps(contentOf(input({ scenes }), guessing), output);
    expect(drawn.scenes[1]).toMatchObject({ urls: compiled.urls, guessedUrls });
    expect(parseMainCompositionProps(drawn)).toMatchObject({ success: true });
    const stored = compositionProps(contentOf(input({ scenes }), compile), output);
    expect(stored.scenes[1]).not.toHaveProperty('guessedUrls');
    // Guesses decide no pixel: what was rendered of the scene can be used again.
    expect(sceneInputs(drawn, 1)).toEqual(sceneInputs(stored, 1));
  });

  it.each([
    [
      'wrong in two places',
      { code: '!' },
      [
        { path: 'scenes[0].code', message: 'scene a, line 2, column 3: no' },
        { path: 'scenes[0].code', message: 'scene a, line 4, column 1: nor this' },
      ],
    ],
    [
      'beside a template',
      { code, template: 'title' },
      [
        {
          path: 'scenes[0].code',
          message: 'must be left out, because there is `template`: a scene has one of them',
        },
      ],
    ],
    ['no text', { code: 5 }, [{ path: 'scenes[0].code', message: 'must be text' }]],
    ['compiled by somebody else', { compiled, code: '!' }, [expect.anything(), expect.anything()]],
  ])('is refused when it is %s', (_name, changes, issues) => {
    const one = { id: 'a', durationInFrames: 1, ...changes };
    expect(issuesOf(input({ scenes: [one] }), compile)).toEqual(issues);
    expect(issuesOf(input({ scenes: [one, { ...one, id: 'b' }] }), compile)).toHaveLength(2 * issues.length);
  });

  it('is needed where there is no template', () => {
    const [issue] = issuesOf(input({ scenes: [{ durationInFrames: 1 }] }), compile);
    expect(issue?.path).toBe('scenes[0].template');
    expect(issue?.message).toMatch(/^must be given, or else `code`; there are title, media, /);
    expect(issuesOf(input({ scenes: [scene({ template: 'code' })] }), compile)[0]?.message).toMatch(
      /^unknown template "code"; there are title, /,
    );
  });

  it('is refused where nobody compiles', () => {
    expect(issuesOf(input({ scenes }))).toEqual([
      { path: 'scenes[1].code', message: 'scene own, line 1, column 1: code cannot be compiled here' },
    ]);
  });
});
