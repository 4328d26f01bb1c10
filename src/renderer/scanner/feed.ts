import type { ScannerSettings } from '../../shared/scanner-settings.ts';
import {
  addKey,
  doubtsOf,
  endBurst,
  factsOf,
  isScanner,
  isShortScan,
  isSlow,
  startBurst,
  withDoubt,
  type Burst,
  type BurstKey,
} from './burst.ts';
import { decode, decodeAltCode, UNREADABLE, type Decoded } from './decode.ts';
import type { DiscardReason, KeyStroke, ScannerEvent, ScannerOutput } from './events.ts';
import { QUARANTINE_MS, SILENCE_MS, type ScannerState } from './scanner-state.ts';

/** So many characters in a row and a terminator, outside of any field, are nobody's hotkeys. */
const SLOW_CODE_LENGTH = 4;

export interface Fed {
  readonly state: ScannerState;
  readonly outputs: readonly ScannerOutput[];
  /** The event must not reach the page. */
  readonly swallow: boolean;
}

/**
 * What one event makes of the scanner. Pure: time is only what the events bring.
 *
 * @param event keys in the order in which the window got them; a `tick` no earlier than `deadline` (scanner-state.ts) says
 */
export function feed(state: ScannerState, event: ScannerEvent): Fed {
  const turn = new Turn(state);
  turn.expire(event.t);
  switch (event.kind) {
    case 'tick':
      break;
    case 'blur':
      turn.blur();
      break;
    case 'focus':
      if (!turn.state.listening && turn.state.focusMs === undefined) turn.set({ focusMs: event.t });
      break;
    case 'down':
      turn.down(event);
      break;
    case 'up':
      turn.up(event);
      break;
  }
  return { state: turn.state, outputs: turn.outputs, swallow: turn.swallow };
}

// Times may step back a little; how far apart two of them are is all that counts.
const within = (t: number, since: number | undefined, ms: number): boolean =>
  since !== undefined && Math.abs(t - since) <= ms;

const keyId = ({ code, key }: KeyStroke): string => (code === '' ? key : code);

/** One call of {@link feed}: the state as it becomes, and what is told. */
class Turn {
  state: ScannerState;
  readonly outputs: ScannerOutput[] = [];
  swallow = false;

  constructor(state: ScannerState) {
    this.state = state;
  }

  set(change: Partial<ScannerState>): void {
    this.state = { ...this.state, ...change };
  }

  /** Ends what waited for a key that did not come in time. */
  expire(t: number): void {
    const { burst, heldPress, focusMs, settings } = this.state;
    if (burst?.armed === true && t - burst.activityMs > SILENCE_MS) this.breakOff(burst, 'silence');
    if (burst?.armed === false && t - burst.activityMs > settings.gapMs) this.lapse(burst);
    if (burst === undefined && heldPress !== undefined && t - heldPress.t > settings.gapMs) this.releasePress();
    if (focusMs !== undefined && t - focusMs > settings.gapMs) {
      this.set({ focusMs: undefined, listening: true });
      this.outputs.push({ kind: 'listening', on: true });
    }
  }

  blur(): void {
    const { burst, listening } = this.state;
    if (burst !== undefined) {
      if (burst.inField && !burst.armed) this.lapse(burst);
      else this.breakOff(burst, 'blur');
    }
    // Nobody will tell of keys that go up elsewhere.
    this.set({ swallowed: [], altCode: undefined, heldPress: undefined, focusMs: undefined, listening: false });
    if (listening) this.outputs.push({ kind: 'listening', on: false });
  }

  down(stroke: KeyStroke): void {
    const { settings, burst } = this.state;
    if (stroke.repeat) {
      this.swallow = burst?.armed === true || this.state.swallowed.includes(keyId(stroke));
      if (burst !== undefined) this.set({ burst: withDoubt(burst, 'key-held') });
      return;
    }
    this.take(decode(stroke, settings), stroke, stroke.t);
    if (this.swallow) this.set({ swallowed: [...this.state.swallowed, keyId(stroke)] });
  }

  up(stroke: KeyStroke): void {
    const id = keyId(stroke);
    this.swallow = this.state.swallowed.includes(id);
    this.set({ swallowed: this.state.swallowed.filter((other) => other !== id) });
    const { altCode, settings } = this.state;
    if (stroke.key !== 'Alt' || altCode === undefined) return;
    this.set({ altCode: undefined });
    const swallow = this.swallow;
    if (altCode.digits !== '') this.take(decodeAltCode(altCode.digits, settings), stroke, altCode.startedMs);
    this.swallow ||= swallow;
  }

