import type { Json, JsonObject } from '#engine';
import type { CoveredNode, Proposal, ProposedCase } from './coverage.ts';
import type { OutlineNode } from './outline.ts';

/** Cases that would show what is missing and need no new data: by forced states, and by other sizes of the window. */
export function proposeCases(
  document: JsonObject,
  outline: readonly OutlineNode[],
  nodes: readonly CoveredNode[],
  widths: Readonly<Record<string, number>>,
): readonly Proposal[] {
  const tests = isObject(document['tests']) ? document['tests'] : {};
  const fixtures = Object.keys(isObject(tests['fixtures']) ? tests['fixtures'] : {});
  const declared = (Array.isArray(tests['cases']) ? tests['cases'] : []).filter(isObject);
  const fixture = typeof declared[0]?.['fixture'] === 'string' ? declared[0]['fixture'] : (fixtures[0] ?? '');
  const data = Object.keys(isObject(document['data']) ? document['data'] : {});
  const byId = new Map(outline.map((node) => [node.id, node]));
  const proposals = new Map<string, Proposal>();
  const propose = (what: Omit<ProposedCase, 'id'>, id: string, reason: string) => {
    const wish = JSON.stringify(what);
    const isThere = declared.some(({ id: _, ...known }) => JSON.stringify(known) === wish);
    if (!isThere && !proposals.has(wish)) proposals.set(wish, { case: { id: freeId(id, declared), ...what }, reason });
  };

  for (const { id, branches } of nodes) {
    const node = byId.get(id);
    // What is inside of a component follows from what it is given: only another window shows more of it for sure.
    const isInside = id.includes('--');
    for (const { name, isShown } of node && fixture !== '' ? branches : []) {
      if (isShown || (isInside && !/^(below|from) /.test(name))) continue;
      const source = data.find((one) => node?.loop?.includes(`data.${one}`));
      if (name === 'for: empty' && source) {
        propose({ fixture, force: { [`data.${source}`]: 'empty' } }, `${source}-empty`, `"${id}" without any item.`);
      }
      if (name === 'placeholder') {
        propose({ fixture, force: { [id]: 'placeholder' } }, `${id}-waiting`, `"${id}" while it waits for its data.`);
      }
      if (name === 'catch') {
        const force = node?.isLazy ? id : `data.${source ?? data[0] ?? ''}`;
        if (node?.isLazy || data.length > 0) {
          propose({ fixture, force: { [force]: 'error' } }, `${id}-down`, `What "${id}" shows when its data fails.`);
        }
      }
      const [, side, breakpoint] = /^(below|from) (\w+)/.exec(name) ?? [];
      const width = breakpoint === undefined ? undefined : widths[breakpoint];
      if (side && width !== undefined) {
        const viewport = side === 'from' ? width : Math.max(320, width - 1);
        const viewports = [`${viewport}x800`];
        propose({ fixture, matrix: { viewports } }, `${side}-${breakpoint}`, `The page ${viewport} pixels wide.`);
      }
    }
  }
  for (const name of fixtures) {
    const isUsed = declared.some((one) => one['fixture'] === name) || isExtended(tests, name) || declared.length === 0;
    if (!isUsed) propose({ fixture: name }, name, `The sample data "${name}", which no case uses.`);
  }
  return [...proposals.values()];
}

/** Sample data that others are made of is often not meant to be shown by itself. */
const isExtended = (tests: JsonObject, name: string): boolean =>
  Object.values(isObject(tests['fixtures']) ? tests['fixtures'] : {}).some(
    (fixture) => isObject(fixture) && fixture['extends'] === name,
  );

function freeId(wanted: string, declared: readonly JsonObject[]): string {
  const plain =
    wanted
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'case';
  const taken = new Set(declared.map(({ id }) => id));
  let count = 1;
  while (taken.has(count === 1 ? plain : `${plain}-${count}`)) count++;
  return count === 1 ? plain : `${plain}-${count}`;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
