import { Audio } from '@remotion/media';
import { Sequence } from 'remotion';
import type { SoundInputs } from '../../catalog';
import { musicVolumeAt } from '../../sound';
import { resolveAsset } from './assets';

/** What lies underneath the whole video, and what is spoken in its scenes. */
export const Sound = ({ fps, durationInFrames, music, narrations }: SoundInputs) => (
  <>
    {music === null ? null : (
      // `extend` counts frames on through the repeats, so that a short loop does not fade at each of its ends.
      <Audio
        src={resolveAsset(music.src)}
        loop={music.loop}
        loopVolumeCurveBehavior="extend"
        volume={(frame) => musicVolumeAt(frame, fps, durationInFrames, music)}
      />
    )}
    {narrations.map(({ src, volume, from, durationInFrames: frames }) => (
      <Sequence key={from} name="Narration" from={from} durationInFrames={frames} layout="none">
        <Audio src={resolveAsset(src)} volume={volume} />
      </Sequence>
    ))}
  </>
);
