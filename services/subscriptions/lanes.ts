/** How many sends run at the same time. */
export interface LanesOptions {
  /** Most sends at the same time, not counting slow ones. Default 100. */
  readonly concurrency?: number;
  /** After this time a send makes room for another one, in milliseconds. Default 50. */
  readonly slowAfterMs?: number;
  /** Most slow sends that made room. Default 200; a pusher needs as many sockets as both together. */
  readonly maxSlowSends?: number;
}

/** Runs tasks beside each other. */
export interface Lanes {
  /** Starts a task as soon as there is room. Resolves when it was started; tasks must not throw. */
  start(task: () => Promise<void>): Promise<void>;
  /** Resolves when all tasks have ended. */
  end(): Promise<void>;
}

/**
 * Runs tasks, a bounded number at the same time. One that takes long leaves its lane to the next task and goes on beside the
 * lanes, so that clients that answer late or never cannot hold up the others, as long as there are not too many of them.
 */
export function createLanes(options: LanesOptions): Lanes {
  const { concurrency = 100, slowAfterMs = 50, maxSlowSends = 200 } = options;
  const running = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  let inLane = 0;
  let slow = 0;

  function leaveLane(): void {
    inLane -= 1;
    waiting.shift()?.();
  }

  async function run(task: () => Promise<void>): Promise<void> {
    let isSlow = false;
    const timer = setTimeout(() => {
      if (slow >= maxSlowSends) return;
      isSlow = true;
      slow += 1;
      leaveLane();
    }, slowAfterMs);
    try {
      await task();
    } finally {
      clearTimeout(timer);
      if (isSlow) slow -= 1;
      else leaveLane();
    }
  }

  return {
    async start(task) {
      while (inLane >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
      inLane += 1;
      const work: Promise<void> = run(task).finally(() => running.delete(work));
      running.add(work);
    },
    async end() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
