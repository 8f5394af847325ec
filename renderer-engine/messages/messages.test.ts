import { describe, expect, it } from 'vitest';
import { createMessages, directionOf, fallbackChain, messageArguments } from './index.ts';

const texts = {
  'acme/orders': {
    en: {
      greeting: 'Hello {$name}!',
      count: '.input {$n :integer}\n.match $n\none {{{$n} order}}\n* {{{$n} orders}}',
      plain: 'New order',
      due: 'Due {$day :date style=long} at {$time :time style=short}',
      declared: '.input {$day :date style=short}\n{{From {$day} on}}',
      price: 'Pay {$amount :currency currency=EUR}',
      share: '{$part :percent}',
      markup: 'Read {#terms}the terms{/terms}',
      broken: 'Hello {$name',
      spy: '{$constructor}',
    },
    de: { count: '.input {$n :integer}\n.match $n\none {{{$n} Bestellung}}\n* {{{$n} Bestellungen}}' },
  },
};
const messages = createMessages(texts, 'en');
const format = messages.text;

function text(key: string, args: Record<string, string | number | boolean | null> = {}, locale = 'en') {
  const problems: unknown[] = [];
  const problem = (code: string, params: unknown) => problems.push([code, params]);
  const result = format('acme/orders', key, args, { locale, timeZone: 'Europe/Berlin', problem, steps: 0 });
  return { result, problems };
}

describe('messages', () => {
  it.each([
    ['plain', {}, 'en', 'New order'],
    ['greeting', { name: 'Ada' }, 'en', 'Hello \u2068Ada\u2069!'],
    ['greeting', { name: null }, 'en', 'Hello \u2068\u2069!'],
    ['count', { n: 1 }, 'en', '1 order'],
    ['count', { n: 1234 }, 'en', '1,234 orders'],
    ['count', { n: 1234 }, 'de', '1.234 Bestellungen'],
    ['count', { n: 1 }, 'de-AT', '1 Bestellung'],
    ['plain', {}, 'de-AT', 'New order'],
    ['due', { day: '2026-03-01', time: '2026-03-01T12:00:00Z' }, 'en', 'Due March 1, 2026 at 1:00 PM'],
    ['declared', { day: '2026-03-01' }, 'en', 'From 3/1/26 on'],
    ['price', { amount: 12.5 }, 'en', 'Pay €12.50'],
    ['share', { part: 0.25 }, 'en', '25%'],
    ['markup', {}, 'en', 'Read the terms'],
    ['plain', {}, 'en-XA', '[Ñéŵ öŕðéŕ one]'],
    ['plain', {}, 'ar-XB', '\u202eNew\u202c \u202eorder\u202c'],
    ['greeting', { name: 'Ada' }, 'en-XA', '[Ĥéļļö \u2068Ada\u2069! one]'],
    ['count', { n: 2 }, 'ar-XB', '\u20662\u2069 \u202eorders\u202c'],
    // No language data of its own: English numbers, on every machine.
    ['count', { n: 1234 }, 'tlh', '1,234 orders'],
    ['plain', {}, 'no such locale!', 'New order'],
  ])('%s with %j in %s', (key, args, locale, expected) => {
    expect(text(key, args, locale)).toEqual({ result: expected, problems: [] });
  });

  it.each([
    ['Read {#terms}the {$name}{/terms}.', 'Read , terms:the \u2068Ada\u2069, .'],
    ['{#a}One{/a}{#b}two{/b}', 'a:One, b:two'],
    ['Now {#mark/} go', 'Now , mark:,  go'],
    ['{#a}{/a}', 'a:'],
    ['Plain', 'Plain'],
  ])('parts %j at its markup', (text, expected) => {
    const { parts } = createMessages({ d: { en: { k: text } } }, 'en');
    const place = { locale: 'en', timeZone: 'UTC', problem: () => undefined, steps: 0 };
    const found = parts('d', 'k', { name: 'Ada' }, place);
    expect(found.map(({ markup, words }) => (markup === null ? words : `${markup}:${words}`)).join(', ')).toBe(
      expected,
    );
  });

  it('parts a message in pseudo-locales too, and a missing one is its key', () => {
    const { parts } = createMessages({ d: { en: { k: 'Read {#terms}this{/terms}' } } }, 'en');
    const place = { locale: 'en-XA', timeZone: 'UTC', problem: () => undefined, steps: 0 };
    expect(parts('d', 'k', {}, place)).toEqual([
      { markup: null, words: '[Ŕéåð  on]' },
      { markup: 'terms', words: '[ţĥîš on]' },
    ]);
    expect(parts('d', 'gone', {}, place)).toEqual([{ markup: null, words: '[gone]' }]);
  });

  it.each([
    ['{#a}open', 'not closed'],
    ['close{/a}', 'closes nothing'],
    ['{#a}x{#b}y{/b}{/a}', 'inside'],
    ['{#a}x{/a}{#a}y{/a}', 'twice'],
  ])('refuses %j', (text, reason) => {
    expect(messageArguments(text).problems[0]?.reason).toContain(reason);
  });

  it('isolates arguments in the direction they have', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('ar-XB')).toBe('rtl');
    expect(directionOf('de-AT')).toBe('ltr');
    expect(directionOf('?')).toBe('ltr');
  });

  it.each(['missing', 'broken', 'spy', 'constructor', '__proto__'])('shows the key of %s, and reports it', (key) => {
    expect(text(key)).toEqual({ result: `[${key}]`, problems: [['UI4201', { key }]] });
  });

  it('has no message of a document it does not know', () => {
    const problem = () => undefined;
    expect(format('toString', 'name', {}, { locale: 'en', timeZone: 'UTC', problem, steps: 0 })).toBe('[name]');
  });

  it('shows the name of an argument that is missing or does not fit, once', () => {
    const params = { expected: 'what its function takes', found: 'something else' };
    expect(text('greeting')).toEqual({
      result: 'Hello \u2068{$name}\u2069!',
      problems: [['UI4202', { key: 'greeting', argument: 'name', reason: 'missing', ...params }]],
    });
    const number = text('count', { n: 'many' });
    expect(number.result).toBe('\u2068{$n}\u2069 orders');
    expect(number.problems).toEqual([['UI4202', { key: 'count', argument: 'n', reason: 'type', ...params }]]);
    const day = text('declared', { day: 'tomorrow' });
    expect(day.result).toBe('From \u2068{$day}\u2069 on');
    expect(day.problems).toHaveLength(1);
  });

  it('looks for a locale, its parents, then the default locale', () => {
    expect(fallbackChain('de-AT', 'en-US')).toEqual(['de-AT', 'de', 'en-US', 'en']);
    expect(fallbackChain('en', 'en')).toEqual(['en']);
  });
});

