import { type Failure, fail, ok, type Result } from '#contract';

/** A server's address without trailing slash. Tokens travel to it, so off this machine it must be https. */
export function serverAddress(text: string): Result<string, Failure<'release/bad-address'>> {
  const url = URL.parse(text.trim());
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.search || url.hash) {
    return fail(
      'release/bad-address',
      `"${text.slice(0, 200)}" is not an address. Write it as in "https://pages.example.com".`,
    );
  }
  if (url.username || url.password) {
    return fail('release/bad-address', 'Leave name and password out of the address; access is by token.');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return fail(
      'release/bad-address',
      'A server that is not on this machine must be reached by https, because your token travels to it.',
    );
  }
  return ok(url.href.replace(/\/+$/, ''));
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
