import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentShapes } from '../document/shapes/document.ts';
import { type KeyShape, type Shape, shapeOf } from '../document/shapes/shape.ts';
import type { DocumentKind, Json, JsonObject } from '../document/types.ts';
import { readSample, sampleNames } from './sample.testing.ts';

/** A key, or a word of a closed choice, as the tables of the language have it: shared tables count once. */
type Word = KeyShape | string;

/** Every word of the tables, with a place where it may stand. */
function wordsOf(shapes: readonly Shape[]): ReadonlyMap<Word, string> {
  const found = new Map<Word, string>();
  const seen = new Set<Shape>();
  const visit = (lazy: Shape | (() => Shape), place: string): void => {
    const shape = shapeOf(lazy);
    for (const value of choices(shape, place)) found.set(value, value);
    if (seen.has(shape)) return;
    seen.add(shape);
    if (shape.kind === 'list') visit(shape.items, place);
    if (shape.kind === 'map') visit(shape.values, place);
    if (shape.kind === 'either') for (const one of shape.shapes) visit(one, place);
    if (shape.kind === 'tagged') for (const [name, one] of Object.entries(shape.cases)) visit(one, `${place}(${name})`);
    if (shape.kind !== 'object') return;
    for (const [name, key] of Object.entries(shape.keys)) {
      if (!found.has(key)) found.set(key, `${shape.title}.${name}`);
      visit(key.shape, `${shape.title}.${name}`);
    }
  };
  for (const shape of shapes) visit(shape, '');
  return found;
}

/** Roles are words of WAI-ARIA, which the language only lets through. */
const choices = (shape: Shape, place: string): readonly string[] =>
  shape.kind === 'text' && !place.endsWith('.role') ? (shape.values ?? []).map((value) => `${place} = ${value}`) : [];

/** The words a document says. */
function wordsIn(shape: Shape, document: Json): ReadonlySet<Word> {
  const said = new Set<Word>();
  const visit = (lazy: Shape | (() => Shape), value: Json, place: string): void => {
    const shape = shapeOf(lazy);
    for (const one of choices(shape, place)) if (one === `${place} = ${String(value)}`) said.add(one);
    if (shape.kind === 'either') for (const one of shape.shapes) visit(one, value, place);
    if (shape.kind === 'list' && Array.isArray(value)) for (const item of value) visit(shape.items, item, place);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const parts = value as JsonObject;
    if (shape.kind === 'map') for (const part of Object.values(parts)) visit(shape.values, part, place);
    if (shape.kind === 'tagged') {
      const one = shape.cases[String(parts[shape.tag])];
      if (one) visit(one, value, `${place}(${String(parts[shape.tag])})`);
    }
    if (shape.kind !== 'object') return;
    for (const [name, part] of Object.entries(parts)) {
      const key = Object.hasOwn(shape.keys, name) ? shape.keys[name] : undefined;
      if (!key) continue;
      said.add(key);
      visit(key.shape, part, `${shape.title}.${name}`);
    }
  };
  visit(shape, document, '');
  return said;
}

/** Told with UI3108, and therefore only in a sample of that diagnostic. */
const refused = 'An override.id';

const migrations = new URL('./migrations/', import.meta.url);
const documents = [
  ...sampleNames.flatMap((name) => {
    const { text, documents } = readSample(name);
    return [text, ...documents];
  }),
  ...readdirSync(migrations).map((name) => readFileSync(new URL(`${name}/badge.component.json`, migrations), 'utf8')),
].map((text) => JSON.parse(text) as JsonObject & { readonly kind: DocumentKind });

describe('the words of the language', () => {
  it.each(Object.keys(documentShapes) as DocumentKind[])('are each said by a sample: %s', (kind) => {
    const said = new Set(documents.flatMap((one) => [...wordsIn(documentShapes[one.kind], one)]));
    const missing = [...wordsOf([documentShapes[kind]])]
      .filter(([word, place]) => !said.has(word) && place !== refused)
      .map(([, place]) => place);
    expect(missing).toEqual([]);
  });
});
