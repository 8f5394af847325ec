import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DialectName } from '../dialects/dialect.ts';
import { dialects } from '../dialects/index.ts';
import { hashText } from '../document/canonical.ts';
import type { PageScripts } from '../engine.ts';
import { hexOfHash } from '../html/addresses.ts';
import type { Program, ScriptName } from '../program.ts';
import { coreAssetFolder } from './core-asset-folder.ts';

/** A script that pages load, named by its content. */
export interface RuntimeFile {
  /** Below `{base}_ui/`: `runtime/{hash12}/{name}`. */
  readonly address: string;
  readonly bytes: Uint8Array;
}

let files: ReadonlyMap<string, RuntimeFile> | null = null;

/** Scripts by name; read once. */
export function runtimeFiles(): ReadonlyMap<string, RuntimeFile> {
  files ??= new Map(
    Object.entries(places()).map(([name, path]) => {
      const text = readFileSync(path, 'utf8');
      return [name, { address: `runtime/${hexOfHash(hashText(text))}/${name}`, bytes: Buffer.from(text) }];
    }),
  );
  return files;
}

function places(): Readonly<Record<string, string>> {
  const require = createRequire(import.meta.url);
  return {
    'htmx4.js': join(dirname(require.resolve('htmx.org/package.json')), 'dist/htmx.min.js'),
    'htmx2.js': join(dirname(require.resolve('htmx2/package.json')), 'dist/htmx.min.js'),
    'idiomorph.js': require.resolve('idiomorph/dist/idiomorph-ext.min.js'),
    'runtime.js': join(coreAssetFolder(), 'runtime/runtime.js'),
    'stream.js': join(coreAssetFolder(), 'runtime/stream.js'),
    'beacon.js': join(coreAssetFolder(), 'runtime/beacon.js'),
  };
}

/** The scripts a page needs; undefined when everything in it works without. `base` as `baseOf` gives it. */
export function pageScripts(program: Program, base: string, dialect: DialectName = 'htmx4'): PageScripts | undefined {
  if (program.scripts.length === 0) return undefined;
  const { files: names, configuration } = dialects[dialect];
  const addresses = (...wanted: readonly ScriptName[]): readonly string[] =>
    wanted
      .filter((name) => program.scripts.includes(name))
      .flatMap((name) => names[name])
      .map((name) => `${base}_ui/${runtimeFiles().get(name)!.address}`);
  const early = addresses('stream');
  return { ...(early.length > 0 && { early }), files: addresses('runtime', 'htmx'), configuration };
}
