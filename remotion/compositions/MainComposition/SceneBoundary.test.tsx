import { SceneBoundary } from './SceneBoundary';

/** What the boundary throws on when React gives it an error of its children. */
const thrownOn = (error: unknown): unknown => {
  const boundary = new SceneBoundary({ sceneId: 'intro', sceneIndex: 3, children: null });
  boundary.state = SceneBoundary.getDerivedStateFromError(error);
  try {
    boundary.render();
  } catch (thrown) {
    return thrown;
  }
  return null;
};

describe('SceneBoundary', () => {
  it.each<[unknown, string]>([
    [new Error('boom'), 'Scene intro (index 3): boom'],
    [new Error(''), 'Scene intro (index 3): '],
    [new Error('$& and\na second line'), 'Scene intro (index 3): $& and\na second line'],
    ['just text', 'Scene intro (index 3): just text'],
    [undefined, 'Scene intro (index 3): undefined'],
  ])('names the scene in what it throws on: %p', (error, message) => {
    const thrown = thrownOn(error) as Error;
    expect([thrown.name, thrown.message]).toEqual(['Error', message]);
    expect(thrown.stack).toContain(message);
  });

  it('keeps the class of an error, its cause, and the place where it was thrown', () => {
    const cause = new Error('deeper');
    const error = new TypeError('boom', { cause });
    const places = error.stack?.split('\n').slice(1);

    const thrown = thrownOn(error);

    expect(thrown).toBe(error);
    expect([error.name, error.cause]).toEqual(['TypeError', cause]);
    expect(error.stack?.split('\n')).toEqual(['TypeError: Scene intro (index 3): boom', ...(places ?? [])]);
  });

  it('names the scene once, however often React draws it again', () => {
    const error = new Error('boom');
    thrownOn(error);
    thrownOn(error);
    expect(error.message).toBe('Scene intro (index 3): boom');
  });

  it('names the line of code, by the stack', () => {
    const error = new Error('boom');
    error.stack = 'Error: boom\n    at Scene (reelway-scene-intro.tsx:9:11)\n    at draw (bundle.js:1:1)';
    expect((thrownOn(error) as Error).message).toBe('Scene intro (index 3, line 7): boom');
  });

  it.each([
    ['cannot be changed', Object.freeze(new Error('frozen')), 'Scene intro (index 3): frozen'],
    [
      'throws when it is looked at',
      Object.defineProperty(new Error(), 'message', {
        get() {
          throw new Error('trap');
        },
      }),
      'Scene intro (index 3): an error that cannot be shown',
    ],
  ])('survives an error that %s', (_name, error, message) => {
    expect((thrownOn(error) as Error).message).toBe(message);
  });

  it('draws another picture instead where it is told to, and throws nothing', () => {
    const boundary = new SceneBoundary({
      ...{ sceneId: 'intro', sceneIndex: 3, children: null },
      onSceneError: 'fallback',
    });
    boundary.state = { error: new Error('boom') };
    expect(boundary.render()).toMatchObject({
      props: { error: { sceneId: 'intro', sceneIndex: 3, message: 'boom' } },
    });
  });

  it('draws its children while nothing is wrong', () => {
    const boundary = new SceneBoundary({ sceneId: 'intro', sceneIndex: 3, children: 'picture' });
    expect(boundary.render()).toMatchObject({ props: { children: 'picture' } });
  });
});
