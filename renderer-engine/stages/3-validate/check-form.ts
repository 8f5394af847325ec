import { nearestName } from '../../diagnostics/nearest-name.ts';
import type { FormRule, Json, JsonObject } from '../../document/types.ts';
import { booleanType, nullable, type Scope, scopeOf } from '../../expressions/index.ts';
import { manifestSchema } from '../2-resolve/manifest-schema.ts';
import type { Origin } from '../flow.ts';
import { checkAction } from './check-actions.ts';
import { fieldAt, fieldPointers } from './check-bind.ts';
import { checkValue } from './check-value.ts';
import { formType, pageScope } from './root-scope.ts';
import { checkExpression, checkString, checkStrings, inside, type Validation } from './validation.ts';

/** The rules of a form and what it does when it is sent. Gives the ids of the rules that have errors. */
export function checkForm(name: string, validation: Validation): ReadonlySet<string> {
  const { resolved, teller, context } = validation;
  const { page } = resolved;
  const { schema, rules = [], submit } = page.forms[name]!;
  const origin = page.origins.get(`forms.${name}`)!;
  const scope = scopeOf({ form: { type: formType(schema) } }, pageScope(page));
  const { calls } = context.manifests;
  // A manifest without checks has none; without a manifest nobody knows.
  const checks = calls && ((calls['checks'] ?? {}) as JsonObject);
  const faulty = new Set<string>();
  rules.forEach((rule, index) => {
    const at = inside(inside(origin, 'rules'), index);
    const expects = nullable(booleanType);
    let sound = true;
    if (rule.assert !== undefined) {
      sound = checkExpression(rule.assert, inside(at, 'assert'), scope, validation, { expects }).sound;
    } else if (rule.check === undefined) {
      teller.tell('UI2016', { key: 'assert', where: 'A rule' }, { origin: at, atStart: true });
      sound = false;
    } else if (checks && !Object.hasOwn(checks, rule.check)) {
      const nearest = nearestName(rule.check, Object.keys(checks));
      teller.tell('UI5101', { call: rule.check, what: 'check', nearest }, { origin: inside(at, 'check') });
      sound = false;
    }
    sound = checkArguments(rule, inside(at, 'with'), scope, validation) && sound;
    sound = checkString(rule.message, inside(at, 'message'), scope, validation).sound && sound;
    if (!fieldAt(schema, rule.at) && rule.at !== '') {
      const nearest = nearestName(rule.at, fieldPointers(schema));
      teller.tell('UI5004', { bind: rule.at, owner: `The form "${name}"`, nearest }, { origin: inside(at, 'at') });
      sound = false;
    }
    if (!sound) faulty.add(rule.id);
  });
  if (submit !== undefined) checkAction(submit as Json, inside(origin, 'submit'), scope, undefined, validation);
  return faulty;
}

/** `with`, against what the manifest says a check takes. */
function checkArguments(rule: FormRule, at: Origin, scope: Scope, validation: Validation): boolean {
  const { context, teller } = validation;
  const checks = context.manifests.calls?.['checks'] as Readonly<Record<string, JsonObject>> | undefined;
  const known =
    rule.check !== undefined && checks && Object.hasOwn(checks, rule.check) ? checks[rule.check] : undefined;
  if (!known || rule.check === undefined) {
    return rule.with === undefined || checkStrings(rule.with, at, scope, validation);
  }
  const owner = rule.check;
  const written = validation.resolved.unit.parsed.locator.range(at.pointer) !== undefined;
  const origin = written ? at : { unit: at.unit, pointer: at.pointer.replace(/\/with$/, '/check') };
  const schema = manifestSchema(known['args'], context.manifests.calls, context);
  const tell = (problem: string, place: Origin) => teller.tell('UI5002', { owner, problem }, { origin: place });
  return checkValue(rule.with ?? {}, { schema, origin, scope, optional: false, tell }, validation).sound;
}
