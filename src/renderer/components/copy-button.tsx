import { useEffect, useState } from 'react';
import { useWords } from '../i18n/words.ts';
import { Icon } from './icon.tsx';
import './copy-button.css';

interface Props {
  readonly text: string;
  /** What it is, for who cannot see where it stands. */
  readonly label: string;
}

const SAID_MS = 2500;

/** A long id, shortened in the middle for the eye, whole for the clipboard and the ear. */
export function CopyButton({ text, label }: Props) {
  const t = useWords();
  const [said, setSaid] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (said === null) return undefined;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <button
      type="button"
      className="button copy"
      title={text}
      data-said={said}
      onClick={() => void copy(text).then((is) => setSaid(is ? 'copied' : 'failed'))}
    >
      <span className="code" aria-hidden="true">
        {text.length > 14 ? `${text.slice(0, 8)}…${text.slice(-4)}` : text}
      </span>
      <span className="unseen">
        {label} {text}
      </span>
      <Icon name={said === 'copied' ? 'check' : said === 'failed' ? 'cross' : 'copy'} />
      <span className="copy-said" role="status">
        {said !== null && t(`copy.${said}`)}
      </span>
    </button>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByHand(text);
  }
}

/** For windows that may not reach the clipboard by themselves: the old way, which a press allows. */
function copyByHand(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  // The only other way there is.
  // oxlint-disable-next-line typescript/no-deprecated
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}
