import type {
  CallbackAnswer,
  CallbackAttempt,
  CallbackOutcome,
  CallbackRequest,
  CallbackSender,
  CallbackStore,
  DelayedQueue,
} from './callback';

// The ports of callbacks in the memory of one process, for tests; see memory.ts.

/** Tries, by export. */
export class MemoryCallbacks implements CallbackStore {
  private readonly rows = new Map<string, Map<number, CallbackAttempt>>();

  async claim(exportId: string, number: number, at: string): Promise<CallbackAttempt | null> {
    const attempts = this.rows.get(exportId) ?? new Map<number, CallbackAttempt>();
    const earlier = attempts.get(number);
    if (earlier !== undefined) return structuredClone(earlier);
    this.rows.set(exportId, attempts.set(number, { number, at, outcome: null }));
    return null;
  }

  async finish(exportId: string, number: number, outcome: CallbackOutcome): Promise<CallbackOutcome | null> {
    const attempts = this.rows.get(exportId);
    const attempt = attempts?.get(number);
    if (attempts === undefined || attempt === undefined) return null;
    if (attempt.outcome !== null) return structuredClone(attempt.outcome);
    attempts.set(number, { ...attempt, outcome: structuredClone(outcome) });
    return outcome;
  }

  async list(exportId: string): Promise<readonly CallbackAttempt[]> {
    const attempts = [...(this.rows.get(exportId)?.values() ?? [])];
    return structuredClone(attempts.sort((a, b) => a.number - b.number));
  }
}

/** Remembers what it was asked to send. `answer` may be a status, a failure or a function that waits. */
export class ScriptedSender implements CallbackSender {
  readonly sent: CallbackRequest[] = [];
  answer: (request: CallbackRequest) => Promise<CallbackAnswer> | CallbackAnswer = () => ({
    statusCode: 200,
  });

  async post(request: CallbackRequest): Promise<CallbackAnswer> {
    this.sent.push(structuredClone(request));
    return this.answer(request);
  }
}

/** Remembers what is to be delivered later, without delivering it. `failure`, when set, is thrown instead. */
export class RecordingDelayedQueue implements DelayedQueue {
  readonly waiting: { body: string; delaySeconds: number }[] = [];
  failure: Error | null = null;

  async later(body: string, delaySeconds: number): Promise<void> {
    if (this.failure !== null) throw this.failure;
    this.waiting.push({ body, delaySeconds });
  }
}
