import type { CallbackOutcome, CallbackStore } from '../exports/callback';

const NOON = '2026-03-01T12:00:00.000Z';
const LATER = '2026-03-01T12:05:00.000Z';

const failed: CallbackOutcome = {
  statusCode: 500,
  error: 'STATUS',
  durationMs: 12,
  nextAttemptAt: LATER,
};
const delivered: CallbackOutcome = { statusCode: 200, error: null, durationMs: 7, nextAttemptAt: null };

/** The contract of a store of callbacks' tries. `make` gives an empty one for each test. */
export function describeCallbackStore(name: string, make: () => Promise<CallbackStore>): void {
  describe(`${name} as a CallbackStore`, () => {
    let store: CallbackStore;
    beforeEach(async () => {
      store = await make();
    });

    it('knows no tries of an export that was never told of', async () => {
      for (const id of ['exp_9', '', '#', 'x'.repeat(5000)]) expect(await store.list(id)).toEqual([]);
    });

    it('lists a try that is under way', async () => {
      expect(await store.claim('exp_1', 1, NOON)).toBeNull();
      expect(await store.list('exp_1')).toStrictEqual([{ number: 1, at: NOON, outcome: null }]);
    });

    it('gives a number to one only, and shows the others what there is', async () => {
      await store.claim('exp_1', 1, NOON);
      expect(await store.claim('exp_1', 1, LATER)).toStrictEqual({ number: 1, at: NOON, outcome: null });
      await store.finish('exp_1', 1, failed);
      expect(await store.claim('exp_1', 1, LATER)).toStrictEqual({ number: 1, at: NOON, outcome: failed });
      expect(await store.list('exp_1')).toHaveLength(1);
    });

    it('gives a number to one of many that come at once', async () => {
      const claims = await Promise.all(Array.from({ length: 10 }, () => store.claim('exp_1', 1, NOON)));
      expect(claims.filter((earlier) => earlier === null)).toHaveLength(1);
    });

    it('writes an outcome once, and tells whoever comes later which one counts', async () => {
      await store.claim('exp_1', 1, NOON);
      expect(await store.finish('exp_1', 1, failed)).toStrictEqual(failed);
      expect(await store.finish('exp_1', 1, delivered)).toStrictEqual(failed);
      expect(await store.list('exp_1')).toStrictEqual([{ number: 1, at: NOON, outcome: failed }]);
    });

    it('writes no outcome of a try that is not there', async () => {
      expect(await store.finish('exp_1', 1, delivered)).toBeNull();
      expect(await store.list('exp_1')).toEqual([]);
    });

    it('keeps every field, and those that are null', async () => {
      const interrupted: CallbackOutcome = {
        statusCode: null,
        error: 'INTERRUPTED',
        durationMs: null,
        nextAttemptAt: null,
      };
      await store.claim('exp_1', 1, NOON);
      await store.finish('exp_1', 1, interrupted);
      expect(await store.list('exp_1')).toStrictEqual([{ number: 1, at: NOON, outcome: interrupted }]);
    });

    it('lists in the order of the numbers, and each export by itself', async () => {
      for (const number of [10, 2, 1, 9]) await store.claim('exp_1', number, NOON);
      await store.claim('exp_10', 1, NOON);
      await store.claim('exp_2', 1, NOON);
      expect((await store.list('exp_1')).map(({ number }) => number)).toEqual([1, 2, 9, 10]);
      expect((await store.list('exp_2')).map(({ number }) => number)).toEqual([1]);
    });
  });
}
