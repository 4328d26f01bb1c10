import type { ReactNode } from 'react';
import type { View } from '../../shared/views.ts';
import { Prompt } from './prompt.tsx';
import './stage.css';

interface Props {
  readonly view: View;
  /** Where in the job this is. */
  readonly where: string;
  readonly children: ReactNode;
}

/** The middle of a screen: the next action, and below it whatever it needs. */
export function Stage({ view, where, children }: Props) {
  return (
    <main className="stage" data-kind={view.kind}>
      <Prompt expect={view.expect} where={where} say={view.say} />
      {children}
    </main>
  );
}
