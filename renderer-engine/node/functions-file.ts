import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { EngineOptions } from '../engine.ts';

/**
 * The functions of this host (language.md 3.3): what the module named by the environment variable FUNCTIONS_FILE
 * exports. The operator names it, never a project: it is code that runs. Nothing when the variable is not set; throws an
 * error in words when the module cannot be loaded. Every thread loads it once.
 */
export function functionsOfHost(file = process.env['FUNCTIONS_FILE']): Pick<EngineOptions, 'functions'> {
  if (!file) return {};
  const path = resolve(file);
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = createRequire(path)(path) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new Error(`FUNCTIONS_FILE "${file}" cannot be loaded: ${(error as Error).message}`);
  }
  const functions = Object.entries(exported).filter(([, value]) => typeof value === 'function');
  return { functions: Object.fromEntries(functions) as NonNullable<EngineOptions['functions']> };
}
