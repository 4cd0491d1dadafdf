// Synthesizes the sample's music, six seconds at 120 beats per minute, as a WAV file on stdout.
// ../README.md says how it becomes music.mp3.

const SAMPLE_RATE = 44_100;
const BEAT_SECONDS = 0.5;
const SECONDS = 6;

const left = new Float64Array(SAMPLE_RATE * SECONDS);
const right = new Float64Array(SAMPLE_RATE * SECONDS);

type Note = {
  startBeat: number;
  midi: number;
  lengthBeats: number;
  gain: number;
  /** -1 left to 1 right. */
  pan: number;
  attackSeconds: number;
  /** Seconds in which the tone falls to 37 %. */
  decaySeconds: number;
  /** Strength of each harmonic, the fundamental first. */
  harmonics: number[];
};

/** Adds one note; what would ring on past the end is cut, where the render fades out anyway. */
const play = (note: Note): void => {
  const frequency = 440 * 2 ** ((note.midi - 69) / 12);
  const start = Math.round(note.startBeat * BEAT_SECONDS * SAMPLE_RATE);
  const held = note.lengthBeats * BEAT_SECONDS;
  const releaseSeconds = 0.25;
  const end = Math.min(left.length, start + Math.round((held + releaseSeconds) * SAMPLE_RATE));
  for (let index = start; index < end; index += 1) {
    const seconds = (index - start) / SAMPLE_RATE;
    const attack = Math.min(1, seconds / note.attackSeconds);
    const release = Math.min(1, (held + releaseSeconds - seconds) / releaseSeconds);
    const level = note.gain * attack * release * Math.exp(-seconds / note.decaySeconds);
    let tone = 0;
    note.harmonics.forEach((strength, harmonic) => {
      // The upper harmonics die first, as they do on a string.
      const fading = Math.exp(-seconds * harmonic * 1.4);
      tone += strength * fading * Math.sin(2 * Math.PI * frequency * (harmonic + 1) * seconds);
    });
    left[index]! += level * tone * Math.sqrt((1 - note.pan) / 2);
    right[index]! += level * tone * Math.sqrt((1 + note.pan) / 2);
  }
};

// The chords change where the sample's scenes do: after four beats and after nine. D major 9, G major 9, D add 9.
const chords = [
  { startBeat: 0, lengthBeats: 4, bass: 38, tones: [57, 61, 64, 66] },
  { startBeat: 4, lengthBeats: 5, bass: 43, tones: [55, 59, 62, 66] },
  { startBeat: 9, lengthBeats: 3, bass: 38, tones: [54, 57, 62, 64] },
];

for (const { startBeat, lengthBeats, bass, tones } of chords) {
  const held = { startBeat, lengthBeats };
  play({
    ...held,
    midi: bass,
    gain: 0.2,
    pan: 0,
    attackSeconds: 0.02,
    decaySeconds: 2.4,
    harmonics: [1, 0.35, 0.12],
  });
  tones.forEach((midi, index) => {
    const pan = index / 2 - 0.75;
    play({
      ...held,
      midi,
      gain: 0.05,
      pan,
      attackSeconds: 0.35,
      decaySeconds: 6,
      harmonics: [1, 0.3, 0.2, 0.08],
    });
  });
  const climb = [0, 1, 2, 3, 2, 1];
  for (let step = 0; step < lengthBeats * 2; step += 1) {
    const midi = tones[climb[step % climb.length]!]! + 12;
    const gain = step % 2 === 0 ? 0.13 : 0.09;
    const pan = step % 2 === 0 ? -0.35 : 0.35;
    play({
      startBeat: startBeat + step / 2,
      lengthBeats: 1.5,
      midi,
      gain,
      pan,
      attackSeconds: 0.004,
      decaySeconds: 0.38,
      harmonics: [1, 0.5, 0.16, 0.1],
    });
  }
}

/** Two repeats to the left and right, three eighths of a beat apart: a small room. */
const echo = (): void => {
  const delay = Math.round(0.75 * BEAT_SECONDS * SAMPLE_RATE);
  for (let index = delay; index < left.length; index += 1) {
    const fromRight = right[index - delay]!;
    right[index]! += 0.28 * left[index - delay]!;
    left[index]! += 0.28 * fromRight;
  }
};

/** 16-bit PCM, stereo, at 80 % of full scale. */
const wavFile = (): Buffer => {
  const peak = left.reduce((max, value, index) => Math.max(max, Math.abs(value), Math.abs(right[index]!)), 0);
  const data = Buffer.alloc(left.length * 4);
  left.forEach((value, index) => {
    data.writeInt16LE(Math.round((value / peak) * 26_214), index * 4);
    data.writeInt16LE(Math.round((right[index]! / peak) * 26_214), index * 4 + 2);
  });
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * 4, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
};

echo();
process.stdout.write(wavFile());
