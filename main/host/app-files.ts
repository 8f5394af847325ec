import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A file as a browser gets it. */
export interface ServedFile {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/**
 * What the window may load and run: our own files, nothing inline but styles (Monaco needs those), no framing of us,
 * pictures from us or drawn in place.
 */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; " +
  "img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.woff2': 'font/woff2',
};

export const mediaType = (name: string): string => types[extname(name).toLowerCase()] ?? 'application/octet-stream';

/**
 * The built window, by address (`/index.html`, `/assets/….js`). Only what lay in the folder when it was listed is ever
 * served, so no address leads out of it. Null while there is no build.
 */
export function appFiles(folder: string): ((address: string) => ServedFile | null) | null {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  return (address) => {
    const file = files.get(address === '/' ? '/index.html' : address);
    return file ? { bytes: readFileSync(file), type: mediaType(file) } : null;
  };
}