describe('messageArguments', () => {
  it('finds arguments with the types their functions take', () => {
    const { arguments: found, problems } = messageArguments(
      '.input {$n :integer} .local $twice = {$n :number} {{ {$n} {$twice} {$name} {$day :date} {$p :currency currency=$code} }}',
    );
    expect(problems).toEqual([]);
    expect(Object.keys(found).sort()).toEqual(['code', 'day', 'n', 'name', 'p']);
    expect(found['n']).toEqual({ number: true });
    expect(found['day']).toMatchObject({ date: true, datetime: true });
    expect(found['name']).toMatchObject({ text: true, number: true, null: true });
  });

  it.each([
    ['{$name', 'closing brace'],
    ['}', 'MessageFormat 2'],
    ['{$n :unit unit=meter}', 'There is no function ":unit"'],
    ['{$d :date fields=weekday}', 'has no option "fields"'],
    ['{$toString}', '"toString" cannot be used as a name'],
    ['.match $n * {{x}}', 'needs a function'],
    ['.input {$n :integer} .match $n 1 {{x}}', 'needs a variant with *'],
  ])('says what is wrong with %s', (message, reason) => {
    const { problems, arguments: found } = messageArguments(message);
    expect(found).toEqual({});
    expect(problems.map((problem) => problem.reason).join()).toContain(reason);
    for (const { start, end } of problems) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(message.length);
    }
  });

  it('names markup', () => {
    expect(messageArguments('Read {#terms}the terms{/terms}').markup).toEqual(['terms']);
  });
});
