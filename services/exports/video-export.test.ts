import fc from 'fast-check';
import { exampleExport } from './memory';
import {
  applyTransition,
  effectsOf,
  isTerminal,
  tellProgress,
  type ExportStatus,
  type Transition,
  type VideoExport,
} from './video-export';

const at = '2026-03-01T12:01:00.000Z';
const render = { renderId: 'render1', bucketName: 'renders' };
const failure = { code: 'SCENE_CODE', message: 'boom', retryable: false, sceneId: null } as const;
const later = '2026-03-01T12:02:00.000Z';
const strain = { memory: 1, time: 0 };

const transitions: { [Type in Transition['type']]: Extract<Transition, { type: Type }> } = {
  claim: { type: 'claim', at, attempt: 1, functions: 4 },
  start: { type: 'start', at, attempt: 1, render },
  postpone: { type: 'postpone', at, attempt: 1, notBefore: later },
  retry: {
    ...{ type: 'retry', at, attempt: 1, renderId: 'render1', notBefore: later },
    ...{ counts: true, strain, attemptUsd: 0.25 },
  },
  complete: {
    ...{ type: 'complete', at, attempt: 1, renderId: 'render1' },
    ...{ outputKey: 'key', sizeInBytes: 9, attemptUsd: 0.5 },
  },
  reuse: { type: 'reuse', at, attempt: 1, outputKey: 'other', sizeInBytes: 8 },
  fail: { type: 'fail', at, attempt: 1, renderId: 'render1', failure, attemptUsd: 0.25 },
  cancel: { type: 'cancel', at, attemptUsd: 0.125 },
};
const statuses: ExportStatus[] = ['PENDING', 'RENDERING', 'COMPLETED', 'FAILED', 'CANCELLED'];

/** What every example has before: the second attempt's money is added to the first one's. */
const spent = { billedUsd: 1, functions: 3, leads: true, notBefore: '2026-03-01T12:00:45.000Z' };
const ended = { finishedAt: at, notBefore: null, functions: 0, leads: false };
const waiting = { status: 'PENDING', render: null, startedAt: null, functions: 0, notBefore: later } as const;

/** What each transition makes of each state; what is not here is refused. */
const table: Partial<Record<`${ExportStatus} ${Transition['type']}`, Partial<VideoExport>>> = {
  'PENDING claim': { status: 'RENDERING', render: null, startedAt: at, functions: 4, notBefore: null },
  'PENDING reuse': {
    ...ended,
    ...{ status: 'COMPLETED', progress: 1, outputKey: 'other', sizeInBytes: 8, cacheHit: true },
  },
  // Of an attempt that was put back because nobody knew whether its render had begun.
  'PENDING complete': {
    ...ended,
    ...{ status: 'COMPLETED', progress: 1, outputKey: 'key', sizeInBytes: 9, billedUsd: 1.5 },
  },
  'PENDING fail': { ...ended, status: 'FAILED', failure, billedUsd: 1.25 },
  'PENDING cancel': { ...ended, status: 'CANCELLED', billedUsd: 1.125 },
  'RENDERING start': { render },
  'RENDERING postpone': waiting,
  'RENDERING retry': { ...waiting, attempt: 2, attemptsUsed: 1, strain, billedUsd: 1.25 },
  'RENDERING complete': {
    ...ended,
    ...{ status: 'COMPLETED', progress: 1, outputKey: 'key', sizeInBytes: 9, billedUsd: 1.5 },
  },
  'RENDERING fail': { ...ended, status: 'FAILED', failure, billedUsd: 1.25 },
  'RENDERING cancel': { ...ended, status: 'CANCELLED', billedUsd: 1.125 },
};

const cases = statuses.flatMap((status) =>
  Object.values(transitions).map((transition) => [status, transition.type, transition] as const),
);

describe('the window of a rise of progress', () => {
  it.each([
    [0, 250],
    [1, 251],
    [200, 450],
    [250, 500],
    [10_000, 500],
  ])('is, for %i subscribers, %i ms long', (audience, ms) => {
    const { from, until } = tellProgress(at, audience);
    expect([from, Date.parse(until) - Date.parse(from)]).toEqual([at, ms]);
  });
});

