/**
 * Changes a shown document into a new one in place: what is equal stays untouched, so nothing flashes and scroll
 * positions, focus and loaded pictures survive. Both documents must be free of scripts.
 */
export function morph(shown: Document, next: Document): void {
  morphAttributes(shown.documentElement, next.documentElement);
  morphChildren(shown.head, next.head);
  morphAttributes(shown.body, next.body);
  morphChildren(shown.body, next.body);
}

function morphChildren(shown: Element, next: Element): void {
  let current = shown.firstChild;
  for (const wanted of [...next.childNodes]) {
    const match = findMatch(current, wanted);
    if (!match) {
      shown.insertBefore(shown.ownerDocument.adoptNode(wanted), current);
      continue;
    }
    while (current && current !== match) current = removeAndGoOn(current);
    morphNode(match, wanted);
    current = match.nextSibling;
  }
  while (current) current = removeAndGoOn(current);
}

/** How far to look ahead for a node that only moved down, before it is built anew. */
const lookAhead = 8;

/** The next shown node that can become the wanted one. Ids decide where there are any, else the kind of node. */
function findMatch(current: ChildNode | null, wanted: ChildNode): ChildNode | null {
  const id = idOf(wanted);
  let candidate = current;
  for (let step = 0; candidate && step < lookAhead; step++) {
    if (id !== null ? isAlike(candidate, wanted) && idOf(candidate) === id : candidate.isEqualNode(wanted))
      return candidate;
    candidate = candidate.nextSibling;
  }
  return current && id === null && idOf(current) === null && isAlike(current, wanted) ? current : null;
}

const isAlike = (left: Node, right: Node): boolean =>
  left.nodeType === right.nodeType && left.nodeName === right.nodeName;

const idOf = (node: Node): string | null => ('id' in node && node.id ? String(node.id) : null);

function morphNode(shown: ChildNode, wanted: ChildNode): void {
  if (shown.isEqualNode(wanted)) return;
  if (isElement(shown) && isElement(wanted)) {
    morphAttributes(shown, wanted);
    morphChildren(shown, wanted);
    showValue(shown);
  } else shown.nodeValue = wanted.nodeValue;
}

function morphAttributes(shown: Element, wanted: Element): void {
  for (const { name } of [...shown.attributes]) if (!wanted.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of [...wanted.attributes]) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

/** A field that was typed into no longer follows its attributes; a preview shows what the document says. */
function showValue(element: Element): void {
  if ('defaultValue' in element && 'value' in element) element.value = element.defaultValue;
  if ('defaultChecked' in element && 'checked' in element) element.checked = element.defaultChecked;
}

function removeAndGoOn(node: ChildNode): ChildNode | null {
  const { nextSibling } = node;
  node.remove();
  return nextSibling;
}

// Not `instanceof Element`: the nodes belong to the frame's own realm.
const isElement = (node: Node): node is Element => node.nodeType === 1;
