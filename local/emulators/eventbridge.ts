import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LOCAL_ACCOUNT_ID } from '../cloudformation';
import type { AsyncInvokeConfig, RuleDescription, TargetDescription } from '../stack';

/** An event as rules see it and targets receive it. */
export interface EventBridgeEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601, whole seconds, UTC. */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

/** One entry of PutEvents, before it was checked. */
export interface PutEventsEntry {
  Time?: number | string;
  Source?: string;
  Resources?: string[];
  DetailType?: string;
  Detail?: string;
  EventBusName?: string;
}

/** The answer for one entry: an id, or why it was refused. */
export type PutEventsResultEntry = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

export interface PutEventsResult {
  FailedEntryCount: number;
  Entries: PutEventsResultEntry[];
}

/** The whole PutEvents request is refused; `name` is the error code of the API. */
export class PutEventsValidationError extends Error {
  override name = 'ValidationException';
}

/** A function ended with an error. Lambda took the event, so the rule's own retries do not apply. */
export class FunctionError extends Error {
  override name = 'FunctionError';

  /** @param payload what the function's runtime answered: `{errorType, errorMessage, trace}`. */
  constructor(
    message: string,
    readonly payload: unknown,
  ) {
    super(message);
  }
}

/** A message attribute of type String, for the dead letter queue. */
export type StringAttributes = Record<string, { DataType: 'String'; StringValue: string }>;

export interface EventBridgeOptions {
  region: string;
  busNames: string[];
  rules: RuleDescription[];
  asyncInvokes: Record<string, AsyncInvokeConfig>;
  /** Resolves when the function ended well; rejects with FunctionError when it threw, with another error when it could not be reached. */
  invoke: (functionKey: string, payload: unknown) => Promise<unknown>;
  sendMessage: (queueUrl: string, body: string, attributes: StringAttributes) => Promise<void>;
  /** Sees every accepted event once, whether or not a rule wants it. */
  onEvent?: (event: EventBridgeEvent) => void;
  /** Every retry and every lost event, as a sentence. */
  onWarning?: (message: string) => void;
  /** Multiplies every pause and every maximum age; below 1 in tests. */
  timeScale?: number;
  /** For the jitter: 0 up to 1. */
  random?: () => number;
}

/** The API's limits: entries in one request, and bytes of all of them together. */
const MAX_ENTRIES = 10;
const MAX_REQUEST_BYTES = 256 * 1024;

/** The API counts 14 bytes for a Time. */
const TIME_BYTES = 14;

/** What may be on its way at once; beyond it entries are throttled, as the API does when it is overrun. */
const MAX_PENDING = 100_000;

/** Deliveries of one target at a time, so that a burst does not become a thousand invocations. */
const TARGET_CONCURRENCY = 50;

/** Pauses between tries grow from the first to the second figure; AWS documents backoff and jitter without figures. */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15 * 60_000;

/** Lambda waits one minute before the first retry of an asynchronous invocation, two before the second. */
const ASYNC_RETRY_MS = [60_000, 120_000];

/**
 * EventBridge's PutEvents, rules and deliveries, for functions and queues of one stack.
 *
 * Delivery is at least once, with the same event id at each try. A target that cannot be reached is tried again
 * with backoff and jitter by the rule's retry policy, then the event goes to the rule's dead letter queue. A function
 * that was reached and failed is Lambda's affair: two more tries, then the function's on-failure destination.
 * What is under way when the process ends is lost.
 */
export class EventBridge {
  private readonly limiters = new Map<TargetDescription, Limiter>();
  private readonly stopping = new AbortController();
  private pendingCount = 0;

  constructor(private readonly options: EventBridgeOptions) {
    for (const rule of options.rules) {
      for (const target of rule.targets) this.limiters.set(target, new Limiter(TARGET_CONCURRENCY));
    }
  }

  /** Deliveries that have not ended, those that wait for their next try included. */
  get pending(): number {
    return this.pendingCount;
  }

