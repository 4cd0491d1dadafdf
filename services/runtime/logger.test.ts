import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { inspect } from 'node:util';
import type { Context, SQSRecord } from 'aws-lambda';
import { queueHandler } from './batch';
import { logger, type LoggedError } from './logger';

const heard: LoggedError[] = [];
const listen = (told: unknown): void => void heard.push(told as LoggedError);
// Lines of a test are nobody's.
const silent = [jest.spyOn(console, 'error'), jest.spyOn(console, 'warn')];
const lines = jest
  .spyOn(logger as unknown as { printLog: (level: number, line: object) => void }, 'printLog')
  .mockImplementation(() => {});

beforeAll(() => silent.forEach((spy) => spy.mockImplementation(() => {})));
afterAll(() => jest.restoreAllMocks());
beforeEach(() => {
  heard.length = 0;
  lines.mockClear();
  subscribe('reelway:error', listen);
});
afterEach(() => unsubscribe('reelway:error', listen));

describe('an error tracker', () => {
  const error = new Error('boom');

  it.each<[string, () => void, LoggedError]>([
    [
      'with its error',
      () => logger.error('It failed.', { exportId: 'exp_1', error }),
      { message: 'It failed.', error },
    ],
    ['given as it is', () => logger.error('It failed.', error), { message: 'It failed.', error }],
    ['without one', () => logger.error('It failed.', { id: 1 }), { message: 'It failed.', error: null }],
    [
      'that is an object',
      () => logger.error({ message: 'It failed.', error }),
      { message: 'It failed.', error },
    ],
  ])('hears of what is logged as an error, %s, and of no other detail', (_name, log, expected) => {
    log();
    expect(heard).toEqual([expected]);
    expect(lines).toHaveBeenCalledTimes(1);
  });

  it('hears nothing of warnings', () => {
    logger.warn('Take care.', { error });
    expect(heard).toEqual([]);
  });

  describe('of a queue', () => {
    const message = 'A message could not be handled; the queue delivers it again.';
    const record = (messageId: string) => ({ messageId, body: '{}', eventSource: 'aws:sqs' }) as SQSRecord;
    const handle = queueHandler(({ messageId }) => {
      return messageId === 'bad' ? Promise.reject(error) : Promise.resolve();
    });
    const invoke = async (...ids: string[]) =>
      handle({ Records: ids.map(record) }, {} as Context, () => undefined);

    it('hears of a message that could not be handled, which is given back', async () => {
      expect(await invoke('good', 'bad')).toEqual({ batchItemFailures: [{ itemIdentifier: 'bad' }] });
      expect(heard).toEqual([{ message, error }]);
    });

    it('hears of the only message of a batch, and the invocation fails without its reasons', async () => {
      const failed: unknown = await invoke('bad').catch((reason: unknown) => reason);
      expect(inspect(failed)).toMatch(/^Error: No message of the batch could be handled\./);
      expect(inspect(failed)).not.toContain(error.message);
      expect(heard).toEqual([{ message, error }]);
    });

    it('hears nothing of those that could', async () => {
      expect(await invoke('good')).toEqual({ batchItemFailures: [] });
      expect(heard).toEqual([]);
    });
  });
});
