import type { Json, JsonObject } from '../../document/types.ts';
import { parseTemplate, readNames, type Scope } from '../../expressions/index.ts';
import type { Origin, ResolvedElement, ResolvedInclude, ResolvedNode, ResolvedPage } from '../flow.ts';
import { changedParams, straightParam } from '../include-params.ts';
import type { Around } from './check-node.ts';
import { checkPage } from './check-page.ts';
import { checkValue } from './check-value.ts';
import { idsOf } from './ids-in.ts';
import { pageScope } from './root-scope.ts';
import { fault, inside, originOf, type Validation } from './validation.ts';

/** A page inside this one: what it is handed here, and itself with its own contract (language.md 8.2). */
export function checkInclude(
  node: ResolvedElement,
  around: Around,
  validation: Validation,
  checkNodes: (nodes: readonly ResolvedNode[], around: Around, validation: Validation) => void,
): void {
  const { include } = node;
  if (!include) return;
  if (!paramsFit(node, include, around.scope, validation)) fault(validation, node, '');
  const own: Validation = {
    ...validation,
    resolved: { ...validation.resolved, unit: include.unit, page: include.page },
    ids: idsOf(include.content),
  };
  if (!validation.faultyIncludes.has(include)) validation.faultyIncludes.set(include, checkPage(own));
  const ancestors = [...around.ancestors, node];
  checkNodes(include.content, { ...around, scope: pageScope(include.page), form: null, ancestors }, own);
}

function paramsFit(node: ResolvedElement, include: ResolvedInclude, scope: Scope, validation: Validation): boolean {
  const { unit, page } = include;
  const given = (node.props['params'] ?? {}) as JsonObject;
  const origin = originOf(node, 'props.params');
  const tell = (problem: string, at: Origin) =>
    validation.teller.tell('UI3024', { page: unit.document.id, problem }, { origin: at, node: node.id });
  let sound = true;
  const wrong = (problem: string, at: Origin) => {
    tell(problem, at);
    sound = false;
  };
  for (const name of requiredParams(page)) {
    if (!Object.hasOwn(given, name)) wrong(`it needs the param "${name}".`, originOf(node, 'type'));
  }
  const changed = changedParams(include);
  for (const [name, value] of Object.entries(given)) {
    const at = inside(origin, name);
    const schema = page.params[name];
    if (schema === undefined) {
      wrong(`it has no param "${name}".`, at);
      continue;
    }
    const check = { schema, origin: at, scope, node: node.id, optional: true };
    const told = (problem: string, place: Origin) => tell(`its param "${name}" ${problem}.`, place);
    sound = checkValue(value, { ...check, tell: told }, validation).sound && sound;
    if (Object.keys(page.data).length > 0 && namesIn(value).some((one) => one !== 'params' && one !== 'ctx'))
      wrong(`its data is asked for before anything is shown, so "${name}" may read "params" and "ctx" only.`, at);
    const straight = straightParam(value);
    if (changed.has(name) && !(straight !== null && Object.hasOwn(validation.resolved.page.params, straight)))
      wrong(`its links or forms change "${name}", so it must be one param of this page, such as "\${params.x}".`, at);
  }
  for (const name of changed) {
    if (Object.hasOwn(page.params, name) && !Object.hasOwn(given, name))
      wrong(
        `its links or forms change "${name}". Pass a param of this page, such as "\${params.x}".`,
        originOf(node, 'type'),
      );
  }
  return sound;
}

/** Names that the holes of a value read. */
function namesIn(value: Json): readonly string[] {
  if (typeof value === 'string') return readNames(parseTemplate(value));
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap((item) => namesIn(item as Json))
    : [];
}

/** A path param is always there; of the others none must be. */
const requiredParams = ({ route, params }: ResolvedPage): readonly string[] =>
  Object.keys(params).filter((name) => route?.includes(`{${name}}`));
