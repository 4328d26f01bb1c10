import type { ReactNode } from 'react';
import './icon.css';

/* Drawn for this product on a 24 grid in one weight of line, so that they read from two metres. */

const DRAWINGS = {
  check: <path d="M4 12.5 9.5 18 20 6.5" />,
  checks: <path d="M2 12.5 7 17.5 16 7M12 16l1.5 1.5L22 7" />,
  cross: <path d="M5.5 5.5l13 13M18.5 5.5l-13 13" />,
  attention: <path d="M12 3 22 20.5H2ZM12 9.5v5M12 17.4v.2" />,
  arrow: <path d="M5 12h14M13 6l6 6-6 6" />,
  down: <path d="M12 4v13M6 11.5l6 6 6-6" />,
  clock: (
    <>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5.5l3.5 2" />
    </>
  ),
  urgent: <path d="M13 2 5 14h6l-1 8 9-13h-6z" />,
  erase: <path d="M8.5 5H21v14H8.5L2 12ZM11.5 9l6 6M17.5 9l-6 6" />,
  camera: (
    <>
      <path d="M3 7.5h4L9 4.5h6l2 3h4v12H3z" />
      <circle cx="12" cy="13" r="3.8" />
    </>
  ),
  scan: <path d="M3 7V4h3M18 4h3v3M21 17v3h-3M6 20H3v-3M7.5 8.5v7M12 8.5v7M16.5 8.5v7" />,
  badge: (
    <>
      <rect x="4" y="5" width="16" height="16" rx="2" />
      <path d="M10 5V2.5h4V5M8 17.5c.6-2 2-3 4-3s3.4 1 4 3" />
      <circle cx="12" cy="11" r="2.2" />
    </>
  ),
  people: (
    <>
      <circle cx="9" cy="8" r="3.5" />
      <path d="M2.5 20c.5-4 2.8-6 6.5-6s6 2 6.5 6M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.4c2.4.7 3.7 2.6 4 5.6" />
    </>
  ),
  pin: (
    <>
      <rect x="4.5" y="10.5" width="15" height="10.5" rx="2" />
      <path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.5v2.5" />
    </>
  ),
  command: (
    <>
      <path d="M9.5 12V5.2a1.8 1.8 0 0 1 3.6 0V11l5 1.2a2 2 0 0 1 1.5 2.3L18.7 21H11l-4.6-5.3c-1-1.2.6-2.9 1.9-2z" />
      <path d="M6.4 7.5a5 5 0 0 1 9.8-1.7" />
    </>
  ),
  order: (
    <>
      <path d="M5 2.5h14v19l-2.3-1.6-2.4 1.6-2.3-1.6-2.3 1.6-2.4-1.6L5 21.5z" />
      <path d="M8.5 7.5h7M8.5 11.5h7M8.5 15.5h4" />
    </>
  ),
  bin: (
    <>
      <path d="M3 21V3M21 21V3M3 11.5h18M3 20h18" />
      <path d="M6.5 11.5v-5h5v5M13 20v-4.5h5V20" />
    </>
  ),
  item: (
    <>
      <path d="M12 2.5 20.5 7v10L12 21.5 3.5 17V7zM3.5 7 12 11.5 20.5 7M12 11.5v10" />
      <path d="M7.7 4.8 16.3 9.3v3.2" />
    </>
  ),
  box: <path d="M4 9.5v11h16v-11M4 9.5h16M4 9.5 1.5 5l6-2L12 9.5l4.5-6.5 6 2L20 9.5M9 14h6" />,
  weight: (
    <>
      <path d="M5 10h14l2 11H3zM3.5 6.5h17M12 6.5V10" />
      <path d="M8.5 17a3.6 3.6 0 0 1 7 0M12 17l1.6-2.3" />
    </>
  ),
  label: (
    <>
      <rect x="3" y="4" width="18" height="16" rx="1.5" />
      <path d="M6.5 8h5M6.5 11h3M15.5 7.5h2v3h-2zM7 14v3.5M9.5 14v3.5M11.5 14v3.5M14.5 14v3.5M17 14v3.5" />
    </>
  ),
  printer: <path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7zM16.5 12h.2" />,
  tote: <path d="M2.5 7h19l-2 13h-15zM2.5 7 5 3.5h14L21.5 7M8.5 11.5h7" />,
  lot: <path d="M3 7V4h3M18 4h3v3M21 17v3h-3M6 20H3v-3M8 8v8h4M14 8h3M15.5 8v8" />,
  serial: <path d="M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16" />,
  expiry: (
    <>
      <rect x="3" y="5" width="18" height="16" rx="1.5" />
      <path d="M3 10h18M8 2.5v5M16 2.5v5M9 13.5l6 5M15 13.5l-6 5" />
    </>
  ),
  reason: <path d="M3 4h18v12.5h-9L7 21v-4.5H3zM9.5 8a2.5 2.5 0 1 1 2.5 2.6v.9M12 13.6v.2" />,
  keyboard: (
    <>
      <rect x="2" y="6" width="20" height="12" rx="1.5" />
      <path d="M5.5 10h.2M9.3 10h.2M13.1 10h.2M17 10h.2M5.5 14h.2M9 14h6M18.3 14h.2" />
    </>
  ),
  station: (
    <>
      <rect x="3" y="3.5" width="18" height="12.5" rx="1.5" />
      <path d="M8 20.5h8M12 16v4.5M6.5 11.5l3-3 2.5 2 4.5-4" />
    </>
  ),
  figures: <path d="M3.5 20.5h17M6 17v-5M10.5 17V5M15 17V9M19 17v-3" />,
  settings: <path d="M3 7h8M17 7h4M3 17h3M12 17h9M14 4.5a2.5 2.5 0 1 0 .01 0ZM9 14.5a2.5 2.5 0 1 0 .01 0Z" />,
  more: <path d="M4 6.5h16M4 12h16M4 17.5h16" />,
  link: <path d="M9.5 14.5 14.5 9.5M11 6.5l2-2a4.2 4.2 0 0 1 6 6l-2 2M13 17.5l-2 2a4.2 4.2 0 0 1-6-6l2-2" />,
  copy: <path d="M8 8V3h13v13h-5M3 8h13v13H3z" />,
  sound: <path d="M3 9v6h4l5 4.5v-15L7 9zM15.5 8.5a5 5 0 0 1 0 7M18 5.5a9.2 9.2 0 0 1 0 13" />,
  carrier: (
    <>
      <path d="M2 6h12v11H2zM14 10h4.5l3.5 3.5V17h-8" />
      <circle cx="6.5" cy="18" r="2" />
      <circle cx="17.5" cy="18" r="2" />
    </>
  ),
} satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof DRAWINGS;

/** A drawing beside words that say the same: hidden from screen readers. As large as its line of text. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {DRAWINGS[name]}
    </svg>
  );
}
