// A request written by hand for the tests, with every field of the schema in it once.

const link = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  traceState: 'vendor=opaque',
  flags: 0x303,
  attributes: [{ key: 'link.stage', value: { stringValue: 'checkout' } }],
  droppedAttributesCount: 0,
};

/** A fresh, valid ExportTraceServiceRequest with one span, free for a test to change. */
export function sampleRequest() {
  return structuredClone({
    resourceSpans: [
      {
        resource: {
          attributes: [{ key: 'service.name', value: { stringValue: 'pickspan' } }],
          droppedAttributesCount: 0,
          entityRefs: [{ schemaUrl: '', type: 'service', idKeys: ['service.name'], descriptionKeys: [] }],
        },
        schemaUrl: 'https://opentelemetry.io/schemas/1.37.0',
        scopeSpans: [
          {
            scope: { name: 'station', version: '1', attributes: [], droppedAttributesCount: 0 },
            schemaUrl: '',
            spans: [
              {
                traceId: '5b8efff798038103d269b633813fc60c',
                spanId: 'eee19b7ec3c1b174',
                parentSpanId: 'eee19b7ec3c1b173',
                traceState: '',
                flags: 0x101,
                name: 'warehouse.pick_item',
                kind: 1,
                startTimeUnixNano: '1544712660000000000',
                endTimeUnixNano: '1544712661000000001',
                attributes: [
                  { key: 'text', value: { stringValue: 'Grüße 📦' } },
                  { key: 'yes', value: { boolValue: true } },
                  { key: 'few', value: { intValue: 3 } },
                  { key: 'many', value: { intValue: '-9223372036854775808' } },
                  { key: 'weight', value: { doubleValue: 1.25 } },
                  { key: 'none', value: { doubleValue: 'NaN' } },
                  { key: 'bytes', value: { bytesValue: 'AQI=' } },
                  { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } } },
                  { key: 'map', value: { kvlistValue: { values: [{ key: 'k', value: { boolValue: false } }] } } },
                ],
                droppedAttributesCount: 0,
                events: [
                  {
                    timeUnixNano: '1544712660500000000',
                    name: 'wrong_item',
                    attributes: [{ key: 'scan.count', value: { intValue: 2 } }],
                    droppedAttributesCount: 0,
                  },
                ],
                droppedEventsCount: 0,
                links: [link],
                droppedLinksCount: 0,
                status: { code: 2, message: 'short' },
              },
            ],
          },
        ],
      },
    ],
  });
}

/** Posts a body to a receiver: JSON of an object, text as it is. Returns the status and the parsed answer. */
export async function post(
  base: string,
  body: object | string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<{ status: number; answer: unknown }> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${base}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: raw,
  });
  return { status: response.status, answer: await response.json() };
}
