import fc from 'fast-check';
import { exampleExport } from './memory';
import {
  applyTransition,
  isTerminal,
  type ExportStatus,
  type Transition,
  type VideoExport,
} from './video-export';

const at = '2026-03-01T12:01:00.000Z';
const render = { renderId: 'render1', bucketName: 'renders' };
const failure = { code: 'SCENE_CODE', message: 'boom', retryable: false } as const;

const transitions: { [Type in Transition['type']]: Extract<Transition, { type: Type }> } = {
  claim: { type: 'claim', at, attempt: 1 },
  start: { type: 'start', at, attempt: 1, render },
  postpone: { type: 'postpone', at, attempt: 1 },
  complete: {
    type: 'complete',
    at,
    attempt: 1,
    renderId: 'render1',
    outputKey: 'key',
    sizeInBytes: 9,
    billedUsd: 0.5,
  },
  fail: { type: 'fail', at, attempt: 1, renderId: 'render1', failure, billedUsd: 0.25 },
};
const statuses: ExportStatus[] = ['PENDING', 'RENDERING', 'COMPLETED', 'FAILED', 'CANCELLED'];

/** What each transition makes of each state; what is not here is refused. */
const table: Partial<Record<`${ExportStatus} ${Transition['type']}`, Partial<VideoExport>>> = {
  'PENDING claim': { status: 'RENDERING', render: null, startedAt: at },
  'PENDING fail': { status: 'FAILED', failure, billedUsd: 0.25, finishedAt: at },
  'RENDERING start': { render },
  'RENDERING postpone': { status: 'PENDING', render: null, startedAt: null },
  'RENDERING complete': {
    status: 'COMPLETED',
    progress: 1,
    outputKey: 'key',
    sizeInBytes: 9,
    billedUsd: 0.5,
    finishedAt: at,
  },
  'RENDERING fail': { status: 'FAILED', failure, billedUsd: 0.25, finishedAt: at },
};

const cases = statuses.flatMap((status) =>
  Object.values(transitions).map((transition) => [status, transition.type, transition] as const),
);

describe('the transition table', () => {
  it.each(cases)('%s, %s', (status, type, transition) => {
    const before = exampleExport({
      status,
      version: 7,
      progress: 0.4,
      startedAt: '2026-03-01T12:00:30.000Z',
    });
    const changes = table[`${status} ${type}`];
    const refused = { ok: false, reason: isTerminal(status) ? 'ended' : 'wrong-state' };
    expect(applyTransition(before, transition)).toEqual(
      changes === undefined
        ? refused
        : { ok: true, next: { ...before, ...changes, version: 8, updatedAt: at } },
    );
  });

  it('refuses whatever is about another attempt, before it looks at anything else', () => {
    const before = exampleExport({ status: 'RENDERING', attempt: 2 });
    for (const transition of Object.values(transitions)) {
      expect(applyTransition(before, transition)).toEqual({ ok: false, reason: 'other-attempt' });
    }
  });

  it.each(['start', 'complete', 'fail'] as const)(
    'refuses %s of another render than the one it knows',
    (type) => {
      const before = exampleExport({ status: 'RENDERING', render: { ...render, renderId: 'render2' } });
      expect(applyTransition(before, transitions[type])).toEqual({ ok: false, reason: 'other-render' });
    },
  );

  it.each(['start', 'complete', 'fail'] as const)('takes %s of any render while it knows none', (type) => {
    expect(applyTransition(exampleExport({ status: 'RENDERING' }), transitions[type]).ok).toBe(true);
  });

  it('fails without a render, whichever it knows', () => {
    const before = exampleExport({ status: 'RENDERING', render });
    expect(applyTransition(before, { ...transitions.fail, renderId: null }).ok).toBe(true);
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
    })
    .map(({ transition, attempt, renderId, progress }) => ({
      progress,
      transition: (transition.type === 'start'
        ? { ...transition, attempt, render: { ...render, renderId } }
        : { ...transition, attempt, renderId }) as Transition,
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
          expect(result.next.attempt).toBe(current.attempt);
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
    if (state.status === 'PENDING') expect(state.render).toBeNull();
  }
});
