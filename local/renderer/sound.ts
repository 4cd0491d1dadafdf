/** Silence that FFmpeg's AAC encoder puts before the sound, in samples. */
const PRIMING_SAMPLES = 1024;
/** Remotion's default, in hertz. */
const SAMPLE_RATE = 48_000;

/**
 * FFmpeg's options before an input of AAC, so that its sound begins with the picture. Remotion keeps encoded sound in ADTS,
 * which cannot say that its beginning is the encoder's own silence, so the sound of its MP4 files is 21 ms late. Moved ahead
 * by that, players skip it.
 */
const INPUT = ['-itsoffset', `-${(PRIMING_SAMPLES / SAMPLE_RATE).toFixed(10)}`];

/**
 * FFmpeg's options for an output of so many seconds, so that its sound ends with the picture. AAC comes in packets of 1024
 * samples, of which Remotion's files have one or two more than the picture lasts: up to 64 ms.
 */
function output(seconds: number): string[] {
  const end = seconds.toFixed(7);
  return ['-t', end, '-bsf:a', `setts=duration='min(DURATION,round(${end}/TB)-PTS)'`];
}

/** FFmpeg's options that take the sound of an MP4 file from a file of AAC. It lasts exactly as long as the picture. */
export const soundInTime = (file: string, seconds: number) => ({
  input: [...INPUT, '-i', file],
  output: output(seconds),
});

/** Remotion's arguments for FFmpeg, where they put picture and AAC together, with the sound in time; others unchanged. */
export function withSoundInTime(args: string[], seconds: number): string[] {
  const copy = args.findIndex((arg, index) => arg === '-c:a' && args[index + 1] === 'copy');
  const file = args[copy - 1];
  if (copy < 0 || args[copy - 2] !== '-i' || file?.endsWith('.aac') !== true) return args;
  const sound = soundInTime(file, seconds);
  return [...args.slice(0, copy - 2), ...sound.input, ...sound.output, ...args.slice(copy)];
}
