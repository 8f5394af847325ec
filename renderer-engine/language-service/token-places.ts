import { type DocumentView, type Location, viewsOf } from './project.ts';
import { headOf, type TextNode } from './text.ts';

/** Tokens are written in themes: a place for each theme and context that sets one. */
export function tokenPlaces(view: DocumentView, token: string): readonly Location[] {
  const keys = token.split('.');
  return viewsOf(view.project)
    .filter(({ kind }) => kind === 'theme')
    .flatMap((theme) => tokensIn(theme, keys).map((node) => ({ path: theme.path, span: headOf(node) })));
}

function tokensIn(theme: DocumentView, keys: readonly string[]): readonly TextNode[] {
  const found: TextNode[] = [];
  const visit = (node: TextNode): void => {
    if (node.type === 'object') {
      const target = descend(node, keys);
      if (target) found.push(target);
      else for (const child of node.children ?? []) if (child.children?.[1]) visit(child.children[1]);
    } else for (const child of node.children ?? []) visit(child);
  };
  const tokens = theme.text.tree?.children?.find(({ children }) => children?.[0]?.value === 'tokens')?.children?.[1];
  if (tokens) visit(tokens);
  return found;
}

function descend(node: TextNode, keys: readonly string[]): TextNode | null {
  let one: TextNode | undefined = node;
  for (const key of keys) {
    one = one?.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
    if (!one) return null;
  }
  return one?.children?.some(({ children }) => children?.[0]?.value === '$value') ? one : null;
}