  /**
   * PutEvents. Each entry succeeds or fails alone.
   *
   * @throws PutEventsValidationError when the request as a whole is refused.
   */
  putEvents(entries: PutEventsEntry[]): PutEventsResult {
    if (entries.length < 1 || entries.length > MAX_ENTRIES) {
      const bound =
        entries.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_ENTRIES}`;
      throw new PutEventsValidationError(
        `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
      );
    }
    const bytes = entries.reduce((sum, entry) => sum + entryBytes(entry), 0);
    if (bytes > MAX_REQUEST_BYTES) {
      throw new PutEventsValidationError('Total size of the entries in the request is over the limit.');
    }
    const results = entries.map((entry) => this.putEvent(entry));
    return {
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    };
  }

  /** Takes an event from a service of AWS itself, on the default bus. */
  publish(
    event: Pick<EventBridgeEvent, 'source' | 'detail-type' | 'resources' | 'detail'>,
  ): EventBridgeEvent {
    const whole = this.complete(event, Date.now());
    this.route('default', whole);
    return whole;
  }

  /** Gives up all deliveries at once. */
  stop(): void {
    this.stopping.abort();
  }

  private putEvent(entry: PutEventsEntry): PutEventsResultEntry {
    const busName = (entry.EventBusName ?? 'default').replace(/^arn:.*event-bus\//, '');
    const refusal = refuse(entry, busName, this.options.busNames);
    if (refusal) return refusal;
    if (this.pendingCount >= MAX_PENDING) {
      return { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
    }
    const event = this.complete(
      {
        source: entry.Source ?? '',
        'detail-type': entry.DetailType ?? '',
        resources: entry.Resources ?? [],
        detail: JSON.parse(entry.Detail ?? '') as Record<string, unknown>,
      },
      entry.Time === undefined ? Date.now() : epochMs(entry.Time),
    );
    this.route(busName, event);
    return { EventId: event.id };
  }

  private complete(
    event: Pick<EventBridgeEvent, 'source' | 'detail-type' | 'resources' | 'detail'>,
    timeMs: number,
  ): EventBridgeEvent {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': event['detail-type'],
      source: event.source,
      account: LOCAL_ACCOUNT_ID,
      time: new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z'),
      region: this.options.region,
      resources: event.resources,
      detail: event.detail,
    };
  }

  private route(busName: string, event: EventBridgeEvent): void {
    this.options.onEvent?.(event);
    for (const rule of this.options.rules) {
      if (rule.busName !== busName || !rule.matches(event)) continue;
      for (const target of rule.targets) {
        this.pendingCount += 1;
        void this.deliver(rule, target, event).finally(() => {
          this.pendingCount -= 1;
        });
      }
    }
  }

  /** Never rejects: one target's trouble is nobody else's. */
  private async deliver(
    rule: RuleDescription,
    target: TargetDescription,
    event: EventBridgeEvent,
  ): Promise<void> {
    const payload = target.input ?? event;
    try {
      const failure = await this.tryToReach(target, payload);
      if (failure instanceof FunctionError && target.kind === 'function') {
        await this.retryInvocation(target.functionKey, target.arn, payload, failure);
      } else if (failure instanceof Unreachable) {
        await this.bury(rule, target, event, failure);
      }
    } catch (error) {
      if (!this.stopping.signal.aborted)
        this.warn(`${event['detail-type']} ${event.id} is lost: ${messageOf(error)}`);
    }
  }

  /** @returns undefined when the target has taken the event, FunctionError when it took it and failed, else why it was given up. */
  private async tryToReach(
    target: TargetDescription,
    payload: unknown,
  ): Promise<FunctionError | Unreachable | undefined> {
    const { maximumEventAgeSeconds, maximumRetryAttempts } = target.retryPolicy;
    const deadline = Date.now() + this.scaled(maximumEventAgeSeconds * 1000);
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.limited(target, () => this.send(target, payload));
        return undefined;
      } catch (error) {
        this.stopping.signal.throwIfAborted();
        if (error instanceof FunctionError) return error;
        const pauseMs = this.scaled(this.backoffMs(attempt));
        const isLast = attempt >= maximumRetryAttempts;
        if (isLast || Date.now() + pauseMs > deadline) {
          return new Unreachable(
            error,
            attempt,
            isLast ? 'MaximumRetryAttempts' : 'MaximumEventAgeInSeconds',
          );
        }
        this.warn(`${target.arn} could not be reached (try ${attempt + 1}): ${messageOf(error)}`);
        await sleep(pauseMs, undefined, { signal: this.stopping.signal });
      }
    }
  }

  private async send(target: TargetDescription, payload: unknown): Promise<void> {
    if (target.kind === 'queue') {
      await this.options.sendMessage(target.queueUrl, JSON.stringify(payload), {});
    } else {
      await this.options.invoke(target.functionKey, payload);
    }
  }

  /** Lambda's own handling of an asynchronous invocation that failed. */
  private async retryInvocation(
    functionKey: string,
    functionArn: string,
    payload: unknown,
    firstFailure: FunctionError,
  ): Promise<void> {
    const config = this.options.asyncInvokes[functionKey];
    const retries = config?.maximumRetryAttempts ?? ASYNC_RETRY_MS.length;
    let failure: FunctionError = firstFailure;
    for (let attempt = 0; attempt < retries; attempt += 1) {
      this.warn(`${functionKey} failed (try ${attempt + 1} of ${retries + 1}): ${failure.message}`);
      const pauseMs = this.scaled(ASYNC_RETRY_MS[attempt] ?? ASYNC_RETRY_MS.at(-1) ?? 0);
      await sleep(pauseMs, undefined, { signal: this.stopping.signal });
      try {
        await this.options.invoke(functionKey, payload);
        return;
      } catch (error) {
        failure = error instanceof FunctionError ? error : new FunctionError(messageOf(error), null);
      }
    }
    this.warn(`${functionKey} failed ${retries + 1} times, the event is given up: ${failure.message}`);
    if (!config?.onFailureQueueUrl) return;
    const record = {
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId: randomUUID(),
        functionArn: `${functionArn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: retries + 1,
      },
      requestPayload: payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: failure.payload,
    };
    await this.options.sendMessage(config.onFailureQueueUrl, JSON.stringify(record), {});
  }

  private async bury(
    rule: RuleDescription,
    target: TargetDescription,
    event: EventBridgeEvent,
    failure: Unreachable,
  ): Promise<void> {
    this.warn(`${target.arn} could not be reached, ${event.id} is given up: ${failure.message}`);
    if (!target.deadLetterQueueUrl) return;
    await this.options.sendMessage(target.deadLetterQueueUrl, JSON.stringify(event), {
      RULE_ARN: text(rule.arn),
      TARGET_ARN: text(target.arn),
      ERROR_CODE: text(failure.code),
      ERROR_MESSAGE: text(failure.message),
      EXHAUSTED_RETRY_CONDITION: text(failure.condition),
      RETRY_ATTEMPTS: text(String(failure.retryAttempts)),
    });
  }

  private limited<Result>(target: TargetDescription, work: () => Promise<Result>): Promise<Result> {
    return this.limiters.get(target)?.run(work, this.stopping.signal) ?? work();
  }

  /** Doubling, of which a random upper half is waited. */
  private backoffMs(attempt: number): number {
    const random = this.options.random ?? Math.random;
    return Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS) * (0.5 + random() / 2);
  }

  private scaled(durationMs: number): number {
    return durationMs * (this.options.timeScale ?? 1);
  }

  private warn(message: string): void {
    this.options.onWarning?.(message);
  }
}

/** Why a target was given up; `condition` is the figure of the retry policy that was used up. */
class Unreachable extends Error {
  readonly code: string;

  constructor(
    cause: unknown,
    readonly retryAttempts: number,
    readonly condition: 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds',
  ) {
    super(messageOf(cause), { cause });
    this.code = cause instanceof Error && cause.name !== 'Error' ? cause.name : 'SDK_CLIENT_ERROR';
  }
}

/** Lets so many run at once; the others wait in order. */
class Limiter {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    if (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      // The place is handed on, so that nobody who comes now can take it first.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

function refuse(
  entry: PutEventsEntry,
  busName: string,
  busNames: string[],
): PutEventsResultEntry | undefined {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (entry[name]) continue;
    const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
    return { ErrorCode: 'InvalidArgument', ErrorMessage };
  }
  if (!isJsonObject(entry.Detail ?? ''))
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  if (entry.Source?.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if (!busNames.includes(busName)) {
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage: `Event bus ${busName} does not exist.` };
  }
  return undefined;
}

function isJsonObject(text_: string): boolean {
  try {
    const value: unknown = JSON.parse(text_);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function entryBytes(entry: PutEventsEntry): number {
  const strings = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const bytes = strings.reduce((sum, value) => sum + Buffer.byteLength(value ?? ''), 0);
  return bytes + (entry.Time === undefined ? 0 : TIME_BYTES);
}

/** The JSON protocol sends times as seconds since 1970. */
function epochMs(time: number | string): number {
  const timeMs = typeof time === 'number' ? time * 1000 : Date.parse(time);
  return Number.isFinite(timeMs) ? timeMs : Date.now();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function text(value: string): { DataType: 'String'; StringValue: string } {
  return { DataType: 'String', StringValue: value };
}
