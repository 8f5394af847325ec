import { type Access, isAllowed } from '../../document/access.ts';
import { mapValues } from '../../document/map-values.ts';
import type { Json, JsonObject, JsonSchema } from '../../document/types.ts';
import { parseTemplate } from '../../expressions/index.ts';
import type { ResolvedElement, ResolvedInclude } from '../flow.ts';
import { straightParam } from '../include-params.ts';
import { asBinding, type Binding, type Bound, bindValue, constant, express } from './bound.ts';
import { type ExpandNodes, type Expansion, placeOf } from './expansion.ts';
import { fragmentTargets } from './fragment-targets.ts';
import { type Mounted, namedIn } from './mounted.ts';
import { includeScope, roots, scopeOfKey, variableBinding } from './scopes.ts';
import type { TreeNode } from './tree.ts';

/** An Include is replaced by the page it shows, whose names become names of the page around it (language.md 8.2). */
export function expandInclude(node: ResolvedElement, at: Expansion, expandNodes: ExpandNodes): readonly TreeNode[] {
  const { include } = node;
  if (!include) return [];
  const mounted = mount(node, include, at);
  at.mounted.set(mounted.id, mounted);
  const body = expandNodes(include.content, {
    ...at,
    scope: mounted.scope,
    ...mounted.place,
    view: null,
    form: null,
    include: mounted,
    targets: new Set(
      include.content
        .flatMap((one) => [...fragmentTargets(one)])
        .concat([...fragmentTargets(null, include.page.forms as unknown as Json)]),
    ),
  });
  const test = accessTest(mounted.access.slice(at.include?.access.length ?? 0));
  return test ? [{ kind: 'if', test, body, otherwise: [], place: placeOf(node, at) }] : body;
}

function mount(node: ResolvedElement, include: ResolvedInclude, at: Expansion): Mounted {
  const { id } = placeOf(node, at);
  const given = (node.props['params'] ?? {}) as JsonObject;
  const scope = scopeOfKey(node, 'props.params', at.scope);
  const params = mapValues(include.page.params, (schema, name) => paramBinding(given[name] ?? null, schema, at, scope));
  const data = mapValues(include.page.data, (_, name) => dataBinding(namedIn({ id }, name), at));
  const outer = at.include ? at.include.include.page.access : at.access;
  const own = sameAccess(include.page.access, outer) ? [] : [include.page.access];
  const straight = Object.keys(include.page.params).flatMap((name) => {
    const passed = straightParam(given[name]);
    const own = passed !== null && at.include ? at.include.params.get(passed) : passed;
    return own ? [[name, own] as const] : [];
  });
  return {
    id,
    include,
    scope: includeScope(include.unit, params, data),
    place: { instances: [...at.instances, { id: node.id, keys: at.keys }], keys: [] },
    params: new Map(straight),
    access: [...(at.include?.access ?? []), ...own],
    page: at.page,
  };
}

function paramBinding(value: Json, schema: JsonSchema, at: Expansion, scope: Expansion['scope']): Binding {
  const fallback = typeof schema === 'object' ? (schema['default'] ?? null) : null;
  const bound = bindValue(value, scope);
  if (bound.kind === 'constant') return constant(bound.value ?? fallback);
  if (fallback === null) return asBinding(bound);
  return asBinding(express('v ?? d', { v: asBinding(bound), d: constant(fallback) }, at.scope));
}

/** `data.orders` of the included page is `data["<id>.orders"]` of the compiled one. */
function dataBinding(name: string, { scope }: Expansion): Binding {
  const { parts, ...template } = parseTemplate('${data.name}');
  const named = parts.map((part) =>
    typeof part !== 'string' && part.ast?.kind === 'member' ? { ...part, ast: { ...part.ast, name } } : part,
  );
  const names = new Map([['data', variableBinding(roots.data)]]);
  const bound: Bound = { kind: 'template', template: { ...template, parts: named }, scope: { ...scope, names } };
  return { kind: 'alias', bound };
}

/** What is not known before a render: who asks. Null when everyone may see it. */
function accessTest(access: readonly Access[]): Bound | null {
  const tests = access.filter((one) => !isAllowed([one], null));
  if (tests.length === 0) return null;
  const names: Record<string, Binding> = { ctx: variableBinding(roots.ctx) };
  const texts = tests.map((one, at) => {
    if (one === 'user') return 'ctx.user != null';
    names[`roles${at}`] = constant((one as { roles: readonly string[] }).roles);
    return `any(ctx.user.roles, role => role in roles${at})`;
  });
  return express(texts.join(' && '), names, { names: new Map(), owner: 'core', aliasOf: (alias) => alias });
}

const sameAccess = (a: Access, b: Access): boolean => JSON.stringify(a) === JSON.stringify(b);
