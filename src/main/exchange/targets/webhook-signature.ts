import { createHmac } from 'node:crypto';

/**
 * The headers that let a receiver check who sent a body and when, as Standard Webhooks has them: HMAC-SHA256 over id,
 * time and body. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * @param secret `whsec_` and base64; any other text is the key as it stands. Without one nothing is signed.
 */
export function webhookHeaders(
  secret: string | undefined,
  message: { readonly id: string; readonly nowMs: number; readonly body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(message.nowMs / 1000));
  const headers = { 'webhook-id': message.id, 'webhook-timestamp': timestamp };
  if (secret === undefined) return headers;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${message.id}.${timestamp}.${message.body}`).digest('base64');
  return { ...headers, 'webhook-signature': `v1,${signature}` };
}
