import type { ShotPage } from '../../types/page.ts';
import type { ShotSettings, UnstableCause } from '../../types/shot.ts';

/** A page that is hard to shoot twice alike, and how that must end. */
export interface ZooPage {
  readonly name: string;
  /** What the trap is, as a sentence. */
  readonly trap: string;
  readonly page: ShotPage;
  readonly settings: Partial<ShotSettings>;
  /** `still`: every picture of it is the same. Else it is unstable for this cause, seen at the node "trap". */
  readonly end: 'still' | UnstableCause['kind'];
  /** Browsers that end otherwise, with the reason. */
  readonly except: Readonly<Record<string, string>>;
}

type File = { readonly bytes: Uint8Array; readonly type: string };

export interface Drawn extends Pick<ZooPage, 'name' | 'trap'> {
  readonly body: string;
  readonly css?: string;
  /** Runs as a file of the page, deferred. */
  readonly script?: string;
  readonly files?: Readonly<Record<string, File | (() => Promise<File>)>>;
  readonly settings?: Partial<ShotSettings>;
  readonly end?: ZooPage['end'];
  readonly except?: ZooPage['except'];
}

export function zooPage({
  name,
  trap,
  body,
  css = '',
  script,
  files = {},
  settings = {},
  end = 'still',
  except = {},
}: Drawn): ZooPage {
  const own = script === undefined ? files : { ...files, '/zoo.js': text('text/javascript', script) };
  return {
    name,
    trap,
    end,
    settings,
    except,
    page: {
      html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title>${script === undefined ? '' : '<script src="/zoo.js" defer></script>'}</head><body>${body}</body></html>`,
      css: `body { margin: 8px; font: 16px/1.4 sans-serif } ${css}`,
      masks: [],
      async asset(path) {
        const file = Object.hasOwn(own, path) ? own[path]! : null;
        return typeof file === 'function' ? file() : file;
      },
    },
  };
}

export const text = (type: string, content: string): File => ({ type, bytes: new TextEncoder().encode(content) });

/** A file that comes late, as over a slow line. */
export const late = (milliseconds: number, file: File) => async (): Promise<File> => {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return file;
};

/** One color as an SVG file. */
export const picture = (color: string, size = 40): File =>
  text(
    'image/svg+xml',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${color}"/><circle cx="50%" cy="50%" r="30%" fill="gold"/></svg>`,
  );

/** Two pictures of one pixel, red and green, a tenth of a second each, for ever. */
export const gif: File = {
  type: 'image/gif',
  bytes: Buffer.from(
    'R0lGODlhAQABAPAAAP8AAAAA/yH/C05FVFNDQVBFMi4wAwEAAAAh+QQACgAAACwAAAAAAQABAAACAkQBACH5BAAKAAAALAAAAAABAAEAAAICTAEAOw==',
    'base64',
  ),
};
