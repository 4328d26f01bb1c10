/*
 * Scans of a serial scanner: bytes in, whole codes out. A scan is a line; what a broken line leaves behind is never one,
 * and nothing is dropped without being told. Opening the port is somebody else's.
 */

export interface SerialSettings {
  /** Bytes that end a scan. CR and LF by default, so that CR LF ends it once. */
  readonly terminators: readonly number[];
  /** The longest scan in bytes; 7,089 digits fit into a QR code. */
  readonly maxLength: number;
  /** How long a line may wait for its next byte, ms. */
  readonly silenceMs: number;
  /** For so long after a broken line whatever comes may be the rest of it, ms. */
  readonly quarantineMs: number;
}

export const SERIAL_DEFAULTS: SerialSettings = {
  terminators: [0x0d, 0x0a],
  maxLength: 8000,
  silenceMs: 300,
  quarantineMs: 1500,
};

export type SerialOutput =
  | { readonly kind: 'scan'; readonly text: string; readonly startedMs: number; readonly endedMs: number }
  | { readonly kind: 'incomplete'; readonly text: string; readonly reason: 'silence' }
  | {
      readonly kind: 'discarded';
      readonly text: string;
      readonly reason: 'after-incomplete' | 'too-long' | 'not-utf8';
    };

export interface SerialState {
  readonly settings: SerialSettings;
  readonly line: Line | undefined;
  readonly brokenMs: number | undefined;
}

interface Line {
  readonly bytes: readonly number[];
  readonly startedMs: number;
  readonly lastMs: number;
  readonly fault: 'after-incomplete' | 'too-long' | undefined;
}

export interface SerialFed {
  readonly state: SerialState;
  readonly outputs: readonly SerialOutput[];
}

export const startSerial = (settings: SerialSettings = SERIAL_DEFAULTS): SerialState => ({
  settings,
  line: undefined,
  brokenMs: undefined,
});

/** When {@link feedSerial} wants to be called with no bytes if none come before; undefined while no line waits. */
export const serialDeadline = ({ line, settings }: SerialState): number | undefined =>
  line === undefined ? undefined : line.lastMs + settings.silenceMs + 1;

/**
 * Takes the bytes that came together, or none when the deadline has passed.
 *
 * @param bytes as the port gave them, however they are cut; text is UTF-8, GS is the byte 0x1D
 * @param t when they came, ms of one clock
 */
export function feedSerial(state: SerialState, bytes: Uint8Array, t: number): SerialFed {
  const { settings } = state;
  const outputs: SerialOutput[] = [];
  let { line, brokenMs } = state;
  if (line !== undefined && t - line.lastMs > settings.silenceMs) {
    brokenMs = line.lastMs;
    outputs.push(broken(line));
    line = undefined;
  }
  for (const part of cut(bytes, settings.terminators)) {
    if (part.bytes.length > 0) {
      const rest = brokenMs !== undefined && t - brokenMs <= settings.quarantineMs;
      line ??= { bytes: [], startedMs: t, lastMs: t, fault: rest ? 'after-incomplete' : undefined };
      line = grow(line, part.bytes, t, settings.maxLength);
    }
    if (part.ended && line !== undefined) {
      outputs.push(whole(line, t));
      // Whatever was broken before ends here: the next byte is the first of something new.
      brokenMs = undefined;
      line = undefined;
    }
  }
  return { state: { settings, line, brokenMs }, outputs };
}

/** The bytes between terminators, and whether one follows. */
function cut(bytes: Uint8Array, terminators: readonly number[]): { bytes: number[]; ended: boolean }[] {
  const parts = [{ bytes: [] as number[], ended: false }];
  for (const byte of bytes) {
    const last = parts.at(-1);
    if (last === undefined) continue;
    if (!terminators.includes(byte)) last.bytes.push(byte);
    else {
      last.ended = true;
      parts.push({ bytes: [], ended: false });
    }
  }
  return parts;
}

function grow(line: Line, bytes: readonly number[], t: number, maxLength: number): Line {
  const all = [...line.bytes, ...bytes];
  const fault = line.fault ?? (all.length > maxLength ? 'too-long' : undefined);
  return { ...line, bytes: all.slice(0, maxLength), lastMs: t, fault };
}

function whole({ bytes, startedMs, fault }: Line, t: number): SerialOutput {
  if (fault !== undefined) return { kind: 'discarded', text: readable(bytes), reason: fault };
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
    return { kind: 'scan', text, startedMs, endedMs: Math.max(startedMs, t) };
  } catch {
    return { kind: 'discarded', text: readable(bytes), reason: 'not-utf8' };
  }
}

const broken = ({ bytes, fault }: Line): SerialOutput =>
  fault === undefined
    ? { kind: 'incomplete', text: readable(bytes), reason: 'silence' }
    : { kind: 'discarded', text: readable(bytes), reason: fault };

/** For people: what is no text shows as U+FFFD. */
const readable = (bytes: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(bytes));
