import './progress-bar.css';

interface Props {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** How much is done of how much; the native element is what screen readers know. */
export function ProgressBar({ done, total, label }: Props) {
  return <progress className="progress-bar" value={done} max={Math.max(1, total)} aria-label={label} />;
}