  private take(decoded: Decoded, stroke: KeyStroke, fromMs: number): void {
    const { burst } = this.state;
    switch (decoded.as) {
      case 'modifier':
        if (stroke.key === 'Alt') this.set({ altCode: { digits: '', startedMs: stroke.t } });
        this.keepAlive(stroke.t);
        break;
      case 'alt-digit': {
        const { digits, startedMs } = this.state.altCode ?? { digits: '', startedMs: stroke.t };
        this.set({ altCode: { digits: digits + decoded.digit, startedMs } });
        this.keepAlive(stroke.t);
        break;
      }
      case 'text':
        this.addText({ text: decoded.text, fromMs, toMs: stroke.t, stroke }, undefined);
        break;
      case 'unreadable':
        this.addText({ text: UNREADABLE, fromMs, toMs: stroke.t, stroke }, decoded.why);
        break;
      case 'terminator':
        this.terminate(stroke);
        break;
      case 'control':
        if (burst === undefined) this.loneTerminator(stroke);
        else this.addText({ text: decoded.text, fromMs, toMs: stroke.t, stroke }, undefined);
        break;
      case 'other':
        this.otherKey(stroke);
        break;
    }
  }

  /** A modifier says nothing by itself, but a scanner that presses one is still at work. */
  private keepAlive(t: number): void {
    const { burst } = this.state;
    if (burst === undefined) return;
    this.set({ burst: { ...burst, activityMs: t } });
    this.swallow = burst.armed;
  }

  private addText(key: BurstKey, fault: DiscardReason | undefined): void {
    const before = this.state.burst;
    const grown = before === undefined ? this.beginBurst(key) : addKey(before, key);
    const burst = { ...grown, fault: grown.fault ?? fault };
    const armed = burst.armed || isScanner(burst) || this.beginsWithPrefix(burst);
    this.set({ burst: { ...burst, armed } });
    if (armed && before?.armed !== true) this.arm();
    // Space presses buttons. In a field it is only text, and goes again if it was a scanner's.
    this.swallow = armed || (!burst.inField && (key.text === ' ' || key.text === '\r'));
  }

  private arm(): void {
    this.set({ heldPress: undefined });
    this.outputs.push({ kind: 'armed' });
  }

  private beginsWithPrefix(burst: Burst): boolean {
    const { prefix } = this.state.settings;
    return prefix !== '' && burst.text.startsWith(prefix);
  }

  private beginBurst(key: BurstKey): Burst {
    const { stray } = this.state;
    const keyBefore = stray?.typed === true && within(key.fromMs, stray.t, QUARANTINE_MS);
    return { ...startBurst(key, this.faultAtStart(key.fromMs)), doubts: keyBefore ? ['key-before'] : [] };
  }

  /** A burst that begins now may lack its beginning; then it is no scan, however well it ends. */
  private faultAtStart(t: number): DiscardReason | undefined {
    const { focusMs, settings, stray } = this.state;
    if (this.isQuarantined(t)) return 'after-incomplete';
    if (within(t, focusMs, settings.gapMs)) return 'after-focus';
    const strayMs = stray?.typed === true ? SILENCE_MS : settings.gapMs;
    return within(t, stray?.t, strayMs) ? 'mixed-with-typing' : undefined;
  }

  private isQuarantined(t: number): boolean {
    return within(t, this.state.brokenMs, QUARANTINE_MS);
  }

  private terminate(stroke: KeyStroke): void {
    const { burst, settings } = this.state;
    if (burst === undefined) return this.loneTerminator(stroke);
    if (!burst.armed) {
      if (!isShortScan(burst, stroke.t, settings.gapMs)) {
        this.lapse(burst);
        return this.loneTerminator(stroke);
      }
      this.arm();
    }
    this.finish(endBurst(burst, stroke.t), stroke);
  }

  private finish(burst: Burst, stroke: KeyStroke): void {
    const { settings } = this.state;
    const facts = factsOf(burst);
    this.swallow = true;
    // Whatever was broken before, here is where it ends: the next key is the first of something new.
    this.set({ burst: undefined, brokenMs: undefined, stray: undefined, scanEndMs: stroke.t });
    if (burst.fault !== undefined && burst.fault !== 'mixed-with-typing') {
      this.outputs.push({ ...facts, kind: 'discarded', reason: burst.fault });
    } else if (isSlow(burst, settings.gapMs)) {
      if (!burst.inField) return void this.outputs.push({ ...facts, kind: 'incomplete', reason: 'too-slow' });
      this.set({ scanEndMs: undefined });
      this.giveBack(burst);
      this.loneTerminator(stroke);
    } else if (burst.fault !== undefined) {
      this.outputs.push({ ...facts, kind: 'discarded', reason: burst.fault });
    } else {
      this.outputs.push(this.unwrap(burst));
    }
  }

