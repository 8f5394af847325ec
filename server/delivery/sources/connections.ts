import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Ajv } from 'ajv';

/** Where a named source or call is answered. Documents know only the name (language.md 4.1). */
export type Connection =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'http'; readonly url: string; readonly headers: Readonly<Record<string, string>> };

export interface Connections {
  readonly sources: ReadonlyMap<string, Connection>;
  readonly calls: ReadonlyMap<string, Connection>;
  /** Scopes of calls that people have who are not signed in. */
  readonly visitors: ReadonlySet<string>;
}

export const noConnections: Connections = { sources: new Map(), calls: new Map(), visitors: new Set() };

/**
 * Reads SOURCES_FILE. `environment` answers `"env:NAME"` header values, so that secrets stay out of the file. Throws
 * an error that names every problem.
 */
export function readConnections(file: string, environment: Readonly<Record<string, string | undefined>>): Connections {
  const content = parse(file);
  const problems: string[] = [];
  const hosts = new Set(content.hosts ?? []);
  const connect = (name: string, entry: Entry): Connection => {
    if ('file' in entry) return { kind: 'file', path: resolve(dirname(file), entry.file) };
    const url = URL.parse(entry.http);
    if (!url || !/^https?:$/.test(url.protocol)) problems.push(`"${name}" needs an http or https address.`);
    else if (!hosts.has(url.host)) problems.push(`"${name}" asks ${url.host}, which is not listed under "hosts".`);
    const headers = Object.entries(entry.headers ?? {}).map(([header, value]) => {
      const variable = /^env:(.+)$/.exec(value)?.[1];
      if (variable === undefined) return [header, value] as const;
      const secret = environment[variable];
      if (!secret) problems.push(`"${name}" takes its header "${header}" from ${variable}, which is not set.`);
      return [header, secret ?? ''] as const;
    });
    return { kind: 'http', url: entry.http, headers: Object.fromEntries(headers) };
  };
  const all = (entries: Readonly<Record<string, Entry>> = {}): ReadonlyMap<string, Connection> =>
    new Map(Object.entries(entries).map(([name, entry]) => [name, connect(name, entry)]));
  const visitors = new Set(content.visitors ?? []);
  const connections = { sources: all(content.sources), calls: all(content.calls), visitors };
  if (problems.length > 0) throw new Error(`SOURCES_FILE "${file}": ${problems.join(' ')}`);
  return connections;
}

type Entry = { readonly file: string } | { readonly http: string; readonly headers?: Readonly<Record<string, string>> };

interface SourcesFile {
  readonly hosts?: readonly string[];
  readonly visitors?: readonly string[];
  readonly sources?: Readonly<Record<string, Entry>>;
  readonly calls?: Readonly<Record<string, Entry>>;
}

function parse(file: string): SourcesFile {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`SOURCES_FILE "${file}" cannot be read as JSON: ${(error as Error).message}`);
  }
  if (fits(content)) return content;
  const [first] = fits.errors ?? [];
  throw new Error(`SOURCES_FILE "${file}": ${first?.instancePath || 'the file'} ${first?.message ?? 'does not fit'}.`);
}

const file = {
  type: 'object',
  additionalProperties: false,
  required: ['file'],
  properties: { file: { type: 'string', minLength: 1 } },
};
const http = {
  type: 'object',
  additionalProperties: false,
  required: ['http'],
  properties: {
    http: { type: 'string', minLength: 1 },
    headers: { type: 'object', additionalProperties: { type: 'string', pattern: '^[\\t\\x20-\\x7e]*$' } },
  },
};

const fits = new Ajv().compile<SourcesFile>({
  type: 'object',
  additionalProperties: false,
  properties: {
    hosts: { type: 'array', items: { type: 'string' } },
    visitors: { type: 'array', items: { type: 'string' } },
    sources: { type: 'object', additionalProperties: { anyOf: [file, http] } },
    calls: { type: 'object', additionalProperties: http },
  },
});
