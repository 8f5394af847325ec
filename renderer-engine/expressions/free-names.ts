import type { Argument } from './ast.ts';
import { childrenOf } from './children.ts';
import type { Template } from './template.ts';

/** Names a template reads from around it, sorted; parameters of its own lambdas are not among them. */
export function readNames(template: Template): readonly string[] {
  const names = new Set<string>();
  for (const part of template.parts) if (typeof part === 'object' && part.ast) collect(part.ast, [], names);
  return [...names].sort();
}

function collect(part: Argument, parameters: readonly string[], names: Set<string>): void {
  if (part.kind === 'name' && !parameters.includes(part.name)) names.add(part.name);
  const inner = part.kind === 'lambda' ? [...parameters, ...part.parameters] : parameters;
  for (const child of childrenOf(part)) collect(child, inner, names);
}
