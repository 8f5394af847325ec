/** Language reference, "Names". */
const pattern = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/;

/** What is wrong with a document id, as a sentence; null when nothing is. Main has the last word. */
export function idProblem(id: string): string | null {
  if (id.length > 200) return 'Use at most 200 characters.';
  if (pattern.test(id)) return null;
  return 'Use a namespace and a name, such as acme/orders: lower-case letters, digits and single hyphens.';
}

/** An id made from a title, in the namespace that most documents of the project use. */
export function suggestId(title: string, ids: readonly (string | null)[]): string {
  const name = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? '' : `${commonNamespace(ids)}/${name}`;
}

function commonNamespace(ids: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) {
    const namespace = id?.split('/')[0];
    if (namespace) counts.set(namespace, (counts.get(namespace) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted((left, right) => right[1] - left[1]);
  return most?.[0] ?? 'my';
}
