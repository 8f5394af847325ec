import { describe, type Type } from '../expressions/index.ts';
import { argumentKinds } from '../messages/message-functions.ts';
import { contextType } from '../stages/3-validate/root-scope.ts';
import { evaluateExample, exampleData } from './function-examples.ts';
import { block, code, generated, page, table } from './markdown.ts';

/** What stands between `${` and `}`: the names it sees, its operators with computed results, and what null does. */
export function expressionsPage(): string {
  return page(
    generated,
    '# Expressions',
    'An expression stands between `${` and `}` in props, `if`, `for`, `let`, arguments and the other places that [documents](documents.md) names. It reads what the page was given and gives a value; it changes nothing, and knows no clock but `ctx.now`. Its functions are listed [on their own page](functions.md).',
    '## Names',
    table(
      ['Name', 'What it is', 'Where'],
      names.map(([name, what, where]) => [code(name), what, where]),
    ),
    'Names of `for`, `let`, slots and lambdas stand beside these.',
    '## `ctx`',
    'Who looks at the page, and from where. `context` of a page narrows it; `ctx` of a fixture sets it.',
    table(['Name', 'Type'], contextRows(contextType, 'ctx')),
    '## Operators',
    'From the strongest to the weakest. Nothing is converted: `+` adds two numbers or joins two texts. The examples read:',
    block('json', JSON.stringify(exampleData, null, 2)),
    table(
      ['Operator', 'Meaning', 'Example', 'Result'],
      operatorRows.map(([operator, meaning, example]) => [
        code(operator),
        meaning,
        code(example),
        code(JSON.stringify(evaluateExample(example))),
      ]),
    ),
    '## Null',
    'What is not there is `null`, and nothing breaks because of it: a property or an item of null is null, arithmetic and most functions with null give null, comparisons by order with null are false, null counts as false in a condition, as empty in text, and as the empty list where a list is wanted.',
    table(
      ['Example', 'Result'],
      nullExamples.map((example) => [code(example), code(JSON.stringify(evaluateExample(example)))]),
    ),
    '## Messages',
    `Words live in \`messages\`, by language and key, as MessageFormat 2: \`"greeting": "Hello {$name}"\`. An expression shows one: \`\${t('greeting', { name: ctx.user.name })}\`, or \`t('alias:key')\` for a message of a used document. Arguments may have a function: ${Object.keys(
      argumentKinds,
    )
      .map((name) => code(`:${name}`))
      .join(
        ', ',
      )}; \`:date\`, \`:time\` and \`:datetime\` take \`style=\` short, medium, long or full. A text that depends on a number says so:`,
    block('text', '.input {$n :integer}\n.match $n\none {{One order}}\n* {{{$n} orders}}'),
    'In JSON its line breaks are written `\\n`. `{#terms}…{/terms}` marks words for the slot `inline:terms` of the Text that shows the message.',
  );
}

const names: readonly (readonly [string, string, string])[] = [
  ['params', 'The params of the address.', 'pages'],
  ['data', 'What the sources answered, by the names in `data`.', 'pages'],
  ['ctx', 'Who looks at the page, and from where.', 'everywhere'],
  ['props', 'What an instance was given.', 'views of components'],
  ['slots', 'Which slots of an instance are filled: `slots.icon` is true or false.', 'views of components'],
  ['form', '`value`, `errors` by pointer, and `state` of the form.', 'inside a Form'],
  ['error', '`code`, `id` and `status` of what failed.', 'inside `catch`'],
  ['result', 'What a call answered.', '`then` and `catch` of a request'],
  ['args', 'What a call was given.', '`then` and `catch` of a request'],
  ['event', 'What a component told; `event.detail` is what it brought along.', 'handlers of its events'],
];

function contextRows(type: Type, path: string): readonly (readonly string[])[] {
  return Object.entries(type.map?.properties ?? {}).flatMap(([name, own]) => {
    const row = [code(`${path}.${name}`), describe(own)];
    return [row, ...contextRows(own, `${path}.${name}`)];
  });
}

/** From the strongest to the weakest, each with an example over `exampleData`. */
export const operatorRows: readonly (readonly [operator: string, meaning: string, example: string])[] = [
  ['a.b', 'A property', 'order.id'],
  ['a[b]', 'An item of a list, from 0, or a property by name', 'lines[1].sku'],
  ['!', 'Not', '!(order.total > 1000)'],
  ['-a', 'The negative', '-order.total'],
  ['*', 'Times', 'lines[0].qty * lines[0].price'],
  ['/', 'Divided by; null by zero', 'order.total / 2'],
  ['%', 'What is left of a division', '7 % 4'],
  ['+', 'Plus, or two texts as one', "'Order ' + order.id"],
  ['-', 'Minus', 'order.total - 49.5'],
  ['<', 'Less', 'order.total < 1000'],
  ['<=', 'Less or the same', 'order.total <= 1249.5'],
  ['>', 'More', 'order.total > 1000'],
  ['>=', 'More or the same', 'order.total >= 2000'],
  ['in', 'Whether a list has an item', "'pen' in (lines | map(line => line.sku))"],
  ['==', 'The same, lists and maps too', "order.id == 'A-1001'"],
  ['!=', 'Not the same', "order.id != 'A-1001'"],
  ['&&', 'Both; the right side only if the left is true', "order.total > 1000 && order.id != ''"],
  ['||', 'One of both; the right side only if the left is not true', 'order.total > 2000 || size(lines) > 2'],
  ['??', 'The right side where the left is null', "order.note ?? 'none'"],
  ['a ? b : c', 'One of two', "size(lines) > 1 ? 'several' : 'one'"],
  ['a | f', 'A function with the left side as its first argument', 'name | upper'],
];

const nullExamples = [
  'order.customer.name',
  'order.note + 1',
  "'Note: ' + order.note",
  'size(order.notes)',
  'order.note > 1',
];
