import type { KeyStroke, ScannerEvent, ScannerOutput } from '../../../src/renderer/scanner/events.ts';
import { feed } from '../../../src/renderer/scanner/feed.ts';
import { deadline, startScanner } from '../../../src/renderer/scanner/scanner-state.ts';
import { SCANNER_DEFAULTS, type ScannerSettings } from '../../../src/shared/scanner-settings.ts';

export interface Run {
  readonly outputs: readonly ScannerOutput[];
  /** The keys going down that reached the page. */
  readonly reached: readonly KeyStroke[];
  readonly swallowed: readonly KeyStroke[];
}

/** Feeds events as the adapter does, with a tick whenever one is due, and a last one long after the end. */
export function runScanner(events: readonly ScannerEvent[], settings: Partial<ScannerSettings> = {}): Run {
  let state = startScanner({ ...SCANNER_DEFAULTS, ...settings });
  const outputs: ScannerOutput[] = [];
  const reached: KeyStroke[] = [];
  const swallowed: KeyStroke[] = [];
  const give = (event: ScannerEvent): void => {
    const fed = feed(state, event);
    state = fed.state;
    outputs.push(...fed.outputs);
    if (event.kind === 'down') (fed.swallow ? swallowed : reached).push(event);
  };
  const tickUntil = (t: number): void => {
    for (let due = deadline(state); due !== undefined && due < t; due = deadline(state)) give({ kind: 'tick', t: due });
  };
  for (const event of events) {
    tickUntil(event.t);
    give(event);
  }
  tickUntil(Infinity);
  return { outputs, reached, swallowed };
}

/** The outputs in short: `scan ABC`, `incomplete ABC (silence)`, `key a`; without `armed`. */
export function inShort(outputs: readonly ScannerOutput[]): string[] {
  return outputs
    .filter(({ kind }) => kind !== 'armed')
    .map((output) => {
      if (output.kind === 'scan') return ['scan', output.text, ...output.doubts].join(' ');
      if (output.kind === 'incomplete' || output.kind === 'discarded') {
        return `${output.kind} ${output.text} (${output.reason})`;
      }
      if (output.kind === 'key') return `key ${output.stroke.key}${output.replay ? ' replayed' : ''}`;
      return output.kind === 'typed'
        ? `typed ${output.text}`
        : `${output.kind} ${output.kind === 'listening' && output.on}`;
    });
}
