import * as z from 'zod';
import { assetReferenceSchema, once, requiredOr } from './fields';

const between = (min: number, max: number) => {
  const message = `must be a number from ${min} to ${max}`;
  return z
    .number({ error: requiredOr(message) })
    .min(min, message)
    .max(max, message);
};

/** How loud a sound is: 0 is silent, 1 is as loud as its file. */
export const volumeSchema = once(() => between(0, 1));

/** The sound underneath a whole video. */
export const audioSchema = once(() =>
  z.strictObject(
    {
      url: assetReferenceSchema(),
      volume: volumeSchema().optional(),
      fadeInSeconds: between(0, 60).optional(),
      fadeOutSeconds: between(0, 60).optional(),
      /** Starts over until the video ends. */
      loop: z.boolean('must be true or false').optional(),
      ducking: z
        .strictObject(
          {
            /** What is left of the volume while somebody speaks. */
            volume: volumeSchema().optional(),
          },
          { error: (issue) => (issue.code === 'invalid_type' ? 'must be an object' : undefined) },
        )
        .optional(),
    },
    { error: (issue) => (issue.code === 'invalid_type' ? 'must be an object with a url' : undefined) },
  ),
);

/** The sound underneath a whole video. */
export type AudioSettings = z.infer<ReturnType<typeof audioSchema>>;

/** Where somebody speaks, in frames of the video. */
export type Span = { readonly from: number; readonly durationInFrames: number };

/** The sound underneath a whole video, with nothing left open, and where it makes room for others. */
export type Music = {
  src: string;
  volume: number;
  fadeInSeconds: number;
  fadeOutSeconds: number;
  loop: boolean;
  /** What is left of the volume within {@link voices}. */
  duckedVolume: number;
  voices: Span[];
};

/** What holds where {@link AudioSettings} say nothing. */
export const AUDIO_DEFAULTS = {
  volume: 0.85,
  fadeInSeconds: 0.4,
  fadeOutSeconds: 1.2,
  /** 12 dB less: speech stays clear, and the music does not seem to stop. */
  duckedVolume: 0.25,
} as const;

/** Ramps of the ducking: it has happened when somebody begins to speak, and is undone slowly. */
export const DUCKING_SECONDS = { down: 0.3, up: 0.6 } as const;

/** Fills up the settings of the sound underneath. */
export const musicOf = ({ url, ducking, ...audio }: AudioSettings, voices: readonly Span[]): Music => ({
  src: url,
  volume: audio.volume ?? AUDIO_DEFAULTS.volume,
  fadeInSeconds: audio.fadeInSeconds ?? AUDIO_DEFAULTS.fadeInSeconds,
  fadeOutSeconds: audio.fadeOutSeconds ?? AUDIO_DEFAULTS.fadeOutSeconds,
  loop: audio.loop ?? true,
  duckedVolume: ducking?.volume ?? AUDIO_DEFAULTS.duckedVolume,
  voices: [...voices],
});

/**
 * Volume (0 to 1) of the sound underneath in a frame of the video: it fades at the two ends, and gives way to voices. Pure, so
 * that every render worker hears the same.
 */
export const musicVolumeAt = (
  frame: number,
  fps: number,
  durationInFrames: number,
  music: Omit<Music, 'src' | 'loop'>,
): number => {
  // Neither fade may take more than a third of a short video.
  const fadeIn = Math.min(music.fadeInSeconds * fps, durationInFrames / 3);
  const fadeOut = Math.min(music.fadeOutSeconds * fps, durationInFrames / 3);
  const sinceStart = fadeIn === 0 ? 1 : frame / fadeIn;
  const untilEnd = fadeOut === 0 ? 1 : (durationInFrames - 1 - frame) / fadeOut;
  const faded = Math.max(0, Math.min(sinceStart, untilEnd, 1));
  return music.volume * faded * duckingAt(frame, fps, music);
};

/** What is left of the volume in a frame, from `duckedVolume` where somebody speaks to 1 where nobody does. */
export const duckingAt = (
  frame: number,
  fps: number,
  { duckedVolume, voices }: Pick<Music, 'duckedVolume' | 'voices'>,
): number => {
  let loudest = 0;
  for (const { from, durationInFrames } of voices) {
    const before = (from - frame) / (DUCKING_SECONDS.down * fps);
    const after = (frame - (from + durationInFrames - 1)) / (DUCKING_SECONDS.up * fps);
    loudest = Math.max(loudest, 1 - Math.max(before, after, 0));
  }
  return 1 - (1 - duckedVolume) * loudest;
};
