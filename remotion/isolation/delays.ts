import { continueRender, delayRender } from 'remotion';

/** How a scene waits, and gives up. */
export type SceneDelays = {
  delayRender(label?: unknown): number;
  continueRender(handle: unknown): void;
  cancelRender(error: unknown): never;
};

/** How long a scene may keep a frame waiting, in milliseconds: less than Remotion waits (30 s), so that the scene is named. */
export const DELAY_LIMIT_MS = 20_000;

/** Things that a scene waits for at once. */
export const MAX_DELAYS = 50;

/** What Remotion has for it. */
type Render = { delayRender(label: string): number; continueRender(handle: number): void };

/**
 * `delayRender()` and the like for one scene: it lets go of its own handles only, ends itself and not the render, and waits for
 * no longer than {@link DELAY_LIMIT_MS}.
 * @param fail Is told what the scene has failed with.
 * @returns them, and what lets go of all that the scene keeps waiting.
 */
export const sceneDelays = (
  fail: (error: Error) => void,
  render: Render = { delayRender, continueRender },
): { delays: SceneDelays; release: () => void } => {
  const waiting = new Map<number, ReturnType<typeof setTimeout>>();
  const delays: SceneDelays = {
    delayRender(label) {
      if (waiting.size >= MAX_DELAYS)
        throw new Error(`delayRender() was called ${MAX_DELAYS} times and not continued`);
      const name = typeof label === 'string' ? label.slice(0, 80) : 'no label';
      const handle = render.delayRender(`Scene: ${name}`);
      const giveUp = () => {
        delays.continueRender(handle);
        fail(new Error(`delayRender() was not continued within ${DELAY_LIMIT_MS / 1000} seconds (${name})`));
      };
      waiting.set(handle, setTimeout(giveUp, DELAY_LIMIT_MS));
      return handle;
    },
    // No other scene's, and none of ours.
    continueRender(handle) {
      const timer = waiting.get(handle as number);
      if (timer === undefined) return;
      clearTimeout(timer);
      waiting.delete(handle as number);
      render.continueRender(handle as number);
    },
    // Ends this scene, not the render.
    cancelRender(error) {
      const told = error instanceof Error ? error : new Error(textOf(error));
      fail(told);
      throw told;
    },
  };
  const release = () => {
    for (const handle of waiting.keys()) delays.continueRender(handle);
  };
  return { delays: Object.freeze(delays), release };
};

/** A value as a text; what a scene throws may throw when it is looked at. */
export const textOf = (value: unknown): string => {
  try {
    return String(value);
  } catch {
    return 'an error that cannot be shown';
  }
};
