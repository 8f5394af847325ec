import { describe, expect, it } from 'vitest';
import { createEngine } from './create-engine.ts';
import type { HostFunction, HostManifests } from './engine.ts';

const number = { type: 'number' };
const manifests: HostManifests = {
  calls: {
    functions: {
      taxOf: {
        description: 'The tax on an amount.',
        parameters: [
          { name: 'amount', schema: number },
          { name: 'country', schema: { enum: ['AT', 'DE'] }, optional: true },
        ],
        result: number,
      },
    },
  },
};
const taxOf: HostFunction = (amount, country) =>
  amount === null ? null : (amount as number) * (country === 'AT' ? 0.2 : 0.19);

const page = (text: string, requires: object = {}) =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/page',
    version: '1.0.0',
    title: 'Page',
    requires,
    params: { amount: { type: 'number', default: 100 } },
    view: { id: 'words', type: 'Text', props: { text } },
  });

/** Codes of a text, and what it shows. */
function shown(text: string, functions: Readonly<Record<string, HostFunction>> = { taxOf }, requires: object = {}) {
  const engine = createEngine({ manifests, functions });
  const { diagnostics, program } = engine.compile(page(text, requires));
  const rendered = program && engine.render(program);
  const words = /<p class="ui-text">(.*?)<\/p>/.exec(rendered?.html ?? '')?.[1];
  return { told: [...diagnostics, ...(rendered?.diagnostics ?? [])].map(({ code }) => code), words };
}

describe('functions of the host (3.3)', () => {
  it('are called like those of the language, also behind "|"', () => {
    expect(shown("Tax ${taxOf(params.amount)} ${params.amount | taxOf('AT')} ${taxOf(null)}.")).toEqual({
      told: [],
      words: 'Tax 19 20 .',
    });
  });

  it('are asked at render only: a program is the same wherever it is compiled', () => {
    const compile = (run: HostFunction) =>
      createEngine({ manifests, functions: { taxOf: run } }).compile(page('Tax ${taxOf(1)}'));
    expect(compile(() => 1).program?.hash).toBe(compile(() => 2).program?.hash);
  });

  it.each([
    ['an argument of another kind', "x ${taxOf('a')}", 'UI4102'],
    ['a value that the schema does not list', "x ${taxOf(1, 'FR')}", 'UI4102'],
    ['too many arguments', "x ${taxOf(1, 'AT', 2)}", 'UI4105'],
    ['none', 'x ${taxOf()}', 'UI4105'],
    ['a lambda', 'x ${taxOf(x => 1)}', 'UI4102'],
    ['a name that is near', 'x ${taxOff(1)}', 'UI4104'],
  ])('are typed by the manifest: %s is told', (_, text, code) => {
    expect(shown(text).told).toEqual([code]);
  });

  it('are unknown to a host that only promises them', () => {
    expect(shown('x ${taxOf(1)}', {}).told).toEqual(['UI4104']);
    expect(shown('x', {}, { features: ['function:taxOf'] }).told).toEqual(['UI8001']);
    expect(shown('x', { taxOf }, { features: ['function:taxOf'] }).told).toEqual([]);
  });

  it.each<[string, HostFunction]>([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['gives another kind of value', () => 'much'],
    ['gives what JSON does not have', () => 10n],
  ])('that %s shows nothing, and says so', (_, run) => {
    expect(shown('Tax ${taxOf(1)}.', { taxOf: run })).toEqual({ told: ['UI4102'], words: 'Tax .' });
  });
});
