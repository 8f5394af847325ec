import type { IncomingMessage } from 'node:http';
import { correlationHeaders } from '../observability/current-request.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { type NoAnswer, patienceOf } from '../outgoing/send-once.ts';
import { askedFor, verdictOf } from './retry.ts';
import { signed } from './signature.ts';

/** A message on its way to one address. */
export interface Message {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly body: string;
}

/** What came of it. `later` with the milliseconds the target asked for; `spared`: nobody was asked, so it counts as none. */
export type Attempt =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'later'; readonly problem: string; readonly wait: number }
  | { readonly kind: 'never'; readonly problem: string }
  | { readonly kind: 'spared'; readonly problem: string };

/** As P12 has it: to be connected, to the first byte, in all. */
export const patience = patienceOf(10_000);

export async function attempt(outgoing: Outgoing, message: Message, now: Date): Promise<Attempt> {
  const { url, secret, body } = message;
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'schema-studio',
    ...correlationHeaders(),
    ...signed(secret, message, Math.floor(now.getTime() / 1_000)),
  };
  try {
    const answer = await outgoing.send({ url: new URL(url), method: 'POST', headers, body, patience });
    await leave(answer);
    const status = answer.statusCode ?? 0;
    const kind = verdictOf(status);
    if (kind === 'delivered') return { kind };
    const problem = `It answered with status ${status}.`;
    return kind === 'never' ? { kind, problem } : { kind, problem, wait: askedFor(answer.headers['retry-after'], now) };
  } catch (error) {
    const { kind, message: reason } = error as NoAnswer;
    if (kind === 'refused') return { kind: 'never', problem: `${reason}.` };
    return kind === 'breaker'
      ? { kind: 'spared', problem: `${reason}.` }
      : { kind: 'later', problem: `No answer: ${reason}.`, wait: 0 };
  }
}

/** Nobody reads what it says, but a short answer leaves the connection for the next message. */
async function leave(answer: IncomingMessage): Promise<void> {
  let size = 0;
  try {
    for await (const chunk of answer) {
      size += (chunk as Buffer).length;
      if (size > 65_536) break;
    }
  } catch {
    // Its status is what counts.
  }
}
