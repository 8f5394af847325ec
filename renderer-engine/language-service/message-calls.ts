import { childrenOf } from '../expressions/children.ts';
import { type Argument, isDynamic, parseTemplate } from '../expressions/index.ts';
import { identityOf } from './identity.ts';
import type { Mention } from './mention.ts';
import { mentionsIn } from './mentions.ts';
import { type DocumentView, viewsOf } from './project.ts';
import { propertiesOf, type TextNode } from './text.ts';

/** What a message is shown with. */
export interface MessageCalls {
  /** Names of arguments, each with a word on where it comes from. */
  readonly arguments: ReadonlyMap<string, string>;
  /** Names of the slots `inline:*` around it. */
  readonly markup: ReadonlySet<string>;
}

/** Looks at every `t('key', { … })` of the project that shows a message of this document. */
export function messageCalls(view: DocumentView, key: string): MessageCalls {
  const own = identityOf(view, { named: 'message', name: key } as Mention);
  const found = new Map<string, string>();
  const markup = new Set<string>();
  for (const other of viewsOf(view.project)) {
    for (const mention of mentionsIn(other)) {
      const { named, name, role, node } = mention;
      if (named !== 'message' || name !== key || role !== 'uses' || identityOf(other, mention) !== own) continue;
      for (const one of argumentsIn(node, key)) found.set(one, `given by ${other.id ?? other.path}`);
      for (const slot of slotsBeside(node)) if (slot.startsWith('inline:')) markup.add(slot.slice('inline:'.length));
    }
  }
  return { arguments: found, markup };
}

/** Names behind the key of each `t(…)` in a text. */
function argumentsIn({ value }: TextNode, key: string): readonly string[] {
  const text = String(value);
  if (!isDynamic(text)) return [];
  return parseTemplate(text).parts.flatMap((part) =>
    typeof part === 'object' && part.ast ? inCalls(part.ast, key) : [],
  );
}

function inCalls(part: Argument, key: string): readonly string[] {
  const below = childrenOf(part).flatMap((child) => inCalls(child, key));
  if (part.kind !== 'call' || part.name !== 't') return below;
  const [asked, given] = part.args;
  const isThis = asked?.kind === 'literal' && String(asked.value).replace(/^.*:/, '') === key;
  return isThis && given?.kind === 'map' ? [...given.entries.map((entry) => entry.key), ...below] : below;
}

/** Keys of the `slots` of the node whose prop a text is. */
function slotsBeside(text: TextNode): readonly string[] {
  const node = text.parent?.parent?.parent?.parent;
  const slots = propertiesOf(node).find(({ key }) => key === 'slots')?.value;
  return propertiesOf(slots).map(({ key }) => key);
}
