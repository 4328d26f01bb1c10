import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import './count.css';

interface Props {
  /** Pieces of the line that are wanted, and done of it. */
  readonly quantity: number;
  readonly done: number;
  /** What the large number is: "to take". */
  readonly caption: string;
}

/** How many still have to move: large. Below it how many of how many. */
export function Count({ quantity, done, caption }: Props) {
  const t = useWords();
  const language = useLanguage();
  const left = formatNumber(language, Math.max(0, quantity - done));
  return (
    <div className="count">
      <p className="count-left code" data-length={left.length > 3 ? 'long' : 'short'}>
        {left}
      </p>
      <p className="count-caption">{caption}</p>
      <p className="count-done">
        {t('count.done', { done: formatNumber(language, done), quantity: formatNumber(language, quantity) })}
      </p>
    </div>
  );
}
