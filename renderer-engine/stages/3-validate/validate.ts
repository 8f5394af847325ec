import { scopeOf } from '../../expressions/index.ts';
import type { FrontContext, Resolved, ResolvedElement, Validated } from '../flow.ts';
import { newTeller } from '../teller.ts';
import { checkHeadings } from './accessibility.ts';
import { checkComponent } from './check-component.ts';
import { checkMessages } from './check-messages.ts';
import { checkNamespace } from './check-namespace.ts';
import { checkNode } from './check-node.ts';
import { checkPage } from './check-page.ts';
import { checkRequires } from './check-requires.ts';
import { checkSchemaAddress } from './check-schema-address.ts';
import { checkSecurity } from './check-security.ts';
import { checkTests } from './check-tests.ts';
import { tellDeprecatedDocuments } from './deprecated.ts';
import { checkDuplicateNames } from './duplicate-names.ts';
import { idsOf } from './ids-in.ts';
import { messageScopes } from './message-scopes.ts';
import { pageScope } from './root-scope.ts';
import type { Validation } from './validation.ts';

/**
 * Checks what was resolved: props, slots, expressions in their scopes, bindings, actions, styles, tests. Components
 * once, not per instance. What is wrong is told and listed in `faults`; the rest can be compiled.
 */
export function validate(resolved: Resolved, context: FrontContext): Validated {
  const teller = newTeller();
  const faults = new Map<ResolvedElement, Set<string>>();
  const { root, unit, kind, page } = resolved;
  const validation: Validation = {
    resolved,
    context,
    teller,
    messages: messageScopes(resolved, context),
    faults,
    faultyIncludes: new Map(),
    ids: idsOf(root ? [root] : []),
    component: null,
    counter: { expressions: 0 },
  };
  checkRequires(unit, context, teller);
  checkSchemaAddress(unit, teller);
  checkNamespace(unit, context, teller);
  tellDeprecatedDocuments(unit, context, teller);
  const { faultyData, faultyRules } = checkPage(validation);
  if (root) {
    const scope = kind === 'component' ? scopeOf({}) : pageScope(page);
    checkNode(root, { scope, form: null, ancestors: [], insideLazy: false }, validation);
    if (kind === 'page') {
      const kept = context.memory?.stages ?? null;
      checkHeadings(root, teller, kept);
      checkDuplicateNames(root, teller, kept);
    }
  }
  for (const component of resolved.components) checkComponent(component, validation);
  checkMessages(validation);
  checkSecurity(unit, teller, context.memory ?? null);
  checkTests(validation);
  return {
    ...resolved,
    diagnostics: teller.diagnostics,
    faults,
    faultyRules,
    faultyData,
    faultyIncludes: validation.faultyIncludes,
  };
}
