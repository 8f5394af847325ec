import type { FastifyReply, FastifyRequest } from 'fastify';

/** Words for the page that follows an action, shown once (language.md 4.3). */
export interface PageToast {
  readonly tone: string;
  readonly message: string;
}

const name = '_ui_toast';
/** A cookie holds 4 KB; what is longer is cut. */
const mostToasts = 3;
const longest = 300;

/** `Set-Cookie` that the next page takes. */
export function toastCookie(toasts: readonly PageToast[]): string {
  const short = toasts.slice(0, mostToasts).map(({ tone, message }) => [tone, message.slice(0, longest)]);
  return `${name}=${encodeURIComponent(JSON.stringify(short))}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60`;
}

/** The toasts a request brings, and their end: the answer takes the cookie back. Whatever it holds is text only. */
export function takeToasts(request: FastifyRequest, reply: FastifyReply): readonly PageToast[] {
  const value = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1];
  if (value === undefined) return [];
  reply.header('set-cookie', `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
  return read(value);
}

function read(value: string): readonly PageToast[] {
  try {
    const found = JSON.parse(decodeURIComponent(value)) as unknown;
    if (!Array.isArray(found)) return [];
    return found.slice(0, mostToasts).flatMap((item: unknown) => {
      const [tone, message] = Array.isArray(item) ? (item as readonly unknown[]) : [];
      return typeof tone === 'string' && typeof message === 'string'
        ? [{ tone, message: message.slice(0, longest) }]
        : [];
    });
  } catch {
    return [];
  }
}
