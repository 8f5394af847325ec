import type { FileRow } from '../../storage/index.ts';
import { type OwnPage, ownFramedPage, ownPage } from './own-page.ts';

export type { OwnPage } from './own-page.ts';

/** The server's own pages, made with its own means. */
export interface OwnPages {
  /** Says in a sentence what happened. `request` is the id to ask the operator about, or empty. */
  notice(title: string, text: string, request?: string): string;
  home(pages: readonly HomeEntry[]): string;
  readonly signIn: OwnPage;
  /** Who is signed in, and the way out. */
  readonly account: OwnPage;
  /** What their policy allows beside the server's own files. */
  readonly allowed: readonly string[];
  /** Their stylesheets, by address below `_ui/`. */
  readonly files: ReadonlyMap<string, FileRow>;
}

export interface HomeEntry {
  readonly title: string;
  readonly path: string;
  readonly version: string;
}

export function ownPages(): OwnPages {
  made ??= makePages();
  return made;
}

let made: OwnPages | null = null;

function makePages(): OwnPages {
  const notice = ownPage('notice.page.json');
  const home = ownPage('home.page.json');
  const signIn = ownPage('sign-in.page.json');
  const account = ownFramedPage('account.page.json');
  const all = [notice, home, signIn, account];
  return {
    notice: (title, text, request = '') => notice.html({ params: { title, text, request } }),
    home: (pages) => home.html({ data: { pages: pages.map((entry) => ({ ...entry })) } }),
    signIn,
    account,
    allowed: all.flatMap(({ allowed }) => allowed),
    files: new Map(all.map(({ stylesheet }) => [stylesheet.address, stylesheet])),
  };
}
