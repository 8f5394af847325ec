/**
 * The page as HTML, an element a line: without scripts, sheets and preferences, which themes and browsers decide, without
 * hashes that every edit changes, and without what the tests themselves have put there. Runs in the page.
 */
export function readHtml(): string {
  const void_ = new Set([
    'area',
    'base',
    'br',
    'col',
    'embed',
    'hr',
    'img',
    'input',
    'link',
    'meta',
    'source',
    'track',
    'wbr',
  ]);
  const lines: string[] = [];
  const isLeftOut = (element: Element) =>
    element.localName === 'script' ||
    element.localName === 'noscript' ||
    (element.localName === 'link' && element.getAttribute('rel') === 'stylesheet') ||
    (element.localName === 'style' && element.closest('svg') === null) ||
    (element.localName === 'meta' && element.getAttribute('name') === 'htmx-config') ||
    element.hasAttribute('data-studio');
  const isOurs = (name: string, element: Element) =>
    name === 'data-ui-node' ||
    name === 'data-ui-key' ||
    name.startsWith('data-studio') ||
    // Changed so that pictures come at once and words are not underlined.
    name === 'spellcheck' ||
    (element.localName === 'img' && (name === 'loading' || name === 'decoding')) ||
    // Written by scripts for themselves, and by the reader's choices.
    name.startsWith('data-htmx') ||
    (element === document.documentElement && name.startsWith('data-ui-'));
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const attributesOf = (element: Element) =>
    [...element.attributes]
      .filter(({ name }) => !isOurs(name, element))
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .map(({ name, value }) => ` ${name}="${escaped(value.replace(/@[0-9a-f]{12}\//g, '@/'))}"`)
      .join('');
  const write = (node: Node, depth: number): void => {
    const space = '  '.repeat(depth);
    if (node instanceof Text) {
      const words = node.data.replace(/\s+/g, ' ').trim();
      if (words !== '') lines.push(space + escaped(words));
      return;
    }
    if (!(node instanceof Element) || isLeftOut(node)) return;
    const name = node.localName;
    const children = [...(node instanceof HTMLTemplateElement ? node.content : node).childNodes];
    const open = `<${name}${attributesOf(node)}>`;
    if (void_.has(name)) {
      lines.push(space + open);
      return;
    }
    const [only] = children;
    if (children.length === 0) lines.push(`${space}${open}</${name}>`);
    else if (children.length === 1 && only instanceof Text && only.data.trim().length < 80) {
      lines.push(`${space}${open}${escaped(only.data.replace(/\s+/g, ' ').trim())}</${name}>`);
    } else {
      lines.push(space + open);
      for (const child of children) write(child, depth + 1);
      lines.push(`${space}</${name}>`);
    }
  };
  write(document.documentElement, 0);
  return `${lines.join('\n')}\n`;
}