describe('the transition table', () => {
  it.each(cases)('%s, %s', (status, type, transition) => {
    const before = exampleExport({
      status,
      version: 7,
      progress: 0.4,
      startedAt: '2026-03-01T12:00:30.000Z',
      ...spent,
    });
    const changes = table[`${status} ${type}`];
    // Nobody is told of a claim, and progress soon follows a start.
    const until = type === 'start' ? '2026-03-01T12:01:00.250Z' : '2026-03-01T12:01:00.500Z';
    const telling = type === 'claim' ? before.telling : { from: at, until };
    const refused = { ok: false, reason: isTerminal(status) ? 'ended' : 'wrong-state' };
    expect(applyTransition(before, transition)).toEqual(
      changes === undefined
        ? refused
        : { ok: true, next: { ...before, ...changes, telling, version: 8, updatedAt: at } },
    );
  });

  it('refuses whatever is about another attempt, before it looks at anything else', () => {
    const before = exampleExport({ status: 'RENDERING', attempt: 2 });
    for (const transition of Object.values(transitions).filter(({ type }) => type !== 'cancel')) {
      expect(applyTransition(before, transition)).toEqual({ ok: false, reason: 'other-attempt' });
    }
  });

  it('cancels whichever attempt it is', () => {
    const before = exampleExport({ status: 'RENDERING', attempt: 2, render });
    expect(applyTransition(before, transitions.cancel)).toMatchObject({
      ok: true,
      next: { status: 'CANCELLED', attempt: 2, render },
    });
  });

  it.each([
    ['a millisecond before', '2026-03-01T12:01:00.001Z', 'too-early'],
    ['exactly at', at, null],
    ['after', '2026-03-01T12:00:59.999Z', null],
  ])('claims %s the time before which an attempt may not start: %s', (_name, notBefore, reason) => {
    const result = applyTransition(exampleExport({ notBefore }), transitions.claim);
    expect(result.ok ? null : result.reason).toBe(reason);
  });

  it('gives a retry of an attempt that was throttled a new number, and does not count it', () => {
    const before = exampleExport({ status: 'RENDERING', attemptsUsed: 1 });
    const result = applyTransition(before, { ...transitions.retry, counts: false });
    expect(result).toMatchObject({ ok: true, next: { attempt: 2, attemptsUsed: 1 } });
  });

  it.each([
    ['nothing is known', null, null, null],
    ['the attempt is known to be free', null, 0, 0],
    ['only earlier attempts are known', 0.1, null, 0.1],
    ['both are known', 0.1, 0.2, 0.3],
  ])('sums money without the dust of floating point: %s', (_name, billedUsd, attemptUsd, sum) => {
    const result = applyTransition(exampleExport({ billedUsd }), { ...transitions.cancel, attemptUsd });
    expect(result).toMatchObject({ ok: true, next: { billedUsd: sum } });
  });

  it.each(['start', 'retry', 'complete', 'fail'] as const)(
    'refuses %s of another render than the one it knows',
    (type) => {
      const before = exampleExport({ status: 'RENDERING', render: { ...render, renderId: 'render2' } });
      expect(applyTransition(before, transitions[type])).toEqual({ ok: false, reason: 'other-render' });
    },
  );

  it.each(['start', 'retry', 'complete', 'fail'] as const)(
    'takes %s of any render while it knows none',
    (type) => {
      expect(applyTransition(exampleExport({ status: 'RENDERING' }), transitions[type]).ok).toBe(true);
    },
  );

  it.each(['retry', 'fail'] as const)('takes %s without a render, whichever it knows', (type) => {
    const before = exampleExport({ status: 'RENDERING', render });
    expect(applyTransition(before, { ...transitions[type], renderId: null }).ok).toBe(true);
  });

  it('does not change the state that it was given', () => {
    const before = Object.freeze(exampleExport());
    applyTransition(before, transitions.claim);
    expect(before).toEqual(exampleExport());
  });
});

