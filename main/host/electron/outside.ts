/** Is this a page of the server the project publishes to? Only such addresses are handed to the person's browser. */
export function isOnServer(address: string, server: string | null): boolean {
  const [page, base] = [parse(address), parse(server ?? '')];
  if (!page || !base || page.origin !== base.origin || page.username || page.password) return false;
  return page.protocol === 'https:' || (page.protocol === 'http:' && isLoopback(page.hostname));
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

function parse(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
