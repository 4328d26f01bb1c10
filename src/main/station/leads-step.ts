import type { Acting, Step } from '../audit/step.ts';

/**
 * A step that only a lead takes: releasing an order, deciding a conflict, taking over a station. Here is decided who is a
 * lead; at the moment whoever is signed in.
 */
export const leadsStep = (_acting: Acting, step: () => Step): Step => step();
