import type { Argument } from './ast.ts';

/** Direct parts, in the order of the source. */
export function childrenOf(expression: Argument): readonly Argument[] {
  switch (expression.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'member':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'logical':
      return [expression.left, expression.right];
    case 'conditional':
      return [expression.test, expression.consequent, expression.alternate];
    case 'list':
      return expression.items;
    case 'map':
      return expression.entries.map(({ value }) => value);
    case 'call':
      return expression.args;
    case 'lambda':
      return [expression.body];
  }
}
