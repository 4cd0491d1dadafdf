import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { SQSRecord } from 'aws-lambda';
import { queueProcessor } from './batch';
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

  it('hears of a message of a queue that could not be handled, which is given back', async () => {
    const processor = queueProcessor();
    const record = { messageId: 'm1', body: '{}', eventSource: 'aws:sqs' } as SQSRecord;
    processor.register([record], () => Promise.reject(error), { throwOnFullBatchFailure: false });
    await processor.process();
    expect(processor.response()).toEqual({ batchItemFailures: [{ itemIdentifier: 'm1' }] });
    const message = 'A message could not be handled; the queue delivers it again.';
    expect(heard).toEqual([{ message, error }]);
  });
});
