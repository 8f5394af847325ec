import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { kustomized } from '../../server/testing/kustomize.ts';

/** An object of a cluster, as far as all of them are alike. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: its shape is what tests look at.
  readonly spec?: any;
  readonly data?: Readonly<Record<string, string>>;
}

const overlays = join(import.meta.dirname, 'overlays');
export const overlayNames: readonly string[] = readdirSync(overlays).sort();

/** What would be applied. */
export function built(overlay: string): readonly Manifest[] {
  return parseAllDocuments(kustomized(join(overlays, overlay))).map((document) => document.toJS() as Manifest);
}

/** The only one of its kind with that name. */
export function one(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const [found, ...more] = manifests.filter((each) => each.kind === kind && each.metadata.name === name);
  if (!found || more.length > 0) throw new Error(`There are ${more.length} more or none of ${kind} ${name}.`);
  return found;
}

/** What runs in pods, by the name of what makes them. */
export const podsOf = (manifests: readonly Manifest[]) =>
  manifests
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'Job'].includes(kind))
    .map(({ kind, metadata: { name }, spec }) => ({ kind, name, ...spec.template }));
