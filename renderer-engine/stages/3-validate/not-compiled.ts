import type { ResolvedElement } from '../flow.ts';
import { originOf, type Validation } from './validation.ts';

/** Parts of the language that this release renders in a simpler way, said plainly. */
export function tellNotCompiled(node: ResolvedElement, { teller }: Validation): void {
  if (node.type === 'Form' && node.props['live'] === true && node.props['form'] === undefined) {
    const instead = 'give the form "on": { "change": { "do": "refresh" } } to show a part again when a param changes';
    const params = { feature: '"live" for a form over params', instead };
    teller.tell('UI8006', params, { origin: originOf(node, 'props.live'), node: node.id, atKey: true });
  }
}
