/**
 * The CSP of every page (language.md 9.3): nothing from elsewhere but pictures of the hosts a project names, and no
 * rules in it but those of the hashes in `styles`.
 */
export function pagePolicy(images: readonly string[], styles: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styles].join(' '),
    "font-src 'self'",
    ["img-src 'self' data:", ...images.filter(isOrigin)].join(' '),
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    // Text becomes markup through the one policy of the runtime file, and never a script.
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** An entry is the project's text: only a plain http(s) origin may reach a header. */
const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, '');
};
