import type { Form } from './port.ts';

/* What the station and the thread that draws tell each other. */

export interface ToRender {
  readonly id: number;
  readonly job: { readonly document: string; readonly data: unknown; readonly copy: number };
  readonly as: Form;
}

export type FromRender =
  | { readonly id: number; readonly ok: true; readonly bytes: Uint8Array }
  | { readonly id: number; readonly ok: false; readonly problem: string };

export const RENDER_START = { task: 'pickspan paper' } as const;

export const isRenderStart = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'task' in data && data.task === RENDER_START.task;