  /** Takes the prefix and suffix off that the scanner is set up to add. */
  private unwrap(burst: Burst): ScannerOutput {
    const { prefix, suffix } = this.state.settings;
    const facts = factsOf(burst);
    if (!facts.text.startsWith(prefix)) return { ...facts, kind: 'discarded', reason: 'prefix-missing' };
    const text = facts.text.slice(prefix.length);
    if (!text.endsWith(suffix)) return { ...facts, kind: 'discarded', reason: 'suffix-missing' };
    return { ...facts, text: text.slice(0, text.length - suffix.length), kind: 'scan', doubts: doubtsOf(burst) };
  }

  private giveBack(burst: Burst): void {
    this.set({ stray: { t: burst.activityMs, typed: true, text: '', startedMs: burst.startedMs } });
    this.outputs.push({ kind: 'typed', text: burst.text });
  }

  /** An armed burst, or one cut off by the window's leaving, that has no terminator and will get none. */
  private breakOff(burst: Burst, reason: 'silence' | 'blur'): void {
    this.set({ burst: undefined });
    if (reason === 'silence' && isTyping(burst, this.state.settings)) return this.giveBack(burst);
    this.set({ brokenMs: burst.activityMs });
    const facts = factsOf(burst);
    if (burst.fault === 'after-incomplete' || burst.fault === 'after-focus') {
      this.outputs.push({ ...facts, kind: 'discarded', reason: burst.fault });
    } else this.outputs.push({ ...facts, kind: 'incomplete', reason });
  }

  /** Too few keys, too far apart: a person's. They have reached the field, or are hotkeys. */
  private lapse(burst: Burst): void {
    this.releasePress();
    const run = burst.fault === 'mixed-with-typing' && !burst.inField ? this.state.stray : undefined;
    const text = burst.inField ? '' : (run?.text ?? '') + burst.text;
    const startedMs = run?.startedMs ?? burst.startedMs;
    this.set({ burst: undefined, stray: { t: burst.activityMs, typed: true, text, startedMs } });
    if (burst.inField) return;
    for (const stroke of burst.strokes) {
      const replay = stroke.key === ' ' || stroke.key === 'Enter';
      if (stroke.kind === 'down') this.outputs.push({ kind: 'key', stroke, replay });
    }
  }

  private releasePress(): void {
    const { heldPress } = this.state;
    if (heldPress === undefined) return;
    this.set({ heldPress: undefined });
    this.outputs.push({ kind: 'key', stroke: heldPress, replay: true });
  }

  /** A key that could end a scan, and no scan to end. */
  private loneTerminator(stroke: KeyStroke): void {
    const { settings, scanEndMs, focusMs, stray } = this.state;
    const { t } = stroke;
    // CR and LF, or the late end of what was broken: the scanner's, whatever has the focus.
    if (within(t, scanEndMs, settings.gapMs) || this.isQuarantined(t) || within(t, focusMs, settings.gapMs)) {
      this.swallow = true;
    } else if (stray !== undefined && stray.text.length >= SLOW_CODE_LENGTH && within(t, stray.t, SILENCE_MS)) {
      this.swallow = true;
      this.set({ stray: undefined });
      const { text, startedMs } = stray;
      this.outputs.push({ kind: 'incomplete', reason: 'too-slow', text, startedMs, endedMs: t, gapsMs: [] });
    } else if (stroke.key === 'Enter' && !stroke.shift && !stroke.ctrl && !stroke.alt && !stroke.meta) {
      // Some scanners send Enter before the code, where it would press what has the focus.
      this.releasePress();
      this.set({ heldPress: stroke });
      this.swallow = true;
    } else {
      this.outputs.push({ kind: 'key', stroke, replay: false });
    }
  }

  private otherKey(stroke: KeyStroke): void {
    const { burst } = this.state;
    if (burst?.armed === true) {
      this.set({ burst: { ...burst, activityMs: stroke.t, fault: burst.fault ?? 'unexpected-key' } });
      this.swallow = true;
      return;
    }
    if (burst === undefined) this.set({ stray: { t: stroke.t, typed: false, text: '', startedMs: stroke.t } });
    else this.lapse(burst);
    this.outputs.push({ kind: 'key', stroke, replay: false });
  }
}

/** Whether a burst in a field that got no terminator was a person's after all. */
function isTyping(burst: Burst, { gapMs }: ScannerSettings): boolean {
  const sound = burst.fault === undefined || burst.fault === 'mixed-with-typing';
  return burst.inField && sound && (isSlow(burst, gapMs) || !isScanner(burst));
}
