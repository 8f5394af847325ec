import { randomBytes, timingSafeEqual } from 'node:crypto';

/** The one browser that may use this host. */
export interface Session {
  /** Secret in the address that is printed at the start; good for one exchange. */
  readonly token: string;
  /** A `Set-Cookie` value for the right token, once; null for any other or a second time. */
  exchange(token: string): string | null;
  /** Does this `Cookie` header belong to the session? */
  admits(cookies: string | undefined): boolean;
}

/** The port is part of the cookie's name, because cookies do not tell ports of one host apart. */
export function createSession(port: number): Session {
  const token = secret();
  const key = secret();
  const name = `schema_studio_${port}`;
  let used = false;
  return {
    token,
    exchange: (given) => {
      if (used || !equal(given, token)) return null;
      used = true;
      return `${name}=${key}; HttpOnly; SameSite=Strict; Path=/`;
    },
    admits: (cookies = '') =>
      cookies.split(';').some((cookie) => {
        const [own, value = ''] = cookie.trim().split('=');
        return own === name && equal(value, key);
      }),
  };
}

const secret = () => randomBytes(32).toString('base64url');

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
