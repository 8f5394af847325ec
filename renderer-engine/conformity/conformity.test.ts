import { describe, expect, it } from 'vitest';
import { createEngine } from '../create-engine.ts';
import { cases } from './cases.testing.ts';
import { components } from './components.testing.ts';
import { documents } from './documents.testing.ts';
import { messages } from './messages.testing.ts';
import { references } from './references.testing.ts';
import { rules } from './rules.testing.ts';

describe.each([
  ...documents,
  ...rules,
  ...references,
  ...messages,
  ...cases,
  ...components,
])('language.md %s', (_, sentences) => {
  it.each(sentences.map((one) => [one.says, one] as const))('%s', (_says, sentence) => {
    const { document: root, others = [], options = {}, input, told, shows } = sentence;
    const texts = others.map((one) => ({ id: (one as { id: string }).id, text: JSON.stringify(one) }));
    const engine = createEngine({ ...options, documents: { find: (id) => texts.filter((one) => one.id === id) } });
    const { diagnostics, program } = engine.compile(JSON.stringify(root, null, 2));
    expect(diagnostics.map(({ code, pointer }) => `${code} ${pointer}`)).toEqual(told);
    if (shows !== undefined) expect(engine.render(program!, input).html).toContain(shows);
  });
});