describe('any sequence of transitions', () => {
  const anyTransition = fc
    .record({
      transition: fc.constantFrom(...Object.values(transitions)),
      attempt: fc.integer({ min: 1, max: 2 }),
      renderId: fc.constantFrom('render1', 'render2'),
      progress: fc.double({ min: 0, max: 0.99, noNaN: true }),
      counts: fc.boolean(),
    })
    .map(({ transition, attempt, renderId, progress, counts }) => ({
      progress,
      transition: (transition.type === 'start'
        ? { ...transition, attempt, render: { ...render, renderId } }
        : { ...transition, attempt, renderId, counts }) as Transition,
    }));

  it('raises the version by one, never lowers progress, and stays where it ended', () => {
    fc.assert(
      fc.property(fc.array(anyTransition, { maxLength: 30 }), (steps) => {
        let current = exampleExport();
        for (const { transition, progress } of steps) {
          // Progress is raised beside the table, by a conditional write.
          if (current.status === 'RENDERING')
            current = { ...current, progress: Math.max(current.progress, progress) };
          const result = applyTransition(current, transition);
          if (isTerminal(current.status)) expect(result).toEqual({ ok: false, reason: 'ended' });
          if (!result.ok) continue;
          expect(result.next.version).toBe(current.version + 1);
          expect(result.next.progress).toBeGreaterThanOrEqual(current.progress);
          expect(result.next.attempt).toBe(current.attempt + Number(transition.type === 'retry'));
          expect(result.next.billedUsd ?? 0).toBeGreaterThanOrEqual(current.billedUsd ?? 0);
          expectConsistent(result.next);
          current = result.next;
        }
      }),
    );
  });

  function expectConsistent(state: VideoExport): void {
    expect(state.finishedAt !== null).toBe(isTerminal(state.status));
    expect(state.outputKey !== null).toBe(state.status === 'COMPLETED');
    expect(state.failure !== null).toBe(state.status === 'FAILED');
    expect(state.progress === 1).toBe(state.status === 'COMPLETED');
    expect(state.functions > 0).toBe(state.status === 'RENDERING');
    if (state.status === 'PENDING') expect([state.render, state.startedAt]).toEqual([null, null]);
    if (state.status === 'RENDERING') expect([state.leads, state.notBefore]).toEqual([true, null]);
    if (isTerminal(state.status)) expect([state.leads, state.notBefore]).toEqual([false, null]);
    if (state.cacheHit) expect(state.status).toBe('COMPLETED');
    expect(state.attemptsUsed).toBeLessThan(state.attempt);
  }
});

describe('what changes together with a state', () => {
  const nothing = {
    ...{ takesSlot: null, releasesSlot: null, money: null, file: null },
    ...{ returnsDailyUnit: false, ends: false },
  };
  const pending = exampleExport({ estimatedUsd: 2 });
  const rendering = exampleExport({ status: 'RENDERING', functions: 4, leads: true, estimatedUsd: 2 });
  const effects = (before: VideoExport, transition: Transition) => {
    const result = applyTransition(before, transition);
    if (!result.ok) throw new Error(result.reason);
    return effectsOf(before, result.next);
  };
  const released = { functions: 4 };

  it.each([
    ['a claim takes a slot, and leads', pending, 'claim', { takesSlot: { functions: 4 }, file: 'lead' }],
    [
      'a claim of who leads already takes a slot',
      { ...pending, leads: true },
      'claim',
      { takesSlot: released },
    ],
    ['a start changes nothing else', rendering, 'start', {}],
    [
      'a postponed attempt gives its slot back, and leads on',
      rendering,
      'postpone',
      { releasesSlot: released },
    ],
    [
      'a retry gives its slot back and spends money, and keeps the reservation',
      rendering,
      'retry',
      { releasesSlot: released, money: { releasedUsd: 0, spentUsd: 0.25 } },
    ],
    [
      'a completion settles the money and keeps the file for others',
      rendering,
      'complete',
      { releasesSlot: released, money: { releasedUsd: 2, spentUsd: 0.5 }, file: 'keep', ends: true },
    ],
    [
      'a failure while rendering settles the money and drops the file',
      rendering,
      'fail',
      { releasesSlot: released, money: { releasedUsd: 2, spentUsd: 0.25 }, file: 'drop', ends: true },
    ],
    [
      'a failure of who only waited has no file to drop',
      pending,
      'fail',
      { money: { releasedUsd: 2, spentUsd: 0.25 }, ends: true },
    ],
    [
      'a cancellation between two attempts drops the file',
      { ...pending, leads: true, billedUsd: 0.25 },
      'cancel',
      { money: { releasedUsd: 2, spentUsd: 0.125 }, file: 'drop', ends: true },
    ],
    [
      'sharing a file gives money and the unit of the day back',
      pending,
      'reuse',
      { money: { releasedUsd: 2, spentUsd: 0 }, file: 'hold', returnsDailyUnit: true, ends: true },
    ],
  ] as const)('%s', (_name, before, type, expected) => {
    expect(effects(before, transitions[type])).toEqual({ ...nothing, ...expected });
  });

  it('leaves money alone that nobody has spent', () => {
    expect(effects(rendering, { ...transitions.retry, attemptUsd: 0 }).money).toBeNull();
  });
});
