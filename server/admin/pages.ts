import { readFileSync } from 'node:fs';
import { framedPage, type OwnPage } from '../delivery/own-pages/own-page.ts';
import type { FileRow } from '../storage/index.ts';

const names = ['live', 'rollouts', 'rollout', 'health', 'audit'] as const;
export type AdminPageName = (typeof names)[number];

/** Pages for operators, made with the server's own means: documents, compiled when somebody first opens one. */
export interface AdminPages {
  page(name: AdminPageName): OwnPage;
  /** A stylesheet of theirs; whoever asks for one may have got the page from another server. */
  file(address: string): FileRow | undefined;
}

export function adminPages(): AdminPages {
  made ??= makePages();
  return made;
}

let made: AdminPages | null = null;

function makePages(): AdminPages {
  const compiled = new Map<AdminPageName, OwnPage>();
  const page = (name: AdminPageName): OwnPage => {
    const known = compiled.get(name) ?? framed(name);
    compiled.set(name, known);
    return known;
  };
  return {
    page,
    file: (address) =>
      address.startsWith('styles/')
        ? names.map((name) => page(name).stylesheet).find((sheet) => sheet.address === address)
        : undefined,
  };
}

function framed(name: AdminPageName): OwnPage {
  const file = `${name}.page.json`;
  return framedPage(file, readFileSync(new URL(`documents/${file}`, import.meta.url), 'utf8'));
}
