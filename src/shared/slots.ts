/** As many places as a cart may have: one for each letter that reads well from two metres. */
export const MOST_SLOTS = 24;

/** What a slot of a cart is called: A for the first. A letter, because every number on the screen is a count. */
export const slotName = (no: number): string => String.fromCharCode(64 + no);

/** How many slots stand side by side, on the screen and to the ear. */
export const CART_COLUMNS = 4;
