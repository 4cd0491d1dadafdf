import { channel } from 'node:diagnostics_channel';
import { Logger } from '@aws-lambda-powertools/logger';

/** Tells an error tracker, where there is one, of each error that is logged: `deploy/sentry.cjs` listens. */
const errors = channel('reelway:error');

/** What is told of an error; details stay in the log. */
export interface LoggedError {
  readonly message: string;
  readonly error: Error | null;
}

class TrackedLogger extends Logger {
  override error(...[input, ...extra]: Parameters<Logger['error']>): void {
    super.error(input, ...extra);
    if (!errors.hasSubscribers) return;
    const message = typeof input === 'string' ? input : String((input as { message?: unknown }).message);
    const told = [input, ...extra].flatMap((each): readonly unknown[] => {
      return each instanceof Error ? [each] : Object.values(Object(each) as Record<string, unknown>);
    });
    const error = told.find((each) => each instanceof Error) ?? null;
    errors.publish({ message, error } satisfies LoggedError);
  }
}

/** The one logger. JSON lines; service and level come from Powertools' own variables in serverless.yml. */
export const logger: Logger = new TrackedLogger();
