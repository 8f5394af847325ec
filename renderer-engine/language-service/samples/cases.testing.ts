import { readdirSync, readFileSync } from 'node:fs';
import { createEngine } from '../../create-engine.ts';
import { envelopeOf } from '../../node/envelope-of.ts';
import type { LanguageProject, ProjectText } from '../index.ts';

/** One marked-up sample: a document with `|` where the cursor stands, and what is expected there. */
export interface Case {
  readonly file: string;
  readonly title: string;
  /** What is asked, and what with: `complete`, `rename new-name`. */
  readonly ask: string;
  readonly argument: string;
  readonly text: string;
  readonly offset: number;
  /** `verb rest` per line. */
  readonly expected: readonly { readonly verb: string; readonly rest: string }[];
}

const folder = new URL('./', import.meta.url);

/** Cases of all files of the folder. A file holds cases that begin with `=== ask: title`. */
export const cases: readonly Case[] = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((source) => caseOf(file, source)),
  );

function caseOf(file: string, source: string): Case {
  const [head = '', ...rest] = source.split('\n');
  const [asked = '', title = ''] = head.split(': ');
  const [ask = '', ...words] = asked.split(' ');
  const [marked = '', expected = ''] = rest.join('\n').split('\n---\n');
  const cursor = /(?<!\|)\|(?!\|)/.exec(marked)?.index ?? 0;
  const before = pipes(marked.slice(0, cursor));
  const lines = expected.split('\n').filter((line) => line.trim() !== '');
  return {
    file,
    title,
    ask,
    argument: words.join(' '),
    text: before + pipes(marked.slice(cursor).replace(/^\|/, '')),
    offset: before.length,
    expected: lines.map((line) => {
      const space = line.indexOf(' ');
      return space < 0 ? { verb: line, rest: '' } : { verb: line.slice(0, space), rest: line.slice(space + 1) };
    }),
  };
}

/** `|` is the cursor, so one that belongs to the document is written twice. */
function pipes(text: string): string {
  return text.replaceAll('||', '|');
}

const files = readdirSync(new URL('project/', folder)).map((path) => ({
  path,
  text: readFileSync(new URL(`project/${path}`, folder), 'utf8'),
}));

/** The project of the samples, with the document of a case in it. */
export function projectWith(own: readonly ProjectText[], more: Partial<LanguageProject> = {}): LanguageProject {
  const all = [...files.filter(({ path }) => !own.some((one) => one.path === path)), ...own];
  return {
    texts: () => all,
    documents: {
      find: (id) =>
        all.filter(({ text }) => envelopeOf(text).id === id).map(({ text, path }) => ({ text, file: path })),
    },
    settings: { theme: 'acme/theme', locales: { default: 'en' } },
    manifests: {
      sources: {
        sources: {
          'orders.search': {
            version: '2.1.0',
            args: {
              type: 'object',
              required: ['status'],
              properties: { status: { enum: ['all', 'open'] }, page: { type: 'integer' } },
            },
          },
        },
      },
      calls: { calls: { 'orders.cancel': { args: { type: 'object', properties: { id: { type: 'string' } } } } } },
    },
    ...more,
  };
}

/** What the compiler says of a text of the project. */
export const diagnosticsOf = (project: LanguageProject, { path, text }: ProjectText) =>
  createEngine({
    documents: project.documents,
    settings: project.settings,
    manifests: project.manifests,
  }).compile(text, { file: path }).diagnostics;
