import { useState } from 'react';
import './item-picture.css';

/** What the page's policy lets through (`img-src`): the shop's pictures over https, and what comes with the page. */
const mayBeShown = (url: string): boolean => /^(?:https:\/\/|data:image\/|\/(?!\/))/i.test(url);

const initials = (name: string): string =>
  (name.match(/\p{L}+/gu) ?? [name])
    .slice(0, 2)
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0x20))
    .join('')
    .toUpperCase();

/** The picture of an item, or its initials where there is none or it cannot be had. Decoration: the name stands beside it. */
export function ItemPicture({ name, url }: { readonly name: string; readonly url: string | null }) {
  return (
    <div className="item-picture" aria-hidden="true">
      <span>{initials(name)}</span>
      {url !== null && mayBeShown(url) && <Picture key={url} url={url} />}
    </div>
  );
}

/** Over the initials once it is there, whole, in a place that keeps its size: a slow or absent network moves nothing. */
function Picture({ url }: { readonly url: string }) {
  const [state, setState] = useState<'comes' | 'there' | 'failed'>('comes');
  if (state === 'failed') return null;
  return (
    <img
      src={url}
      alt=""
      decoding="async"
      referrerPolicy="no-referrer"
      data-state={state}
      onLoad={() => setState('there')}
      onError={() => setState('failed')}
    />
  );
}
