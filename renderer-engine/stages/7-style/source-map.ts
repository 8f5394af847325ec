import { addMapping, GenMapping, toEncodedMap } from '@jridgewell/gen-mapping';
import { canonical, shortHash } from '../../document/canonical.ts';
import { step } from '../../document/pointer.ts';
import type { Json, JsonObject } from '../../document/types.ts';
import type { DocumentSource } from '../../engine.ts';
import { defaultLimits } from '../../limits.ts';
import type { Program } from '../../program.ts';
import type { ResolvedTheme } from '../../themes/resolve-theme.ts';
import { type At, isObject } from '../../themes/token-tree.ts';
import { parse } from '../1-parse/parse.ts';
import type { Locator } from '../flow.ts';
import type { Piece } from './rules.ts';

/**
 * Source map (version 3) of a sheet, which is one line. A theme is named by its file, else by `id@version`; what has no
 * lines is at the beginning of its source. What the engine says by itself stands in no source.
 */
export function sourceMapOf(
  pieces: readonly Piece[],
  program: Program,
  { units }: ResolvedTheme,
  documents: DocumentSource,
): string {
  const map = new GenMapping({ file: `${program.id}.css` });
  const sources = new Map<string, Source>(
    units.map(({ document, file, locator }) => [`${document.id}@${document.version}`, { file, locator }]),
  );
  const styles = stylesIn(program, documents);
  let column = 0;
  let style: At | null = null;
  for (const { text, from } of pieces) {
    // The class of a style object is its content, so it says which one a rule is from.
    const [, name] = /^\.(u-[0-9a-f]{12})/.exec(text) ?? [];
    if (name !== undefined) style = styles.places.get(name) ?? null;
    else if (text.startsWith('}')) style = null;
    const written = from ?? style;
    const generated = { line: 1, column };
    if (written) {
      const source = sources.get(written.document) ?? styles.sources.get(written.document);
      const start = source?.locator?.range(written.pointer)?.start ?? { line: 1, column: 1 };
      addMapping(map, {
        generated,
        source: source?.file ?? written.document,
        original: { line: start.line, column: start.column - 1 },
        name: written.pointer,
      });
    } else addMapping(map, { generated });
    column += text.length;
  }
  return JSON.stringify(toEncodedMap(map));
}

interface Source {
  readonly file?: string | undefined;
  readonly locator?: Locator | undefined;
}

/** Where the style objects of a program were written, by the class that each becomes. */
export function stylesIn({ id, version, contract }: Program, documents: DocumentSource) {
  const places = new Map<string, At>();
  const sources = new Map<string, Source>();
  for (const wanted of [{ id, version }, ...contract.dependencies]) {
    for (const { text, file } of documents.find(wanted.id)) {
      const { document, locator } = parse(text, file, defaultLimits);
      if (document?.version !== wanted.version) continue;
      const name = `${wanted.id}@${wanted.version}`;
      const self = `${wanted.id.replaceAll('/', '-')}-${wanted.version.split('.')[0]}`;
      sources.set(name, { file, locator });
      eachStyle(document as unknown as Json, '', (style, pointer) => {
        for (const owner of ['self', self]) {
          const meant = canonical(JSON.parse(JSON.stringify(style).replaceAll('"{self.', `"{${owner}.`)));
          places.set(`u-${shortHash(meant)}`, { document: name, pointer });
        }
      });
    }
  }
  return { places, sources };
}

function eachStyle(value: Json, pointer: string, tell: (style: JsonObject, pointer: string) => void): void {
  if (Array.isArray(value)) for (const [at, item] of value.entries()) eachStyle(item, step(pointer, at), tell);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value))
      if (key === 'style' && isObject(item)) tell(item, step(pointer, key));
      else eachStyle(item, step(pointer, key), tell);
}
