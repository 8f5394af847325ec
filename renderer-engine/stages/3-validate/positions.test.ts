import { expect, it } from 'vitest';
import { catalog } from '../../components/catalog.ts';
import { limitsOf } from '../../limits.ts';
import { largePage } from '../../samples/large-page.ts';
import { parse } from '../1-parse/parse.ts';
import { resolve } from '../2-resolve/resolve.ts';
import type { FrontContext, Locator } from '../flow.ts';
import { validate } from './validate.ts';

it('nobody asks where something stands in a document without problems: finding out is dearer than compiling (E11)', () => {
  const asked: string[] = [];
  const locator: Locator = {
    range: (pointer) => void asked.push(pointer),
    keyRange: (pointer) => void asked.push(pointer),
  };
  const context: FrontContext = {
    documents: { find: () => [] },
    core: { find: () => [] },
    components: catalog,
    settings: {},
    manifests: {},
    limits: limitsOf({}),
    routes: undefined,
  };
  const textOf = (type: string) => JSON.stringify(largePage(60)).replaceAll('"Badge"', `"${type}"`);
  const problemsOf = (text: string) => {
    const resolved = resolve({ ...parse(text, 'page.json', context.limits), locator }, context)!;
    return [...resolved.diagnostics, ...validate(resolved, context).diagnostics];
  };
  expect(problemsOf(textOf('Badge'))).toEqual([]);
  expect(asked).toEqual([]);
  expect(problemsOf(textOf('Bagde'))).not.toEqual([]);
  expect(asked).not.toEqual([]);
});
