import type { FastifyReply, FastifyRequest } from 'fastify';

/** Words for the page that follows an action, shown once (language.md 4.3). */
export interface PageToast {
  readonly tone: string;
  readonly message: string;
}

export const toastCookieName = '_ui_toast';
const mostToasts = 3;
const longest = 300;
/** Bytes of the value as it is sent; browsers drop a cookie of more than 4,096 with its name and attributes. */
const mostBytes = 3_600;

/** `Set-Cookie` that the next page takes. What is too long is cut, where letters take nine bytes each sooner. */
export function toastCookie(toasts: readonly PageToast[]): string {
  const few = toasts.slice(0, mostToasts);
  let characters = longest;
  let value = written(few, characters);
  while (value.length > mostBytes && characters > 0) {
    characters -= 10;
    value = written(few, characters);
  }
  // Only tones are left by then, and they are longer than any there is.
  if (value.length > mostBytes) value = written([], 0);
  return `${toastCookieName}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=60`;
}

/** Never half of a character: it has no encoding. */
const written = (toasts: readonly PageToast[], characters: number): string =>
  encodeURIComponent(JSON.stringify(toasts.map(({ tone, message }) => [tone, cut(message, characters)])));

const cut = (message: string, characters: number): string =>
  message.length > characters ? `${message.slice(0, characters).replace(/[\ud800-\udbff]$/, '')}…` : message;

/** The toasts a request brings, and their end: the answer takes the cookie back. Whatever it holds is text only. */
export function takeToasts(request: FastifyRequest, reply: FastifyReply): readonly PageToast[] {
  const value = new RegExp(`(?:^|;\\s*)${toastCookieName}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1];
  if (value === undefined) return [];
  reply.header('set-cookie', `${toastCookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
  return read(value);
}

function read(value: string): readonly PageToast[] {
  try {
    const found = JSON.parse(decodeURIComponent(value)) as unknown;
    if (!Array.isArray(found)) return [];
    return found.slice(0, mostToasts).flatMap((item: unknown) => {
      const [tone, message] = Array.isArray(item) ? (item as readonly unknown[]) : [];
      return typeof tone === 'string' && typeof message === 'string'
        ? [{ tone, message: message.slice(0, longest + 1) }]
        : [];
    });
  } catch {
    return [];
  }
}
