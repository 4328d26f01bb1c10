import type { CheckName, Finding } from '../../shared/set-up.ts';

export type { Finding };

export const ok = (check: CheckName, what: string): Finding => ({ check, state: 'ok', what, todo: null });
export const note = (check: CheckName, what: string, todo: string): Finding => ({ check, state: 'note', what, todo });
export const problem = (check: CheckName, what: string, todo: string): Finding => ({
  check,
  state: 'problem',
  what,
  todo,
});
