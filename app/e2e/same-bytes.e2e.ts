import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '#contract';
import { bundleOf, createProjectEngine, loadProject } from '#engine/node';
import { asShown } from '../../main/as-shown.testing.ts';
import { startWebHost, type WebHost } from '../../main/host/web/start-web-host.ts';
import { studioCommand } from '../../main/testing/command.ts';
import { signedReleaseOf, signingPair } from '../../server/testing/signed-release.ts';
import { launchServer, type TestServer } from './launch-server.ts';

const root = join(import.meta.dirname, '..', '..');

interface SamplePage {
  /** Below the project folder. */
  readonly path: string;
  readonly route: string;
  /** First fixture of its tests, or none. */
  readonly fixture: string | null;
}

const folder = mkdtempSync(join(tmpdir(), 'schema-studio-bytes-'));
const project = join(folder, 'project');
const samples = layOut();
/** Samples whose texts show that an attack does nothing: they can be looked at, and never released. */
const attacks = new Set(['image', 'link', 'markdown'].map((name) => join('golden', name, `${name}.page.json`)));

/**
 * The sample project and every golden sample of the engine, as pages of one project, through the three ways bytes
 * leave the product: the bridge, the command line, and a server that took the signed bundle.
 */
describe('the bytes of a page (E20)', () => {
  let host: WebHost;
  let server: TestServer;
  let cookie: string;
  let printed: ReadonlyMap<string, string>;
  const person = signingPair();
  /** What the server said of pages it did not take, by path. */
  const refusals = new Map<string, string>();

  beforeAll(async () => {
    host = await startWebHost({ project, dataDir: join(folder, 'person') });
    const signedIn = await fetch(host.url, { redirect: 'manual' });
    cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    printed = await fromCommandLine();
    server = await launchServer();
    await post(`${server.url}/api/v1/keys`, { name: 'Ada', publicKey: person.pem });
    // All of them first: a link leads only to what is live.
    const loaded = loadProject(project)!;
    for (const { path } of samples) {
      const text = readFileSync(join(project, path), 'utf8');
      const { bundle } = bundleOf(loaded, text, createProjectEngine(loaded).compile(text));
      const published = await post(`${server.url}/api/v1/releases`, signedReleaseOf(bundle!, person));
      if (!published.ok) refusals.set(path, await published.text());
    }
  }, 180_000);
  afterAll(async () => {
    await host?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(samples)('are the same for $path in preview, command line and server', async (sample) => {
    const preview = await fromPreview(sample);
    expect(preview).toMatch(/^<!doctype html>/);
    expect(printed.get(sample.path)).toBe(preview);
    if (!attacks.has(sample.path)) expect(refusals.get(sample.path) ?? (await fromServer(sample))).toBe(preview);
  });

  it.each([...attacks])('are not served of %s, which holds attacks on purpose (S2)', (path) => {
    expect(refusals.get(path)).toContain('UI9302');
  });

  async function fromPreview({ path, fixture }: SamplePage): Promise<string> {
    const text = readFileSync(join(project, path), 'utf8');
    const response = await fetch(`http://127.0.0.1:${host.port}/call/preview.render`, {
      method: 'POST',
      headers: { cookie, origin: `http://127.0.0.1:${host.port}`, 'content-type': 'application/json' },
      body: JSON.stringify({ path, text, options: { fixture, theme: null, locale: null, scheme: 'light' } }),
    });
    const reply = (await response.json()) as Reply<'preview.render'>;
    if (!reply.ok) throw new Error(reply.failure.message);
    return reply.value.page?.html ?? JSON.stringify(reply.value.diagnostics);
  }

  /** As `studio render` writes them, by path: one process for all pages that are shown with the same fixture. */
  async function fromCommandLine(): Promise<ReadonlyMap<string, string>> {
    const pages = new Map<string, string>();
    for (const [fixture, group] of Map.groupBy(samples, ({ fixture }) => fixture)) {
      const files = group.map(({ path }) => join(project, path));
      const options = [
        '--out',
        join(folder, `printed-${fixture}`),
        '--json',
        ...(fixture ? ['--fixture', fixture] : []),
      ];
      const { out } = await studioCommand(['render', ...files, ...options], {
        cwd: root,
        dataDir: join(folder, 'person'),
      });
      for (const { file, out: written } of (JSON.parse(out) as { files: { file: string; out: string }[] }).files)
        pages.set(relative(project, file), readFileSync(written, 'utf8'));
    }
    return pages;
  }

  async function fromServer({ route, fixture }: SamplePage): Promise<string> {
    const page = await fetch(`${server.url}${route}?_fixture=${fixture ?? ''}`);
    return asShown(await page.text());
  }

  const post = (url: string, body: unknown) =>
    fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
});

/** Golden samples have no route of their own; here each gets one, so that a server can serve it. */
function layOut(): readonly SamplePage[] {
  cpSync(join(root, 'assets', 'samples', 'acme'), project, { recursive: true });
  const golden = join(root, 'renderer-engine', 'samples');
  const sources: Record<string, unknown> = {};
  const calls: Record<string, unknown> = {};
  /** A host offers whatever the samples ask for. */
  const learn = (document: { readonly data?: Readonly<Record<string, { source: string; schema: unknown }>> }): void => {
    for (const { source, schema } of Object.values(document.data ?? {})) {
      sources[source] = { version: '1.0.0', result: schema };
    }
    for (const [, call] of JSON.stringify(document).matchAll(/"call":"([^"]+)"/g)) {
      calls[call as string] = { version: '1.0.0', args: { type: 'object' }, safe: true };
    }
  };
  for (const name of readdirSync(golden)) {
    const file = join(golden, name, 'document.json');
    if (!existsSync(file)) continue;
    const document = JSON.parse(readFileSync(file, 'utf8'));
    if (document.kind !== 'page') continue;
    learn(document);
    const own = join(project, 'golden', name);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `${name}.page.json`), JSON.stringify({ ...document, route: `/golden/${name}` }));
    const used = join(golden, name, 'documents');
    for (const other of existsSync(used) ? readdirSync(used) : []) {
      const title = other.replace('.json', '');
      const part = JSON.parse(readFileSync(join(used, other), 'utf8'));
      learn(part);
      const placed = { ...part, ...(part.route && { route: `/golden/${name}/${title}` }) };
      writeFileSync(join(own, `${title}.${part.kind}.json`), JSON.stringify(placed));
    }
  }
  offer('sources', sources);
  offer('calls', calls);
  return readdirSync(project, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.page.json'))
    .sort()
    .map((path) => {
      const { route, tests } = JSON.parse(readFileSync(join(project, path), 'utf8'));
      // Any value will do for a param in the path: the fixture's params are rendered.
      return {
        path,
        route: route.replaceAll(/\{[^}]+\}/g, 'C-17'),
        fixture: Object.keys(tests?.fixtures ?? {})[0] ?? null,
      };
    });
}

/** The samples' sources and calls beside those of the project. */
function offer(what: 'sources' | 'calls', more: Readonly<Record<string, unknown>>): void {
  const manifest = join(project, `${what}.manifest.json`);
  const offered = JSON.parse(readFileSync(manifest, 'utf8'));
  writeFileSync(manifest, JSON.stringify({ ...offered, [what]: { ...more, ...offered[what] } }));
}
