import type { Expectation } from '../../shared/views.ts';
import { useWords } from '../i18n/words.ts';
import { Icon, type IconName } from './icon.tsx';
import './expectation-icon.css';

const DRAWING: Readonly<Record<Expectation, IconName>> = {
  badge: 'badge',
  pin: 'pin',
  command: 'command',
  order: 'order',
  bin: 'bin',
  item: 'item',
  lot: 'lot',
  serial: 'serial',
  expiry: 'expiry',
  box: 'box',
  weight: 'weight',
  label: 'label',
  reason: 'reason',
  tote: 'tote',
};

/** Which hand moves next, for people who do not read the language: what is waited for first, in a large tile. */
export function ExpectationIcon({ expect }: { readonly expect: readonly Expectation[] }) {
  const t = useWords();
  const [first] = expect;
  if (first === undefined) return null;
  return (
    <span className="expectation" data-expect={first} title={t(`expect.${first}`)}>
      <Icon name={DRAWING[first]} />
    </span>
  );
}
