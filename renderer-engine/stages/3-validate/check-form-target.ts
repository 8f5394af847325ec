import type { ResolvedElement } from '../flow.ts';
import { originOf, type Validation } from './validation.ts';

/** A Form fills a form of the page, or sends params with "method": "get": one of the two (language.md 8.2). */
export function checkFormTarget(node: ResolvedElement, { teller }: Validation): void {
  if (node.type !== 'Form' || node.target.kind !== 'core') return;
  const { form, method } = node.props;
  const isGiven = form !== undefined && form !== null;
  const sendsParams = method !== undefined && method !== null;
  if (isGiven !== sendsParams) return;
  if (!isGiven) {
    teller.tell('UI2018', { component: 'Form', prop: 'form' }, { origin: originOf(node, 'type'), node: node.id });
    return;
  }
  const problem = 'stands beside "form": leave it out to fill that form, or leave "form" out to send params';
  const at = { origin: originOf(node, 'props.method'), node: node.id, atKey: true };
  teller.tell('UI2005', { component: 'Form', prop: 'method', problem }, at);
}
