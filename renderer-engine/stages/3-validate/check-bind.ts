import { nearestName } from '../../diagnostics/nearest-name.ts';
import { pointerKeys, step } from '../../document/pointer.ts';
import { itemPart, propertyPart } from '../../document/schema-part.ts';
import type { JsonObject, JsonSchema } from '../../document/types.ts';
import { describe, type Type, typeOfSchema } from '../../expressions/index.ts';
import type { ResolvedElement } from '../flow.ts';
import { reservedParams } from './reserved-params.ts';
import { fault, originOf, type Validation } from './validation.ts';

/** The Form a node stands in. */
export interface FormAround {
  readonly node: ResolvedElement;
  /** Its schema; null for a form that sends params. */
  readonly schema: JsonSchema | null;
  readonly name: string | null;
  /** Whether something between the Form and here may hide the node. */
  readonly mayHide: boolean;
}

/** What a component edits, if it is an input. */
export const valueTypeOf = ({ target }: ResolvedElement): JsonSchema | undefined =>
  target.kind === 'core' ? target.component.valueType : target.component.body.valueType;

/** Whether a node is nothing without a binding; a Table may have one. */
const needsBinding = ({ target }: ResolvedElement): boolean =>
  target.kind === 'document'
    ? target.component.body.valueType !== undefined
    : target.component.valueType !== undefined && target.component.category === 'forms';

/** `bind`: the field exists, and holds what the component edits. */
export function checkBind(node: ResolvedElement, form: FormAround | null, validation: Validation): void {
  if (!isBound(node, form, validation)) fault(validation, node, 'bind');
}

/** False when the binding has errors; a node without one has none to leave out. */
function isBound(node: ResolvedElement, form: FormAround | null, validation: Validation): boolean {
  const { bind } = node;
  if (bind === null && !needsBinding(node)) return true;
  const { teller } = validation;
  const valueType = valueTypeOf(node);
  const tell = (problem: string, part: 'bind' | 'type' = 'bind'): false => {
    teller.tell('UI5006', { component: node.type, problem }, { origin: originOf(node, part), node: node.id });
    return false;
  };
  if (bind === null) {
    tell('is not bound to a field; set "bind"', 'type');
    return true;
  }
  if (valueType === undefined) return tell('edits nothing, so it cannot be bound');
  if (validation.component) {
    // A component binds relative to its instance, whose field is checked there.
    return /^\.(\/.*)?$/.test(bind) || tell('stands in a component, where "bind" is "." or "./name"');
  }
  if (!form) return tell('is bound, but does not stand in a Form');
  const param = bind.startsWith('params:') ? bind.slice('params:'.length) : null;
  const found = param === null ? checkField(node, bind, form, validation) : checkParam(node, param, form, validation);
  if (found === null) return false;
  if (fits(found, valueType)) return hasChoices(node, found) || tell(noChoices);
  const [expected, holds] = [describe(typeOfSchema(valueType)), describe(typeOfSchema(found))];
  const params = { component: node.type, bind, expected, found: holds };
  teller.tell('UI5005', params, { origin: originOf(node, 'bind'), node: node.id });
  return false;
}

function checkParam(node: ResolvedElement, name: string, form: FormAround, validation: Validation): JsonSchema | null {
  const { teller, resolved } = validation;
  const { params, route } = resolved.page;
  const at = { origin: originOf(node, 'bind'), node: node.id };
  if (form.schema !== null) {
    teller.tell(
      'UI5006',
      { component: node.type, problem: 'is bound to a param, which only a Form with "method": "get" sends' },
      at,
    );
    return null;
  }
  if (!Object.hasOwn(params, name)) {
    const nearest = nearestName(name, Object.keys(params));
    teller.tell('UI5004', { bind: `params:${name}`, owner: 'This page', nearest: nearest && `params:${nearest}` }, at);
    return null;
  }
  if (reservedParams.has(name) || route?.includes(`{${name}}`)) {
    teller.tell('UI5202', { param: name }, at);
    return null;
  }
  return params[name]!;
}

function checkField(node: ResolvedElement, bind: string, form: FormAround, validation: Validation): JsonSchema | null {
  const { teller } = validation;
  const at = { origin: originOf(node, 'bind'), node: node.id };
  if (form.schema === null) {
    teller.tell(
      'UI5006',
      { component: node.type, problem: 'is bound to a field, but its Form sends params ("params:name")' },
      at,
    );
    return null;
  }
  const field = fieldAt(form.schema, bind);
  if (!field) {
    const owner = form.name === null ? 'This form' : `The form "${form.name}"`;
    teller.tell('UI5004', { bind, owner, nearest: nearestName(bind, fieldPointers(form.schema)) }, at);
    return null;
  }
  const mayHide = form.mayHide || node.if !== null;
  if (field.required && mayHide && node.props['keep'] !== true) teller.tell('UI5009', { field: bind }, at);
  return field.schema;
}

/** The field a pointer names; items of lists by any number. */
export function fieldAt(
  schema: JsonSchema,
  pointer: string,
): { readonly schema: JsonSchema; readonly required: boolean } | null {
  if (!pointer.startsWith('/')) return null;
  let found: JsonSchema = schema;
  let required = true;
  for (const key of pointerKeys(pointer)) {
    if (typeof found === 'boolean') return null;
    const names = found['required'];
    const property: JsonSchema | undefined = propertyPart(found, key);
    const part: JsonSchema | undefined = property ?? (/^\d+$/.test(key) ? itemPart(found) : undefined);
    if (part === undefined) return null;
    if (property !== undefined) required &&= Array.isArray(names) && names.includes(key);
    found = part;
  }
  return { schema: found, required };
}

export function fieldPointers(schema: JsonSchema, pointer = '', depth = 0): readonly string[] {
  if (typeof schema === 'boolean' || depth > 6) return [];
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;
  return Object.entries(properties).flatMap(([name, field]) => {
    const at = step(pointer, name);
    return [at, ...fieldPointers(field, at, depth + 1)];
  });
}

const noChoices = 'has nothing to choose from; set "options", or give the schema of its field an "enum"';

/** An input that offers choices needs some: its own, or those of the schema. */
function hasChoices({ target, props }: ResolvedElement, field: JsonSchema): boolean {
  const choices = target.kind === 'core' ? target.component.choices : undefined;
  if (!choices || typeof field === 'boolean' || props['options'] !== undefined) return true;
  const isList = [field['type'] ?? []].flat().includes('array');
  if (choices === 'list' && !isList) return true;
  const one = isList ? itemPart(field) : field;
  return typeof one === 'object' && one !== null && Array.isArray((one as JsonObject)['enum']);
}

/** Every kind of value the field may hold is one the component edits. */
function fits(field: JsonSchema, valueType: JsonSchema): boolean {
  const [found, edits] = [typeOfSchema(field), typeOfSchema(valueType)];
  if (found.any || edits.any) return true;
  const textual = (type: Type): boolean => Boolean(type.text || type.date || type.datetime);
  return (
    (!found.boolean || Boolean(edits.boolean)) &&
    (!found.number || Boolean(edits.number)) &&
    (!textual(found) || textual(edits)) &&
    (!found.list || Boolean(edits.list)) &&
    (!found.map || Boolean(edits.map))
  );
}
