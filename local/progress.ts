import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';
import colors from 'picocolors';
import type { ExportState } from './client';

/** What of an export is shown while it renders. */
export type ShownState = Pick<ExportState, 'status' | 'progress' | 'estimatedSecondsLeft'>;

/** Shows how far one export is. */
export interface ProgressDisplay {
  /** Takes each state as it comes. Nothing moves any more after the first one that is an end. */
  show(state: ShownState): void;
  /** Leaves the terminal as it was; harmless when repeated. */
  stop(): void;
}

/** A terminal, or whatever the output is sent to instead: a file, a pipe, the log of a build. */
export type Output = Writable & { readonly isTTY?: boolean };

/** Whether an export comes to no other state after this one. */
export const hasEnded = ({ status }: Pick<ShownState, 'status'>): boolean =>
  status === 'COMPLETED' || status === 'FAILED' || status === 'CANCELLED';

/** A bar with a clock on a terminal; elsewhere one line for each state that says something new. */
export const showProgress = (output: Output, created: ShownState): ProgressDisplay =>
  output.isTTY ? progressBar(output, created) : progressLines(output, created);

const percentOf = ({ progress }: ShownState): number => Math.round(progress * 100);

/** How long an export has taken, and may still take. */
function timesSince(begun: number, { estimatedSecondsLeft: left }: ShownState) {
  return {
    seconds: ((Date.now() - begun) / 1000).toFixed(1),
    left: left === null ? '' : colors.dim(`, about ${Math.ceil(left)} s left`),
  };
}

const paddedStatus = ({ status }: ShownState): string => status.padEnd('RENDERING'.length);

/** Milliseconds between two looks at the clock. It moves on between messages, so that nobody thinks it hangs. */
const CLOCK_MS = 200;

function progressBar(output: Output, created: ShownState): ProgressDisplay {
  const bar = new SingleBar({
    stream: output,
    format: `  {status}  ${colors.cyan('{bar}')}  {percentage}%  {seconds} s{left}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 32,
    hideCursor: true,
  });
  const begun = Date.now();
  const shown = (state: ShownState) => ({ status: paddedStatus(state), ...timesSince(begun, state) });
  let last = created;
  bar.start(100, percentOf(created), shown(created));
  const draw = () => bar.update(percentOf(last), shown(last));
  const ticking = setInterval(draw, CLOCK_MS);
  const stop = () => {
    clearInterval(ticking);
    bar.stop();
  };
  return {
    show(state) {
      if (hasEnded(last)) return;
      last = state;
      draw();
      if (hasEnded(state)) stop();
    },
    stop,
  };
}

function progressLines(output: Output, created: ShownState): ProgressDisplay {
  const begun = Date.now();
  let before = '';
  const show = (state: ShownState) => {
    const news = `${paddedStatus(state)}  ${String(percentOf(state)).padStart(3)}%`;
    // The clock alone is no news: a file or a log keeps every line.
    if (news === before) return;
    before = news;
    const { seconds, left } = timesSince(begun, state);
    output.write(`  ${news}  ${seconds} s${left}\n`);
  };
  show(created);
  return { show, stop: () => undefined };
}
