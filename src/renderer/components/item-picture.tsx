import { useState } from 'react';
import './item-picture.css';

/** The page may show only what comes with it or from its own host: a picture elsewhere would be a call to elsewhere. */
const isOwn = (url: string): boolean => /^(?:data:image\/|\/(?!\/))/.test(url);

const initials = (name: string): string =>
  (name.match(/\p{L}+/gu) ?? [name])
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20))
    .join('')
    .toUpperCase();

/** The picture of an item, or its initials where there is none or it cannot be had. Decoration: the name stands beside it. */
export function ItemPicture({ name, url }: { readonly name: string; readonly url: string | null }) {
  const [failed, setFailed] = useState<string | null>(null);
  const isShown = url !== null && url !== failed && isOwn(url);
  return (
    <div className="item-picture" aria-hidden="true">
      {isShown ? <img src={url} alt="" onError={() => setFailed(url)} /> : <span>{initials(name)}</span>}
    </div>
  );
}
