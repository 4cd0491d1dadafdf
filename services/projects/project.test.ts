import fc from 'fast-check';
import { parseMainCompositionProps } from '../../remotion/catalog';
import sampleProject from '../../remotion/sample-project.json';
import { exampleProject } from '../exports/memory';
import { compositionProps, parseProject, projectDuration, type ProjectContent } from './project';

const scene = (changes: object = {}) => ({
  id: 'a',
  template: 'title',
  props: { title: 'Hello' },
  durationInFrames: 90,
  ...changes,
});
const input = (changes: object = {}) => ({ title: 'A film', scenes: [scene()], ...changes });

const issuesOf = (value: unknown) => {
  const parsed = parseProject(value);
  return parsed.ok ? [] : parsed.issues;
};
const contentOf = (value: unknown): ProjectContent => {
  const parsed = parseProject(value);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.content;
};

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
      'unknown template "nope"; there are title, media, outro',
    ],
    [
      'a template that every object has',
      { scenes: [scene({ template: 'constructor' })] },
      'scenes[0].template',
      'unknown template "constructor"; there are title, media, outro',
    ],
    [
      'an endless template name',
      { scenes: [scene({ template: 'x'.repeat(100) })] },
      'scenes[0].template',
      `unknown template "${'x'.repeat(64)}"; there are title, media, outro`,
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

  it('is refused when an export of it could not be stored', () => {
    const scenes = Array.from({ length: 200 }, (_value, index) =>
      scene({
        id: `s${index}`,
        template: 'media',
        props: { src: `https://example.com/${'x'.repeat(1900)}`, caption: 'x' },
      }),
    );
    const [issue, ...others] = issuesOf(input({ scenes }));
    expect(others).toEqual([]);
    expect(issue?.path).toBe('scenes');
    expect(issue?.message).toMatch(/^the project has \d{6} bytes; at most 300000 are accepted$/);
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
