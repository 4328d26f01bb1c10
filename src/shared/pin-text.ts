/** A scan that is, or was meant as, a PIN barcode: also one that was typed or read a little wrong. */
const LOOKS_LIKE_PIN = /PS\W*PIN(?:\W|\d).*/is;

export const looksLikePin = (text: string): boolean => LOOKS_LIKE_PIN.test(text);

/** The text for whoever looks on: a PIN is nobody's business, and neither is how long it is. */
export const hidePin = (text: string): string => text.replace(LOOKS_LIKE_PIN, 'PS:PIN:****');
