import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { showProgress, type ShownState } from './progress';

const state = (status: ShownState['status'], progress: number, left: number | null = null): ShownState => ({
  status,
  progress,
  estimatedSecondsLeft: left,
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** An output, and what was written to it until now, without colours. */
function recorded(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 120 });
  const written: string[] = [];
  stream.write = (chunk: unknown) => written.push(String(chunk)) > 0;
  return { stream, text: () => stripVTControlCharacters(written.join('')) };
}

describe('progress without a terminal', () => {
  it('is a line for each status and each percent, and none when only time has passed', () => {
    const { stream, text } = recorded(false);
    const display = showProgress(stream, state('PENDING', 0));
    jest.advanceTimersByTime(1500);
    display.show(state('PENDING', 0));
    display.show(state('RENDERING', 0, 12));
    jest.advanceTimersByTime(5000);
    display.show(state('RENDERING', 0.361, 8.2));
    jest.advanceTimersByTime(60_000);
    display.show(state('RENDERING', 0.3612, 9));
    display.show(state('COMPLETED', 1));
    // The thumbnail is made after the end, and gives the export another version.
    jest.advanceTimersByTime(60_000);
    display.show(state('COMPLETED', 1));
    display.stop();
    expect(text()).toBe(
      [
        '  PENDING      0%  0.0 s',
        '  RENDERING    0%  1.5 s, about 12 s left',
        '  RENDERING   36%  6.5 s, about 9 s left',
        '  COMPLETED  100%  66.5 s',
        '',
      ].join('\n'),
    );
  });

  it('is what the API says of an export that had ended before', () => {
    const { stream, text } = recorded(false);
    showProgress(stream, state('COMPLETED', 1)).stop();
    expect(text()).toBe('  COMPLETED  100%  0.0 s\n');
  });
});

describe('progress on a terminal', () => {
  it('moves on with the clock until the export has ended, and never after', () => {
    const { stream, text } = recorded(true);
    const display = showProgress(stream, state('PENDING', 0));
    display.show(state('RENDERING', 0.5, 3));
    jest.advanceTimersByTime(2000);
    const rendering = text();
    expect(rendering).toContain('RENDERING');
    expect(rendering).toContain('2.0 s, about 3 s left');
    display.show(state('COMPLETED', 1));
    const ended = text();
    expect(ended).toContain('COMPLETED');
    expect(ended).toContain('100%  2.0 s');
    jest.advanceTimersByTime(60_000);
    display.show(state('COMPLETED', 1));
    display.stop();
    expect(text()).toBe(ended);
  });
});
