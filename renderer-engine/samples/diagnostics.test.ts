import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defineComponent } from '../components/define-component.ts';
import { createEngine } from '../create-engine.ts';
import { catalog } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EngineOptions, RenderInput, SourceDocument } from '../engine.ts';
import type { PackageManifest } from '../registry/packages/package.ts';
import { tellMissing } from '../registry/packages/tell-missing.ts';
import type { RegistryFile } from '../registry/registered-file.ts';
import { createRegistry } from '../registry/registry.ts';

/**
 * A folder per code, named `ui2001-unknown-key` (a second one `ui2001-unknown-key.more`): `document.json` (any text), documents it uses in `documents/` (those of others start with `vendor-`), options
 * of the engine in `project.json`, components saved one after the other into a registry of these documents in `saved/`
 * (name without its leading number: the file), its tests in a file of their own in `document.tests.json`, for what only
 * shows when rendering a RenderInput in `input.json`, for what only shows beside an older version that one in
 * `previous.json`, and who uses it in `dependents/`. What is
 * expected stands in `expected.diagnostics.json`; `UPDATE_SAMPLES=1` rewrites it.
 */
const root = new URL('./diagnostics/', import.meta.url);
const names = readdirSync(root).sort();
const update = process.env['UPDATE_SAMPLES'] === '1';

describe.each(names)('diagnostic sample %s (E2)', (name) => {
  const found = diagnose(new URL(`${name}/`, root));

  it('shows its code, with a place in the document', () => {
    const own = found.filter(({ code }) => code.toLowerCase() === name.slice(0, 6));
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]?.name.split('/')[1]).toBe(name.slice(7).split('.')[0]);
  });

  it('gives the expected diagnostics', () => {
    const file = new URL(`${name}/expected.diagnostics.json`, root);
    const actual = `${JSON.stringify(found.map(brief), null, 2)}\n`;
    if (update) writeFileSync(file, actual);
    expect(actual).toBe(readFileSync(file, 'utf8'));
  });
});

it('has a sample for every code of the catalog', () => {
  const sampled = new Set(names.map((name) => name.slice(0, 6).toUpperCase()));
  expect(Object.keys(catalog).filter((code) => !sampled.has(code))).toEqual([]);
});

/** Packages that could not be loaded. */
interface MissingPackages {
  readonly manifests: readonly PackageManifest[];
  readonly problems: readonly { readonly package: string; readonly problem: string }[];
}

interface Project extends EngineOptions {
  /** Language data of the host that renders, when it is not the one that compiled. */
  readonly renderEnvironment?: EngineOptions['environment'];
  /** Built-in types of the host whose code throws. */
  readonly failing?: readonly string[];
}

function diagnose(folder: URL): readonly Diagnostic[] {
  const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
  const json = <T>(name: string): T | undefined =>
    existsSync(new URL(name, folder)) ? JSON.parse(read(name)) : undefined;
  const others = existsSync(new URL('documents', folder)) ? readdirSync(new URL('documents', folder)).sort() : [];
  const { renderEnvironment, failing = [], ...options } = json<Project>('project.json') ?? {};
  const files: SourceDocument[] = others.map((file) => ({
    file,
    text: read(`documents/${file}`),
    from: file.startsWith('vendor-') ? 'vendor' : 'project',
  }));
  const beside = existsSync(new URL('document.tests.json', folder)) && {
    tests: { text: read('document.tests.json'), file: 'document.tests.json' },
  };
  if (beside) files.push({ file: 'document.json', text: read('document.json'), ...beside });
  if (existsSync(new URL('saved', folder))) return savedOver(files, new URL('saved/', folder));
  const missing = json<MissingPackages>('packages.json');
  if (missing) return tellMissing(missing.problems, read('document.json'), 'document.json', missing.manifests);
  const find = (id: string) => files.filter(({ text }) => text.includes(`"id": "${id}"`));
  const engine = createEngine({ ...options, components: failing.map(failingType), documents: { find } });
  const compiled = engine.compile(read('document.json'), { file: 'document.json' });
  if (existsSync(new URL('previous.json', folder))) {
    const users = existsSync(new URL('dependents', folder)) ? readdirSync(new URL('dependents', folder)).sort() : [];
    const dependents = users.map((file) => ({ file, text: read(`dependents/${file}`) }));
    const { diagnostics } = engine.compare([read('previous.json')], read('document.json'), {
      file: 'document.json',
      dependents,
    });
    return [...compiled.diagnostics, ...diagnostics];
  }
  const input = json<RenderInput>('input.json');
  if (!input || !compiled.program) return compiled.diagnostics;
  const host = renderEnvironment ? createEngine({ environment: renderEnvironment }) : engine;
  const rendered = host.render(compiled.program, input);
  return [...compiled.diagnostics, ...rendered.diagnostics, ...engine.styles(compiled.program).diagnostics];
}

const failingType = (type: string) =>
  defineComponent({
    type,
    summary: 'Fails.',
    category: 'data',
    props: {},
    styles: { base: '' },
    examples: [],
    emit: () => {
      throw new Error('The scale has no end.');
    },
  });

function savedOver(files: readonly SourceDocument[], folder: URL): readonly Diagnostic[] {
  const registry = createRegistry({ engine: (documents) => createEngine({ documents }) });
  const fileOf = (path: string, text: string): RegistryFile => {
    const id = /"id": "([^"]+)"/.exec(text)?.[1] ?? null;
    return { path, text, id, kind: 'component', origin: 'project' };
  };
  registry.update(files.map(({ file, text }) => fileOf(file ?? '', text)));
  registry.work();
  for (const name of readdirSync(folder).sort()) {
    registry.update([fileOf(name.replace(/^\d+-/, ''), readFileSync(new URL(name, folder), 'utf8'))]);
    registry.work();
  }
  return [...registry.snapshot().files.values()].flatMap(({ refusal }) => refusal?.diagnostics ?? []);
}

/** What a person sees: the rest follows from the code. */
const brief = ({ code, severity, message, file, node, pointer, range, related, fixes }: Diagnostic) => ({
  code,
  severity,
  message,
  at: `${file ?? ''}${range ? `:${range.start.line}:${range.start.column}-${range.end.line}:${range.end.column}` : ''}`,
  pointer,
  ...(node !== undefined && { node }),
  ...(related && { related: related.map(({ message, pointer }) => `${message} ${pointer}`) }),
  ...(fixes && { fixes: fixes.map(({ title }) => title) }),
});
