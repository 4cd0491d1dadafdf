import { DELAY_LIMIT_MS, MAX_DELAYS, sceneDelays } from './delays';

const REMOTION_WAITS_MS = 30_000;

const given = () => {
  const held = new Set<number>();
  const errors: string[] = [];
  let last = 0;
  const render = {
    delayRender() {
      held.add((last += 1));
      return last;
    },
    continueRender: (handle: number) => void held.delete(handle),
  };
  return { ...sceneDelays((error) => errors.push(error.message), render), held, errors };
};

describe('a scene that keeps a frame waiting', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('has failed after 20 seconds, before Remotion gives up, and the frame goes on', () => {
    const { delays, held, errors } = given();
    delays.delayRender('a picture');
    delays.delayRender({ toString: () => 'not a text' });
    jest.advanceTimersByTime(19_999);
    expect([held.size, errors]).toEqual([2, []]);
    jest.advanceTimersByTime(1);
    expect([held.size, errors]).toEqual([
      0,
      [
        'delayRender() was not continued within 20 seconds (a picture)',
        'delayRender() was not continued within 20 seconds (no label)',
      ],
    ]);
    expect(DELAY_LIMIT_MS).toBeLessThan(REMOTION_WAITS_MS);
  });

  it('waits for 50 things at once and no more, however often it tries', () => {
    const { delays, held, errors } = given();
    const first = delays.delayRender();
    for (let count = 1; count < MAX_DELAYS; count += 1) delays.delayRender();
    const message = 'delayRender() was called 50 times and not continued';
    expect(() => delays.delayRender()).toThrow(message);
    expect(() => delays.delayRender()).toThrow(message);
    expect(held.size).toBe(50);
    delays.continueRender(first);
    expect(delays.delayRender()).toBe(51);
    expect(errors).toEqual([]);
  });

  it('lets go of its own handles alone, each once', () => {
    const { delays, held, errors } = given();
    held.add(999);
    const own = delays.delayRender();
    for (const handle of [999, own, own, 'x', null]) delays.continueRender(handle);
    expect([...held]).toEqual([999]);
    jest.advanceTimersByTime(60_000);
    expect(errors).toEqual([]);
  });

  it('lets go of everything when it is gone, and is not told of it later', () => {
    const { delays, release, held, errors } = given();
    delays.delayRender();
    delays.delayRender();
    release();
    jest.advanceTimersByTime(60_000);
    expect([held.size, errors]).toEqual([0, []]);
  });

  it('ends itself and not the render', () => {
    const { delays, errors } = given();
    expect(() => delays.cancelRender('enough')).toThrow('enough');
    const nameless = {
      toString: () => {
        throw new Error('no');
      },
    };
    expect(() => delays.cancelRender(nameless)).toThrow('an error that cannot be shown');
    expect(errors).toEqual(['enough', 'an error that cannot be shown']);
  });
});
