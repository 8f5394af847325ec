import { type Bomb, many, named, page, text, theme } from './bomb.testing.ts';

const dimension = (value: unknown): object => ({ $type: 'dimension', $value: value });
const stack = (children: unknown): object => ({ id: 'root', type: 'Stack', children });

/** What is too long, too wide, too deep in itself, or wrong in too many places. */
export const sizeBombs: Readonly<Record<string, () => Bomb>> = {
  'an expression nested 1,000 deep': () => ({
    documents: [page({ view: text(`\${${'('.repeat(1_000)}1${')'.repeat(1_000)}}`) })],
    told: ['UI4001', '/view/props/text', 'nested 32 deep'],
  }),
  'an expression of 25,000 sums': () => ({
    documents: [page({ view: text(`\${${'1+'.repeat(25_000)}1}`) })],
    told: ['UI4001', '/view/props/text', 'An expression has at most 400 parts'],
  }),
  'functions in functions': () => ({
    documents: [page({ view: text(`\${${many(20, (at) => `map([1], x${at} => `).join('')}1${')'.repeat(20)}}`) })],
    told: ['UI4001', '/view/props/text', 'Functions may be nested 3 deep'],
  }),
  'a text of 900,000 letters': () => ({
    documents: [page({ view: text('x'.repeat(900_000)) })],
    told: ['UI9001', '/view/props/text', 'a text is 900000, the limit is 65536'],
  }),
  '5 MB': () => ({
    documents: [page({ view: text('x'.repeat(5_000_000)) })],
    told: ['UI9001', '', 'the limit is 1048576'],
  }),
  'a pattern of repeated repetitions': () => ({
    documents: [page({ params: { p: { type: 'string', pattern: '((a{1,1000}){1,1000}){1,1000}' } } })],
    told: ['UI2015', '/params/p/pattern', 'too large'],
  }),
  'a pattern of 60,000 letters': () => ({
    documents: [page({ params: { p: { type: 'string', pattern: 'a?'.repeat(30_000) } } })],
    told: ['UI2015', '/params/p/pattern', 'a pattern may have 500 characters'],
  }),
  'a pattern that tries everything': () => ({
    documents: [
      page({
        params: { p: { type: 'string', pattern: '^((a|aa)+)+$' } },
        tests: { fixtures: { base: { params: { p: `${'a'.repeat(60_000)}!` } } } },
      }),
    ],
    told: ['UI5010', '/tests/fixtures/base/params/p', 'must match ^((a|aa)+)+$'],
  }),
  'a message of braces': () => ({
    documents: [page({ messages: { en: { a: '{'.repeat(30_000) } } })],
    told: ['UI4203', '/messages/en/a', ''],
  }),
  'a message whose variables need each other': () => ({
    documents: [page({ messages: { en: { a: '.local $x = {$y} .local $y = {$x} {{{$x}}}' } } })],
    told: ['UI4203', '/messages/en/a', 'used before its declaration'],
  }),
  '20,000 messages': () => ({
    documents: [page({ messages: { en: named(20_000, 'm', () => 'x') } })],
    told: ['UI9001', '/messages/en', 'the number of messages in one language is 20000, the limit is 2000'],
  }),
  'pictures of everything in every way': () => ({
    documents: [
      page({
        tests: {
          fixtures: { base: {} },
          cases: many(100, (at) => ({ id: `c${at}`, fixture: 'base' })),
          matrix: { themes: many(100, (at) => `test/t${at}`), modifiers: { density: many(100, (at) => `d${at}`) } },
        },
      }),
    ],
    told: ['UI9001', '/tests/cases', 'the number of pictures these tests ask for is 1000000, the limit is 2000'],
  }),
  '80,000 keys that mean nothing': () => ({
    documents: [page(named(80_000, 'k', () => 1))],
    told: ['UI9003', '/k200', 'the 200 that are listed'],
  }),
  'a key that stands there 150,000 times': () => ({
    documents: [page().replace('"title"', `${'"a":1,'.repeat(150_000)}"title"`)],
    told: ['UI9003', '/a', 'the 200 that are listed'],
  }),
  '200,000 children that are none': () => ({
    documents: [page({ view: stack(many(200_000, () => 1)) })],
    told: ['UI9003', '/view/children/200', 'the 200 that are listed'],
  }),
  '20,000 nodes': () => ({
    documents: [page({ view: stack(many(20_000, (at) => ({ id: `n${at}`, type: 'X' }))) })],
    told: ['UI9001', '/view/children/1999', 'the number of nodes in this document is more than 2000'],
  }),
  '60,000 props that no node has': () => ({
    documents: [
      page({
        view: stack(many(1_500, (at) => ({ id: `n${at}`, type: 'Text', props: named(40, 'x', () => 1) }))),
      }),
    ],
    told: ['UI9003', '/view/children/7/props/x13', 'the 300 that are listed'],
  }),
  '20,000 properties of a schema': () => ({
    documents: [
      page({ params: { p: { type: 'object', properties: named(20_000, 'k', () => ({ type: 'string' })) } } }),
    ],
    told: ['UI9001', '/params/p/properties/k4999', 'more than 5000'],
  }),
  '20,000 params': () => ({
    documents: [page({ params: named(20_000, 'p', () => ({ type: 'string' })) })],
    told: ['UI9001', '/params', 'the number of params is 20000, the limit is 50'],
  }),
  '2,900 tokens that are aliases of each other': () => ({
    documents: [theme({ c: named(2_000, 'a', (at) => dimension(`{c.a${at + 1}}`)) })],
    told: ['UI6003', '/tokens/sets/own/sources/0/c/a0', 'an alias of an alias more than 32 times over'],
  }),
  'tokens in a circle': () => ({
    documents: [page()],
    theme: theme({ c: named(3, 'a', (at) => dimension(`{c.a${(at + 1) % 3}}`)) }),
    told: ['UI6002', '/tokens/sets/own/sources/0/c/a0', 'c.a0 → c.a1 → c.a2 → c.a0'],
  }),
  'tokens that double 20 times': () => ({
    documents: [page()],
    theme: theme({
      c: {
        ...named(20, 'a', (at) => ({ $type: 'fontFamily', $value: [`{c.a${at + 1}}`, `{c.a${at + 1}}`] })),
        a20: { $type: 'fontFamily', $value: ['x'] },
      },
    }),
    told: ['UI6003', '/tokens/sets/own/sources/0/c/a0', 'put together from more than 500 values'],
  }),
  '15,000 tokens': () => ({
    documents: [page()],
    theme: theme({ c: named(15_000, 'a', () => ({ $type: 'number', $value: 1 })) }),
    told: ['UI9001', '/tokens/sets/own/sources/0/c/a2795', 'the number of tokens is more than 3000'],
  }),
};
