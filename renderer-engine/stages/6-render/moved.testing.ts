import { parse, serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/**
 * The body of a streamed page once everything in it has found its place: what the mover, or a browser itself, does. The
 * link behind the page is for those who have neither.
 */
export function movedBody(html: string): string {
  const body = bodyOf(html);
  for (const part of [...body.childNodes]) {
    const name = placeNamed(part);
    if (name === null) continue;
    replace(find(body, name), (part as Tree.Template).content.childNodes);
    detach(part);
  }
  for (const node of [...body.childNodes]) if (node.nodeName === 'noscript') detach(node);
  dropComments(body);
  return serialize(body);
}

export function bodyOf(html: string): Tree.Element {
  const root = parse(html).childNodes.find((node) => node.nodeName === 'html') as Tree.Element;
  return root.childNodes.find((node) => node.nodeName === 'body') as Tree.Element;
}

function placeNamed(node: Tree.ChildNode): string | null {
  if (node.nodeName !== 'template') return null;
  const { attrs } = node as Tree.Element;
  return attrs.find(({ name }) => name === 'data-ui-for' || name === 'for')?.value ?? null;
}

function find(node: Tree.Element, id: string): Tree.Element {
  const found = search(node, id);
  if (!found) throw new Error(`There is no place "${id}".`);
  return found;
}

function search(node: Tree.Element, id: string): Tree.Element | null {
  if (node.attrs.some(({ name, value }) => name === 'id' && value === id)) return node;
  for (const child of node.childNodes) {
    const found = 'attrs' in child ? search(child, id) : null;
    if (found) return found;
  }
  return null;
}

function replace(place: Tree.Element, nodes: readonly Tree.ChildNode[]): void {
  const siblings = place.parentNode!.childNodes;
  for (const node of nodes) node.parentNode = place.parentNode;
  siblings.splice(siblings.indexOf(place), 1, ...nodes);
}

const detach = (node: Tree.ChildNode): void => {
  const siblings = node.parentNode!.childNodes;
  siblings.splice(siblings.indexOf(node), 1);
};

function dropComments(node: Tree.Element): void {
  for (const child of [...node.childNodes]) {
    if (child.nodeName === '#comment') detach(child);
    else if ('childNodes' in child) dropComments(child);
  }
}
