import type { FrontContext, Unit } from '../flow.ts';
import type { Teller } from '../teller.ts';

/** The namespace `core` ships with the engine (language.md 2.1); nobody else's document is found under such an id. */
export function checkNamespace(unit: Unit, { core }: FrontContext, teller: Teller): void {
  const { id } = unit.document;
  if (!id.startsWith('core/') || core.find(id).some(({ text }) => text === unit.parsed.text)) return;
  const files = [unit.parsed.file ?? 'this document', 'the engine itself'];
  teller.tell(
    'UI3031',
    { name: id, files, why: 'the namespace "core" is its own' },
    { origin: { unit, pointer: '/id' } },
  );
}
