import '../node/index.ts';
import type { CompileContext } from '../compile.ts';
import { catalog } from '../components/catalog.ts';
import { createEngine } from '../create-engine.ts';
import type { Compiled, Engine, Limits } from '../engine.ts';
import { defaultLimits } from '../limits.ts';
import type { Program } from '../program.ts';
import { siteOf } from '../stages/6-render/site.ts';
import { coreDocuments } from '../themes/core-theme.ts';

/** As hosts have it, but the same text is compiled again each time. */
export const uncachedEngine = (): Engine => createEngine({ cache: false });

/** The program, or why there is none. */
export function programOf({ program, diagnostics }: Compiled): Program {
  if (!program) throw new Error(`The page does not compile: ${diagnostics.map((one) => one.message).join(' ')}`);
  return program;
}

/** Hosts cannot raise limits; the cost curve looks beyond them. */
export const wideLimits: Limits = {
  ...defaultLimits,
  documentBytes: 64 * 1024 * 1024,
  nodesPerDocument: 100_000,
  nodesExpanded: 100_000,
  expressions: 100_000,
  programBytes: 64 * 1024 * 1024,
  htmlBytes: 64 * 1024 * 1024,
};

/** What an engine without a project compiles with, under other limits. */
export const contextWith = (limits: Limits): CompileContext => ({
  documents: { find: () => [] },
  core: coreDocuments,
  components: catalog,
  settings: {},
  manifests: {},
  limits,
  routes: undefined,
  urls: siteOf({}).urls,
  environment: null,
  clock: () => 0,
});
