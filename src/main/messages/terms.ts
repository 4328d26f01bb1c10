import type { LanguageCode } from '../../shared/command-barcodes.ts';

/*
 * Words of the station's own that stand inside sentences: states, reasons, what is asked for. They are codes everywhere
 * else; a worker reads them in the language of the sentence. As the window calls them (terms.test.ts).
 */

/** The words of a sentence that may be such codes, one or several with commas between them. */
const NAMES: ReadonlySet<string> = new Set(['missing', 'reason', 'state', 'role', 'expected']);

const en = {
  lot: 'lot',
  serial: 'serial number',
  expiry: 'expiry date',
  order: 'order',
  command: 'command',
  item: 'item',
  box: 'box',
  missing: 'missing',
  damaged: 'damaged',
  wrong_stock: 'wrong item in the bin',
  items: 'items',
  payment: 'payment',
  inventory: 'stock',
  product: 'product data',
  'put-back': 'goods that go back',
  held: 'held',
  ready: 'ready to pick',
  picking: 'being picked',
  picked: 'picked',
  packing: 'being packed',
  packed: 'packed',
  shipping: 'being shipped',
  dispatched: 'dispatched',
  short: 'short',
  cancelled: 'cancelled',
  put_back: 'put back',
  handed_over: 'handed over',
  conflict: 'conflict',
  pick: 'pick',
  pack: 'pack',
  ship: 'ship',
} as const;

type Terms = { readonly [Term in keyof typeof en]: string };

const de: Terms = {
  lot: 'Charge',
  serial: 'Seriennummer',
  expiry: 'Haltbarkeitsdatum',
  order: 'Auftrag',
  command: 'Befehl',
  item: 'Artikel',
  box: 'Karton',
  missing: 'nicht da',
  damaged: 'beschädigt',
  wrong_stock: 'falscher Artikel im Fach',
  items: 'Artikel',
  payment: 'Zahlung',
  inventory: 'Bestand',
  product: 'Produktdaten',
  'put-back': 'Ware, die zurückgeht',
  held: 'zurückgestellt',
  ready: 'bereit zum Picken',
  picking: 'wird gepickt',
  picked: 'gepickt',
  packing: 'wird gepackt',
  packed: 'gepackt',
  shipping: 'im Versand',
  dispatched: 'verschickt',
  short: 'Fehlmenge',
  cancelled: 'storniert',
  put_back: 'zurückgelegt',
  handed_over: 'abgegeben',
  conflict: 'Konflikt',
  pick: 'Picken',
  pack: 'Packen',
  ship: 'Versand',
};

const es: Terms = {
  lot: 'lote',
  serial: 'número de serie',
  expiry: 'fecha de caducidad',
  order: 'pedido',
  command: 'orden',
  item: 'artículo',
  box: 'caja',
  missing: 'no está',
  damaged: 'dañado',
  wrong_stock: 'otro artículo en la ubicación',
  items: 'artículos',
  payment: 'pago',
  inventory: 'existencias',
  product: 'datos del producto',
  'put-back': 'artículos por devolver',
  held: 'retenido',
  ready: 'listo para recoger',
  picking: 'recogiéndose',
  picked: 'recogido',
  packing: 'embalándose',
  packed: 'embalado',
  shipping: 'enviándose',
  dispatched: 'enviado',
  short: 'incompleto',
  cancelled: 'cancelado',
  put_back: 'devuelto a su sitio',
  handed_over: 'traspasado',
  conflict: 'conflicto',
  pick: 'recogida',
  pack: 'embalaje',
  ship: 'envío',
};

const pl: Terms = {
  lot: 'partia',
  serial: 'numer seryjny',
  expiry: 'data ważności',
  order: 'zamówienie',
  command: 'polecenie',
  item: 'artykuł',
  box: 'karton',
  missing: 'nie ma',
  damaged: 'uszkodzony',
  wrong_stock: 'inny artykuł w lokalizacji',
  items: 'artykuły',
  payment: 'płatność',
  inventory: 'stan',
  product: 'dane produktu',
  'put-back': 'towar do odłożenia',
  held: 'wstrzymane',
  ready: 'gotowe do zbierania',
  picking: 'w trakcie zbierania',
  picked: 'zebrane',
  packing: 'w trakcie pakowania',
  packed: 'spakowane',
  shipping: 'w trakcie wysyłki',
  dispatched: 'wysłane',
  short: 'z brakiem',
  cancelled: 'anulowane',
  put_back: 'odłożone na miejsce',
  handed_over: 'przekazane',
  conflict: 'konflikt',
  pick: 'zbieranie',
  pack: 'pakowanie',
  ship: 'wysyłka',
};

const TERMS: Readonly<Record<LanguageCode, Readonly<Record<string, string>>>> = { en, de, es, pl };

/** A word of a sentence in its language, where it is made of the station's own codes alone; else as it is. */
export function inWords(language: LanguageCode, name: string, word: string): string {
  if (!NAMES.has(name)) return word;
  const terms = TERMS[language];
  const codes = word.split(', ');
  return codes.every((code) => Object.hasOwn(terms, code)) ? codes.map((code) => terms[code]).join(', ') : word;
}
