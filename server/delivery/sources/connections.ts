import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Ajv } from 'ajv';
import { secretFile } from '../../secret-file.ts';

/** Where a named source or call is answered. Documents know only the name (language.md 4.1). */
export type Connection = { readonly kind: 'file'; readonly path: string } | HttpConnection;

export interface HttpConnection {
  readonly kind: 'http';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds for which an earlier answer stands in for a source that is down; 0 for none. */
  readonly stale?: number;
}

export interface Connections {
  readonly sources: ReadonlyMap<string, Connection>;
  readonly calls: ReadonlyMap<string, Connection>;
  /** Rule functions of forms. */
  readonly checks: ReadonlyMap<string, HttpConnection>;
  /** Scopes of calls that people have who are not signed in. */
  readonly visitors: ReadonlySet<string>;
  /** Files that hold secrets of the above, by the variables that name them. */
  readonly secretFiles?: ReadonlyMap<string, string>;
}

export const noConnections: Connections = {
  sources: new Map(),
  calls: new Map(),
  checks: new Map(),
  visitors: new Set(),
};

/**
 * Reads SOURCES_FILE. `environment` answers `"env:NAME"` header values, so that secrets stay out of the file; `NAME_FILE`
 * names the file of one. Throws
 * an error that names every problem.
 */
export function readConnections(file: string, environment: Readonly<Record<string, string | undefined>>): Connections {
  const content = parse(file);
  const problems: string[] = [];
  const secretFiles = new Map<string, string>();
  const hosts = new Set(content.hosts ?? []);
  const connect = (name: string, entry: Entry): Connection =>
    'file' in entry ? { kind: 'file', path: resolve(dirname(file), entry.file) } : overHttp(name, entry);
  const secretOf = (name: string, header: string, variable: string): (() => string) => {
    const [given, secretPath] = [environment[variable], environment[`${variable}_FILE`]];
    try {
      if (!given && secretPath) secretFiles.set(`${variable}_FILE`, secretPath);
      const secret = given || !secretPath ? () => given ?? '' : secretFile(secretPath, headerValue);
      if (secret() !== '') return secret;
      problems.push(`"${name}" takes its header "${header}" from ${variable}, which is not set.`);
    } catch {
      problems.push(`"${name}" takes its header "${header}" from ${variable}_FILE, which holds no such value.`);
    }
    return () => '';
  };
  const overHttp = (name: string, entry: HttpEntry): HttpConnection => {
    const url = URL.parse(entry.http);
    if (!url || !/^https?:$/.test(url.protocol)) problems.push(`"${name}" needs an http or https address.`);
    else if (!hosts.has(url.host)) problems.push(`"${name}" asks ${url.host}, which is not listed under "hosts".`);
    const headers = Object.entries(entry.headers ?? {}).map(([header, value]) => {
      const variable = /^env:(.+)$/.exec(value)?.[1];
      if (variable === undefined) return [header, () => value] as const;
      return [header, secretOf(name, header, variable)] as const;
    });
    const connection = { kind: 'http', url: entry.http, headers: headersNow(headers) } as const;
    return entry.stale === undefined ? connection : { ...connection, stale: entry.stale };
  };
  const all = <E, C>(entries: Readonly<Record<string, E>> = {}, one: (name: string, entry: E) => C) =>
    new Map(Object.entries(entries).map(([name, entry]) => [name, one(name, entry)]));
  const connections: Connections = {
    sources: all(content.sources, connect),
    calls: all(content.calls, connect),
    checks: all(content.checks, overHttp),
    visitors: new Set(content.visitors ?? []),
    secretFiles,
  };
  if (problems.length > 0) throw new Error(`SOURCES_FILE "${file}": ${problems.join(' ')}`);
  return connections;
}

/** Headers whose values are looked up whenever they are sent: those that come from files may have changed. */
function headersNow(headers: readonly (readonly [name: string, value: () => string])[]): HttpConnection['headers'] {
  const now: Record<string, string> = {};
  for (const [name, value] of headers) Object.defineProperty(now, name, { get: value, enumerable: true });
  return now;
}

/** Throws for what no header can hold. */
function headerValue(text: string): string {
  if (/^[\t\x20-\x7e]+$/.test(text)) return text;
  throw new Error('It is empty, or holds what a header cannot.');
}

type Entry = { readonly file: string } | HttpEntry;

interface HttpEntry {
  readonly http: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly stale?: number;
}

interface SourcesFile {
  readonly hosts?: readonly string[];
  readonly visitors?: readonly string[];
  readonly sources?: Readonly<Record<string, Entry>>;
  readonly calls?: Readonly<Record<string, Entry>>;
  readonly checks?: Readonly<Record<string, HttpEntry>>;
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
/** Only sources have answers that can be shown later. */
const httpSource = {
  ...http,
  properties: { ...http.properties, stale: { type: 'integer', minimum: 0, maximum: 86_400 } },
};

const fits = new Ajv().compile<SourcesFile>({
  type: 'object',
  additionalProperties: false,
  properties: {
    hosts: { type: 'array', items: { type: 'string' } },
    visitors: { type: 'array', items: { type: 'string' } },
    sources: { type: 'object', additionalProperties: { anyOf: [file, httpSource] } },
    calls: { type: 'object', additionalProperties: http },
    checks: { type: 'object', additionalProperties: http },
  },
});
