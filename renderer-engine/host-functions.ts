import { validatorFor } from './document/schema-validator.ts';
import type { Json, JsonObject, JsonSchema } from './document/types.ts';
import type { HostFunction, HostManifests } from './engine.ts';
import type { AskHost, HostSignature } from './expressions/index.ts';
import { typeOfSchema } from './expressions/index.ts';

interface Parameter {
  readonly name: string;
  readonly schema?: JsonSchema;
  readonly optional?: boolean;
}

/** One entry of `functions` in `calls.manifest.json`. */
interface Declared {
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly result?: JsonSchema;
}

type SchemaOf = (schema: Json | undefined) => JsonSchema;

const declaredIn = ({ calls }: HostManifests): Readonly<Record<string, Declared>> =>
  (calls?.['functions'] ?? {}) as unknown as Readonly<Record<string, Declared>>;

/** Signatures of the functions that the manifest declares, by name. `schemaOf` follows references of the manifest. */
export function hostSignatures(manifests: HostManifests, schemaOf: SchemaOf): ReadonlyMap<string, HostSignature> {
  return new Map(
    Object.entries(declaredIn(manifests)).map(([name, { description = '', parameters = [], result }]) => {
      const written = parameters.map((one) => (one.optional ? `${one.name}?` : one.name));
      const signature: HostSignature = {
        name,
        signature: `${name}(${written.join(', ')})`,
        summary: description,
        takes: parameters.map(({ schema }) => typeOfSchema(schemaOf(schema as Json | undefined))),
        least: parameters.filter(({ optional }) => !optional).length,
        gives: typeOfSchema(schemaOf(result as Json | undefined)),
      };
      return [name, signature] as const;
    }),
  );
}

/**
 * Asks the registered functions. Whatever they do, expressions see plain JSON that fits the manifest: an answer of
 * another kind, or an error, becomes a problem in words.
 */
export function askHost(
  functions: Readonly<Record<string, HostFunction>>,
  manifests: HostManifests,
  schemaOf: SchemaOf,
): AskHost {
  const declared = declaredIn(manifests);
  return (name, args) => {
    const run = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!run || !Object.hasOwn(declared, name)) return null;
    try {
      const value = plain(run(...args));
      if (value === null) return { value };
      const wrong = validatorFor(schemaOf(declared[name]!.result as JsonObject | undefined))(value);
      return wrong ? { problem: `one that ${wrong.problem}` } : { value };
    } catch {
      return { problem: 'an error' };
    }
  };
}

/** A copy without anything that JSON does not have. */
const plain = (value: unknown): Json => {
  const text = JSON.stringify(value);
  return text === undefined ? null : (JSON.parse(text) as Json);
};
