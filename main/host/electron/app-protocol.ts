import { contentSecurityPolicy, type ServedFile } from '../app-files.ts';
import { appOrigin } from './channels.ts';

/** What the window may load besides its own files. */
export interface ServedByStudio {
  picture(hash: string): Uint8Array | null;
  asset(address: string): Promise<ServedFile | null>;
}

export interface AppProtocolOptions {
  readonly studio: ServedByStudio;
  /** The built window; null when there is none. */
  readonly files: ((address: string) => ServedFile | null) | null;
}

/** Answers `app://studio/…`: the window's files, stored pictures and assets of previews, each with strict headers. */
export function answerAppProtocol({ studio, files }: AppProtocolOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { origin, pathname } = partsOf(request.url);
    if (origin !== appOrigin) return say(404, 'There is nothing here.');
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'Only reading is possible here.');
    if (pathname.includes('/_ui/assets/')) return asset(await studio.asset(pathname));
    const hash = /^\/pictures\/(sha256-[A-Za-z0-9_-]{43})\.png$/.exec(pathname)?.[1];
    if (hash) return picture(studio.picture(hash));
    if (!files) return say(503, 'The app is not built yet. Run "npm run build" and start again.');
    const file = files(pathname);
    return file ? send(file) : say(404, 'There is nothing here.');
  };
}

/** `URL` calls the origin of every scheme it does not know "null". */
function partsOf(address: string): { readonly origin: string; readonly pathname: string } {
  const { protocol, host, pathname } = new URL(address);
  return { origin: `${protocol}//${host}`, pathname };
}

const strict = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** The frame of a preview has no origin of its own, yet needs its fonts and pictures. */
const forPreview = {
  ...strict,
  'access-control-allow-origin': '*',
  'content-security-policy': "default-src 'none'; sandbox",
};

function asset(file: ServedFile | null): Response {
  return file ? send(file, forPreview) : say(404, 'There is no such file.');
}

function picture(png: Uint8Array | null): Response {
  if (!png) return say(404, 'There is no such picture.');
  return send(
    { bytes: png, type: 'image/png' },
    { ...strict, 'cache-control': 'private, max-age=31536000, immutable' },
  );
}

function send({ bytes, type }: ServedFile, headers: Readonly<Record<string, string>> = strict): Response {
  // A copy: the type demands a plain buffer, and a small one keeps a large pool from being handed on.
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': type } });
}

const say = (status: number, sentence: string): Response =>
  new Response(`${sentence}\n`, { status, headers: { ...strict, 'content-type': 'text/plain; charset=utf-8' } });
