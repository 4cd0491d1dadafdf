import { soundInTime, withSoundInTime } from './sound';

const SOUND = {
  input: ['-itsoffset', '-0.0213333333', '-i', '/tmp/audio.aac'],
  output: ['-t', '1.5000000', '-bsf:a', "setts=duration='min(DURATION,round(1.5000000/TB)-PTS)'"],
};

describe('sound in time', () => {
  it('begins 1024 samples earlier, and its last packet ends with the picture', () => {
    expect(soundInTime('/tmp/audio.aac', 1.5)).toEqual(SOUND);
  });

  it('is what Remotion puts beside a picture', () => {
    const args = ['-i', 'pre.mp4', '-i', '/tmp/audio.aac', '-c:a', 'copy', '-c:v', 'copy', '-y', 'out.mp4'];
    expect(withSoundInTime(args, 1.5)).toEqual([
      ...['-i', 'pre.mp4', ...SOUND.input, ...SOUND.output, '-c:a', 'copy', '-c:v', 'copy', '-y', 'out.mp4'],
    ]);
  });

  it.each([
    ['without sound', ['-i', 'pre.mp4', '-an', '-c:v', 'copy', '-y', 'out.mp4']],
    ['with another sound', ['-i', 'pre.webm', '-i', 'audio.opus', '-c:a', 'copy', '-y', 'out.webm']],
    [
      'that encodes a picture',
      ['-r', '30', '-f', 'image2pipe', '-i', '-', '-c:v', 'libx264', '-y', 'pre.mp4'],
    ],
    ['that encodes sound', ['-i', 'merged.wav', '-c:a', 'aac', '-f', 'adts', '-y', 'audio.aac']],
  ])('is left to a call %s', (_what, args) => {
    expect(withSoundInTime(args, 1.5)).toBe(args);
  });
});
