import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { report } from '../../diagnostics/report.ts';
import { defaultLimits } from '../../limits.ts';
import { parse } from '../../stages/1-parse/parse.ts';
import type { PackageManifest } from './package.ts';
import type { Needed } from './package-documents.ts';

/** Packages that could not be loaded, told where the text asks for what they bring. */
export function tellMissing(
  problems: Needed['problems'],
  text: string,
  file: string,
  manifests: readonly PackageManifest[],
): readonly Diagnostic[] {
  if (problems.length === 0) return [];
  const { document, locator } = parse(text, file, defaultLimits);
  const uses = Object.entries(document?.uses ?? {});
  return problems.map(({ package: name, problem }) => {
    const brought = new Set(manifests.find((manifest) => manifest.name === name)?.provides);
    const alias = uses.find(([, reference]) => brought.has(reference.slice(0, reference.indexOf('@'))))?.[0];
    // Needed by something the document uses, not by itself.
    const pointer = alias === undefined ? '' : `/uses/${alias}`;
    return report('UI3033', { name, problem }, { pointer, file, locator, atStart: alias === undefined });
  });
}
