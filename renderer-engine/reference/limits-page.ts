import { defaultLimits } from '../limits.ts';
import { code, generated, page, table } from './markdown.ts';

/** What each limit counts. */
const meanings: Readonly<Record<keyof typeof defaultLimits, string>> = {
  documentBytes: 'bytes of a document',
  jsonDepth: 'levels of JSON',
  nodesPerDocument: 'nodes of a document',
  nodesExpanded: 'nodes after components are put in',
  nodeDepth: 'nodes inside each other',
  instanceDepth: 'components inside each other',
  uses: 'entries of `uses`',
  dependencies: 'documents it needs, all together',
  extendsChain: 'documents that extend each other',
  referenceDepth: 'references that lead to references',
  stringBytes: 'bytes of a text',
  markdownBytes: 'bytes of the `source` of Markdown',
  loopItems: 'items of a loop that says no limit itself',
  loopItemsHard: 'items of any loop',
  loopProduct: 'turns of loops inside each other',
  expressions: 'expressions of a document',
  expressionSteps: 'steps of one expression',
  renderSteps: 'steps of all expressions of a render',
  expressionCharacters: 'characters of an expression',
  htmlBytes: 'bytes of HTML',
  boundaryBytes: 'bytes of a node with `catch`',
  messages: 'messages of a document in one language',
  tokens: 'tokens of a theme, parents included',
  shots: 'pictures that the tests of a document ask for',
  params: 'params of a page',
  formFields: 'fields of a form',
  fragments: 'parts of a page that load on their own',
  includes: 'pages included in a page',
  programBytes: 'bytes of a compiled program',
};

/** Every limit with its value; a host may lower them. */
export const limitsPage = (): string =>
  page(
    generated,
    '# Limits',
    'What a document, an expression or a render may cost. A host may lower them, never raise them. What goes beyond is told as UI9001 or UI9101, with the limit, the value and the place; nothing is cut quietly.',
    table(
      ['Limit', 'At most', 'Of'],
      Object.entries(defaultLimits).map(([name, value]) => [
        code(name),
        value.toLocaleString('en'),
        meanings[name as keyof typeof defaultLimits],
      ]),
    ),
  );
