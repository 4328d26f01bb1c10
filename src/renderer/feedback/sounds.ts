import type { Sound } from '../../shared/answers.ts';
import { CART_COLUMNS } from '../../shared/slots.ts';

/*
 * Four sounds told apart without looking, by rhythm and direction as much as by pitch, so that neither a hall nor an
 * older ear takes one for the other: one short high tick; three rising; two that alternate; two low and rough.
 */

interface Tone {
  /** Hertz. */
  readonly pitch: number;
  /** Seconds after the first, and how long. */
  readonly at: number;
  readonly length: number;
  readonly wave: OscillatorType;
  /** 0 to 1: a rough wave is louder than a smooth one of the same height. */
  readonly gain: number;
}

const tone = (pitch: number, at: number, length: number, wave: OscillatorType, gain: number): Tone => ({
  pitch,
  at,
  length,
  wave,
  gain,
});

export const SOUNDS: Readonly<Record<Sound, readonly Tone[]>> = {
  ok: [tone(1760, 0, 0.09, 'triangle', 0.9)],
  done: [
    tone(1047, 0, 0.1, 'triangle', 0.9),
    tone(1319, 0.1, 0.1, 'triangle', 0.9),
    tone(1568, 0.2, 0.24, 'triangle', 0.9),
  ],
  attention: [
    tone(740, 0, 0.14, 'triangle', 1),
    tone(554, 0.16, 0.14, 'triangle', 1),
    tone(740, 0.32, 0.14, 'triangle', 1),
    tone(554, 0.48, 0.14, 'triangle', 1),
  ],
  error: [tone(185, 0, 0.22, 'sawtooth', 0.75), tone(139, 0.28, 0.42, 'sawtooth', 0.75)],
};

/** Long enough that a tone neither clicks when it starts nor when it ends. */
const EDGE_S = 0.008;

let context: AudioContext | undefined;
let playing: OscillatorNode[] = [];

/** Rows of the cart, from the first: each higher than the last, far enough apart to be told by ear. */
const ROW_PITCHES = [523, 659, 784, 1047, 1319, 1568];

/** A slot to the ear: as many ticks as its column, as high as its row. */
function slotTones(slot: number, from: number): Tone[] {
  const row = Math.floor((slot - 1) / CART_COLUMNS);
  const column = ((slot - 1) % CART_COLUMNS) + 1;
  const pitch = ROW_PITCHES[row % ROW_PITCHES.length] ?? 523;
  return Array.from({ length: column }, (_, at) => tone(pitch, from + at * 0.13, 0.08, 'square', 0.35));
}

/** A pause between what an answer is and where its unit goes. */
const PAUSE_S = 0.1;

/** Plays a sound at once; one that still plays gives way. A machine without sound is no reason to stop. */
export function play(sound: Sound, volume: number, slot?: number): void {
  try {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    for (const oscillator of playing) oscillator.stop();
    const audio = context;
    const end = Math.max(...SOUNDS[sound].map(({ at, length }) => at + length));
    const place = slot === undefined ? [] : slotTones(slot, end + PAUSE_S);
    playing = [...SOUNDS[sound], ...place].map((each) => playTone(audio, each, volume));
  } catch {
    context = undefined;
  }
}

function playTone(audio: AudioContext, { pitch, at, length, wave, gain }: Tone, volume: number): OscillatorNode {
  const start = audio.currentTime + at;
  const oscillator = new OscillatorNode(audio, { type: wave, frequency: pitch });
  const loudness = new GainNode(audio, { gain: 0 });
  loudness.gain.setValueAtTime(0, start);
  loudness.gain.linearRampToValueAtTime(gain * volume, start + EDGE_S);
  loudness.gain.setValueAtTime(gain * volume, start + length - EDGE_S);
  loudness.gain.linearRampToValueAtTime(0, start + length);
  oscillator.connect(loudness).connect(audio.destination);
  oscillator.start(start);
  oscillator.stop(start + length);
  return oscillator;
}
