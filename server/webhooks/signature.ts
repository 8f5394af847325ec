import { createHmac, randomBytes } from 'node:crypto';

/** What a webhook's messages are signed with, as Standard Webhooks writes it. */
export const newWebhookSecret = (): string => `${prefix}${randomBytes(32).toString('base64')}`;

/** Under which it is sealed. */
export const webhookPurpose = (id: string): string => `webhook ${id}`;

/**
 * The headers by which a receiver knows a message: its id, the same however often it comes; when it was sent, in seconds;
 * and a code over both and the body. Receivers refuse what is older than five minutes, so that nobody sends it again.
 */
export function signed(
  secret: string,
  { id, body }: { readonly id: string; readonly body: string },
  seconds: number,
): Readonly<Record<string, string>> {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const code = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': `${seconds}`, 'webhook-signature': `v1,${code}` };
}

const prefix = 'whsec_';
