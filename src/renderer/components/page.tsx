import { useEffect, useRef, type ReactNode } from 'react';
import './page.css';

interface Props {
  readonly name: string;
  readonly title: ReactNode;
  /** What is said or can be done beside the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A page beside the work: its title, and a body that scrolls. */
export function Page({ name, title, aside, children }: Props) {
  const body = useRef<HTMLDivElement>(null);
  // Whoever works by keyboard or ear goes on here, not at the button that is gone.
  useEffect(() => {
    body.current?.focus({ preventScroll: true });
  }, []);
  return (
    <main className="page" data-page={name}>
      <header className="page-head">
        <h1 id="page-title">{title}</h1>
        {aside}
      </header>
      <div className="page-body" ref={body} role="region" aria-labelledby="page-title" tabIndex={0}>
        {children}
      </div>
    </main>
  );
}
