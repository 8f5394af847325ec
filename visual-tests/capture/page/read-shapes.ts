import type { NodeShape } from '../../types/shot.ts';

/**
 * Runs inside the page, sent as source, so it must not lean on this file: where every node with an element of its own
 * stands, what it says and how it is painted, in the order of the document.
 * A node is its outermost elements: one that has several is counted like one that repeats. A node without any element
 * (a condition, a loop, a bare text) belongs to the node around it, which has its text. Nodes inside components are
 * named as the page names them, `instance--inner`. What is not shown at all (a closed dialog) has no shape.
 */
export function readShapes(): NodeShape[] {
  const painted = [
    ...['display', 'position', 'float', 'visibility', 'opacity', 'z-index', 'order', 'overflow-x', 'overflow-y'],
    ...['color', 'background-color', 'background-image', 'background-size', 'background-position', 'background-repeat'],
    ...['background-clip', 'background-origin', 'background-attachment', 'background-blend-mode', 'mix-blend-mode'],
    ...['padding-top', 'padding-right', 'padding-bottom', 'padding-left', 'row-gap', 'column-gap'],
    ...['border-top-left-radius', 'border-top-right-radius', 'border-bottom-left-radius', 'border-bottom-right-radius'],
    ...['box-shadow', 'filter', 'backdrop-filter', 'clip-path', 'mask-image', 'transform', 'rotate', 'scale'],
    ...['translate', 'flex-direction', 'flex-wrap', 'justify-content', 'align-items', 'align-self', 'text-align'],
    ...['font-family', 'font-size', 'font-weight', 'font-style', 'font-stretch', 'font-variant-numeric', 'line-height'],
    ...['letter-spacing', 'word-spacing', 'text-indent', 'text-transform', 'text-overflow', 'text-shadow', 'text-wrap'],
    ...['white-space', 'vertical-align', 'direction', 'writing-mode', 'list-style-type', 'list-style-position'],
    ...['object-fit', 'object-position', 'appearance', 'accent-color', 'fill', 'stroke', 'stroke-width', 'content'],
  ];
  /** A line that is not there has a color all the same; it counts only with its line. */
  const lines = ['border-top', 'border-right', 'border-bottom', 'border-left', 'outline', 'column-rule'];
  const probe = document.createElement('div');
  probe.style.cssText = 'all: initial; display: none';
  document.documentElement.append(probe);
  const initial = getComputedStyle(probe);
  const usual = new Map([...painted, 'text-decoration-line'].map((name) => [name, initial.getPropertyValue(name)]));
  usual.set('display', 'inline');
  probe.remove();

  const styleOf = (element: Element): Record<string, string> => {
    const computed = getComputedStyle(element);
    const found: Record<string, string> = {};
    for (const name of painted) {
      const value = computed.getPropertyValue(name);
      if (value !== usual.get(name)) found[name] = value;
    }
    for (const line of lines) {
      const [style, width] = [computed.getPropertyValue(`${line}-style`), computed.getPropertyValue(`${line}-width`)];
      if (style === 'none' || style === 'hidden' || Number.parseFloat(width) === 0) continue;
      found[line] = `${width} ${style} ${computed.getPropertyValue(`${line}-color`)}`;
    }
    const decoration = computed.getPropertyValue('text-decoration-line');
    if (decoration !== 'none' && decoration !== '') {
      const [style, color] = ['style', 'color'].map((part) => computed.getPropertyValue(`text-decoration-${part}`));
      found['text-decoration'] = `${decoration} ${style} ${color}`;
    }
    return found;
  };

  const shownValue = (element: Element): string | null => {
    if (element instanceof HTMLSelectElement)
      return [...element.selectedOptions].map((option) => option.label).join(', ');
    if (element instanceof HTMLTextAreaElement) return element.value || element.placeholder;
    if (!(element instanceof HTMLInputElement)) return null;
    if (element.type === 'checkbox' || element.type === 'radio') return element.checked ? '☑' : '☐';
    if (element.type === 'password' && element.value) return '•'.repeat(element.value.length);
    return element.type === 'hidden' ? '' : element.value || element.placeholder;
  };
  const unseen = new Set(['script', 'style', 'template', 'noscript', 'head', 'title', 'datalist']);
  const ownText = (element: Element): string => {
    const value = shownValue(element);
    if (value !== null) return value;
    return [...element.childNodes]
      .map((child) => {
        if (child instanceof Text) return child.data;
        if (!(child instanceof Element) || child.hasAttribute('data-ui-node') || unseen.has(child.localName)) return '';
        return ` ${ownText(child)} `;
      })
      .join('');
  };

  const round = (length: number): number => Math.round(length * 100) / 100;
  const boxOf = (element: Element): NodeShape['box'] | null => {
    let rect = element.getBoundingClientRect();
    if (element.getClientRects().length === 0) {
      // An element without a box of its own (`display: contents`) is where its content is.
      if (getComputedStyle(element).display !== 'contents') return null;
      const range = document.createRange();
      range.selectNodeContents(element);
      rect = range.getBoundingClientRect();
    }
    return [round(rect.left + scrollX), round(rect.top + scrollY), round(rect.width), round(rect.height)];
  };

  const counts = new Map<string, number>();
  const names = new Map<Element, string>();
  const shapes: NodeShape[] = [];
  for (const element of document.querySelectorAll('[data-ui-node]')) {
    const id = element.getAttribute('data-ui-node')!;
    const box = boxOf(element);
    if (!box) continue;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    const node = count === 1 ? id : `${id}#${count}`;
    names.set(element, node);
    let around = element.parentElement;
    while (around && !names.has(around)) around = around.parentElement;
    const text = ownText(element).replaceAll(/\s+/g, ' ').trim();
    shapes.push({ node, parent: around ? names.get(around)! : null, box, text, style: styleOf(element) });
  }
  return shapes;
}
