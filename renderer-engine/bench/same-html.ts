import { type DefaultTreeAdapterTypes, parse } from 'parse5';

/** Elements, attributes by name, and text: what a browser makes of it, without what spelling leaves open. */
export function htmlTree(html: string): unknown {
  return treeOf(parse(html));
}

function treeOf(node: DefaultTreeAdapterTypes.Node): unknown {
  if ('value' in node) return node.value;
  if (!('childNodes' in node)) return node.nodeName;
  const attributes = 'attrs' in node ? node.attrs.map(({ name, value }) => `${name}=${value}`).sort() : [];
  return [node.nodeName, attributes, node.childNodes.filter((child) => child.nodeName !== '#comment').map(treeOf)];
}

export function countElements(html: string): number {
  const count = (node: DefaultTreeAdapterTypes.Node): number =>
    ('tagName' in node ? 1 : 0) +
    ('childNodes' in node ? node.childNodes.reduce((sum, child) => sum + count(child), 0) : 0);
  return count(parse(html));
}

/** Comparing speeds is only fair for the same result. */
export function expectSameHtml(name: string, html: string, wanted: string): void {
  if (JSON.stringify(htmlTree(html)) !== JSON.stringify(htmlTree(wanted))) {
    throw new Error(`${name} makes other HTML than the engine, so there is nothing to compare.`);
  }
}
