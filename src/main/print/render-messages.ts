import type { Form } from './port.ts';

/* What the station and the thread that draws tell each other. */

export interface ToRender {
  readonly job: { readonly document: string; readonly data: unknown; readonly copy: number };
  readonly as: Form;
}

export const RENDER_START = { task: 'pickspan paper' } as const;

export const isRenderStart = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'task' in data && data.task === RENDER_START.task;
