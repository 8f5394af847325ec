/**
 * `Set-Cookie` for the session of a browser. Scripts cannot read it, no other site's request brings it, and the prefix
 * `__Host-` of its usual name keeps sibling domains from setting one of theirs in its place.
 */
export const sessionCookie = (name: string, secret: string, seconds: number): string =>
  `${name}=${secret}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${seconds}`;

export const endedCookie = (name: string): string => sessionCookie(name, '', 0);

/** Its value in a `Cookie` header. Null when there is none, and when there are two: nobody can tell whose they are. */
export function cookieIn(header: string | undefined, name: string): string | null {
  const found = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  const [only] = found;
  return found.length === 1 && only ? only.slice(name.length + 1) : null;
}
