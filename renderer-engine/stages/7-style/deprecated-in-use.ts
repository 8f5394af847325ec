import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { step } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { DocumentSource } from '../../engine.ts';
import type { Program } from '../../program.ts';
import { tellDeprecatedToken } from '../../themes/deprecated-tokens.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { tokenPath } from '../../themes/style-values.ts';
import { isObject } from '../../themes/token-tree.ts';
import { stylesIn } from './source-map.ts';

/** Styles of a program, and tokens of its component documents, that name a token which its theme calls deprecated. */
export function deprecatedInUse(
  program: Program,
  theme: ResolvedTheme,
  documents: DocumentSource,
): readonly Diagnostic[] {
  const { classes, components } = program.styles;
  const named = [
    ...Object.keys(classes)
      .sort()
      .map((name) => ({ name, aliases: aliasesIn(classes[name]!, '') })),
    ...Object.keys(components)
      .sort()
      .map((name) => ({ name, aliases: aliasesIn(components[name]!.tokens, '/tokens') })),
  ];
  const old = named.flatMap(({ name, aliases }) =>
    aliases.flatMap((alias) => (theme.deprecated.has(alias.token) ? [{ name, ...alias }] : [])),
  );
  if (old.length === 0) return [];
  const { places, sources } = stylesIn(program, documents);
  return old.map(({ name, token, pointer }) => {
    const written = places.get(name);
    const { id, version } = ownerOf(name, program);
    const document = written?.document ?? `${id}@${version}`;
    const isKnown = written !== undefined || Object.hasOwn(components, name);
    const at = isKnown ? `${written?.pointer ?? ''}${pointer}` : '';
    return tellDeprecatedToken(
      token,
      theme.deprecated.get(token)!,
      { pointer: at, document, ...sources.get(document) },
      isKnown ? at : null,
    );
  });
}

interface NamedToken {
  readonly token: string;
  readonly pointer: string;
}

function aliasesIn(value: JsonObject, pointer: string): readonly NamedToken[] {
  return Object.entries(value).flatMap(([key, item]): readonly NamedToken[] => {
    const at = step(pointer, key);
    if (isObject(item)) return aliasesIn(item, at);
    const token = textOf(item);
    return token === null ? [] : [{ token, pointer: at }];
  });
}

const textOf = (value: Json): string | null => (typeof value === 'string' ? tokenPath(value) : null);

/** The component document whose class that is; the page itself for all that cannot be placed. */
function ownerOf(
  name: string,
  { id, version, styles, contract }: Program,
): { readonly id: string; readonly version: string } {
  const owner = styles.components[name]?.id;
  return contract.dependencies.find((one) => one.id === owner) ?? { id, version };
}
