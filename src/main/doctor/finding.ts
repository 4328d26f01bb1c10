/** What an examination found about one thing. `note` is worth knowing and keeps nobody from working; `problem` is. */
export interface Finding {
  readonly check:
    | 'folder'
    | 'settings'
    | 'database'
    | 'numbers'
    | 'printers'
    | 'events'
    | 'endpoint'
    | 'clock'
    | 'disk';
  readonly state: 'ok' | 'note' | 'problem';
  /** What there is, in a sentence. */
  readonly what: string;
  /** What to do about it; null where nothing has to be done. */
  readonly todo: string | null;
}

type Check = Finding['check'];

export const ok = (check: Check, what: string): Finding => ({ check, state: 'ok', what, todo: null });
export const note = (check: Check, what: string, todo: string): Finding => ({ check, state: 'note', what, todo });
export const problem = (check: Check, what: string, todo: string): Finding => ({ check, state: 'problem', what, todo });
