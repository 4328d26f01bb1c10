import type { SuggestedBox } from '../../shared/views.ts';
import { formatNumber } from '../i18n/format.ts';
import { useLanguage, useWords } from '../i18n/words.ts';
import { shown } from '../look/text-length.ts';
import { Icon } from './icon.tsx';
import { BoxDrawing, largestExtent } from './box-drawing.tsx';
import './suggested-boxes.css';

/** What would do for the units that still want a box, each drawn in proportion to the others. */
export function SuggestedBoxes({ boxes }: { readonly boxes: readonly SuggestedBox[] }) {
  const t = useWords();
  const language = useLanguage();
  const largest = largestExtent(boxes.map(({ inner_mm: size }) => size));
  const several = boxes.length > 1 || (boxes[0]?.count ?? 1) > 1;
  return (
    <section className="suggested">
      <h3 className="suggested-caption">
        <Icon name="box" />
        {t('pack.suggestion')}
      </h3>
      <ul className="suggested-boxes">
        {boxes.map(({ code, name, count, inner_mm: size }) => (
          <li key={code} className="suggested-box">
            <BoxDrawing size={size} largest={largest} />
            <span>{several ? `${formatNumber(language, count)} × ${shown(name)}` : shown(name)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
