import { catalog } from '../diagnostics/catalog.ts';
import type { DiagnosticDefinition } from '../diagnostics/define.ts';
import { type Explanation, explanations } from '../diagnostics/explanations.ts';
import { block, code, generated, page } from './markdown.ts';

/** What a sample of a code shows: the text around the place, and what is told there. */
export interface DiagnosticSample {
  readonly code: string;
  /** The text of the document that has the mistake. */
  readonly text: string;
  /** From 1; null when the diagnostic has no place in this text. */
  readonly line: number | null;
  readonly message: string;
  readonly fixes: readonly string[];
}

/** Families by the first digit of their codes. */
const families: Readonly<Record<string, string>> = {
  UI1: 'JSON',
  UI2: 'Structure',
  UI3: 'References and inheritance',
  UI4: 'Expressions and messages',
  UI5: 'Data, forms and actions',
  UI6: 'Styles and themes',
  UI7: 'Accessibility',
  UI8: 'Versions',
  UI9: 'Limits, rendering and security',
};

/** Every diagnostic: what it means, what to do, and a document that has it. */
export function diagnosticsPage(samples: readonly DiagnosticSample[]): string {
  const codes = Object.entries(catalog as Readonly<Record<string, DiagnosticDefinition<never>>>);
  return page(
    generated,
    '# Diagnostics',
    'A code is permanent; its words may change. An error keeps a version from being approved, a warning does not.',
    ...Object.entries(families).flatMap(([prefix, title]) => [
      `## ${prefix}xxx ${title}`,
      ...codes
        .filter(([one]) => one.startsWith(prefix))
        .map(([one, definition]) =>
          entry(
            one,
            definition,
            samples.find((sample) => sample.code === one),
          ),
        ),
    ]),
  );
}

function entry(one: string, { name, severity }: DiagnosticDefinition<never>, sample?: DiagnosticSample): string {
  const { cause, cure } = (explanations as Readonly<Record<string, Explanation>>)[one]!;
  return [
    `### ${one}`,
    `${code(name)}, ${severity}.`,
    `${cause} **What to do:** ${cure}`,
    sample && 'For example:',
    sample && `> ${sample.message}`,
    sample && sample.line !== null && block('jsonc', excerpt(sample.text, sample.line)),
    sample && sample.fixes.length > 0 && `Offered: ${sample.fixes.map((fix) => `“${fix}”`).join(', ')}.`,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The line and its neighbors, without their common indent; long lines are cut. */
function excerpt(text: string, line: number): string {
  const lines = text.split('\n').slice(Math.max(0, line - 2), line + 1);
  const indent = Math.min(...lines.filter((one) => one.trim()).map((one) => /^ */.exec(one)?.[0].length ?? 0));
  return lines.map((one) => (one.length > 180 ? `${one.slice(indent, 180)}…` : one.slice(indent))).join('\n');
}
