import { functionGroups } from '../expressions/functions/catalog.ts';
import { messageFunction } from '../expressions/functions/other.ts';
import { evaluateExample, exampleData, functionExamples } from './function-examples.ts';
import { block, code, generated, page, table } from './markdown.ts';

/** Every expression function, with an example whose result is computed, not written. */
export function functionsPage(): string {
  return page(
    generated,
    '# Expression functions',
    '[Expressions](expressions.md) say where these may stand.',
    'All are pure. A null argument gives null, a list function takes null as the empty list. `x | f(y)` is `f(x, y)`. The examples read:',
    block('json', JSON.stringify(exampleData, null, 2)),
    ...Object.entries(functionGroups).flatMap(([group, functions]) => [
      `## ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
      table(
        ['Function', 'Gives', 'Example', 'Result'],
        Object.entries(functions).map(([name, { signature, summary }]) => {
          const example = functionExamples[name];
          return [
            code(signature),
            summary,
            example ? code(example) : '',
            example ? code(JSON.stringify(evaluateExample(example))) : '',
          ];
        }),
      ),
    ]),
    `${code(messageFunction.signature)}: ${messageFunction.summary}`,
  );
}
