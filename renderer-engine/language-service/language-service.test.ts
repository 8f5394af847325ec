import { describe, expect, it } from 'vitest';
import {
  colorsIn,
  complete,
  definitionsAt,
  fixesAt,
  folds,
  formatted,
  hover,
  type Item,
  links,
  type OutlineItem,
  outline,
  presentationsAt,
  referencesAt,
  rename,
  safeFixes,
  semanticTokens,
  signatureAt,
  type TextEdit,
  viewAt,
  viewOf,
} from './index.ts';
import { type Case, cases, diagnosticsOf, projectWith } from './samples/cases.testing.ts';

const here = (one: Case) => {
  const path = one.file.startsWith('theme')
    ? 'here.theme.json'
    : one.file.startsWith('component')
      ? 'here.component.json'
      : 'here.page.json';
  const own = { path, text: one.text };
  const project = projectWith([own]);
  return { own, project, view: viewOf(project, own) };
};

/** Applies edits from the last to the first. */
const apply = (text: string, edits: readonly TextEdit[]) =>
  edits
    .toSorted((a, b) => b.span.start - a.span.start || b.span.end - a.span.end)
    .reduce((whole, { span, text: put }) => whole.slice(0, span.start) + put + whole.slice(span.end), text);

/** A chosen suggestion in its text: places to type are gone. */
const accepted = (text: string, { replace, insert, snippet, also = [] }: Item) => {
  const plain = snippet
    ? insert
        .replace(/\$\{\d+:([^}]*)\}/g, '$1')
        .replace(/(?<!\\)\$\d+/g, '')
        .replace(/\\([\\$}])/g, '$1')
    : insert;
  return apply(text, [{ span: replace, text: plain }, ...also]);
};

const names = (items: readonly OutlineItem[]): readonly string[] =>
  items.flatMap(({ name, detail, children }) => [detail ? `${name} (${detail})` : name, ...names(children)]);

type Check = (one: Case) => void;

const checks: Readonly<Record<string, Check>> = {
  complete(one) {
    const items = complete(here(one).view, one.offset);
    const labels = items.map(({ label }) => label);
    const byLabel = (label: string) =>
      items.find((item) => item.label === label) ?? expect.fail(`no "${label}" in ${labels}`);
    for (const { verb, rest } of one.expected) {
      const words = rest.split(' ');
      if (verb === 'has') expect(labels).toEqual(expect.arrayContaining(words));
      else if (verb === 'not') for (const word of words) expect(labels).not.toContain(word);
      else if (verb === 'only') expect(labels.toSorted()).toEqual(words.toSorted());
      else if (verb === 'none') expect(labels).toEqual([]);
      else if (verb === 'first') expect(labels.slice(0, words.length)).toEqual(words);
      else if (verb === 'detail') expect(`${words[0]} ${byLabel(words[0]!).detail}`).toBe(rest);
      else if (verb === 'about') expect(byLabel(words[0]!).about).toContain(words.slice(1).join(' '));
      else if (verb === 'filter') expect(`${words[0]} ${byLabel(words[0]!).filter}`).toBe(rest);
      else if (verb === 'deprecated') expect(byLabel(rest).deprecated).toBe(true);
      else if (verb === 'insert') {
        const [label = '', result = ''] = rest.split(' → ');
        expect(accepted(one.text, byLabel(label))).toContain(result);
      } else if (verb === 'valid') expect(() => JSON.parse(accepted(one.text, byLabel(rest)))).not.toThrow();
      else expect.fail(`"${verb}" is no check`);
    }
  },
  hover(one) {
    const { view, project, own } = here(one);
    const problems = one.argument === 'problem' ? diagnosticsOf(project, own) : [];
    const shown = hover(view, one.offset, problems);
    for (const { verb, rest } of one.expected) {
      if (verb === 'none') expect(shown).toBeNull();
      else if (verb === 'over') expect(one.text.slice(shown?.span.start, shown?.span.end)).toBe(rest);
      else expect(shown?.about ?? '').toContain(rest);
    }
  },
  definition(one) {
    const { view, project } = here(one);
    const found = definitionsAt(view, one.offset).map(({ path, span }) => {
      const text = viewAt(project, path)?.text.text ?? '';
      const line = text.slice(text.lastIndexOf('\n', span.start) + 1, text.indexOf('\n', span.start) + 1 || undefined);
      return `${path} ${text.slice(span.start, span.end)} in ${line.trim()}`;
    });
    for (const { verb, rest } of one.expected) {
      if (verb === 'none') expect(found).toEqual([]);
      else expect(found.some((place) => place.startsWith(rest)) ? rest : found).toBe(rest);
    }
  },
  references(one) {
    const { view } = here(one);
    const found = referencesAt(view, one.offset);
    for (const { verb, rest } of one.expected) {
      if (verb === 'count') expect(found).toHaveLength(Number(rest));
      else expect(found.map(({ path }) => path)).toContain(rest);
    }
  },
  rename(one) {
    const { view, project } = here(one);
    const answer = rename(view, one.offset, one.argument);
    for (const { verb, rest } of one.expected) {
      if (verb === 'refuses') {
        expect(answer.ok ? 'renamed' : answer.reason).toContain(rest);
        continue;
      }
      if (!answer.ok) expect.fail(answer.reason);
      const [path = '', ...words] = rest.split(' ');
      const text = apply(viewAt(project, path)?.text.text ?? '', answer.edits[path] ?? []);
      if (verb === 'in') expect(text).toContain(words.join(' '));
      else expect(text).not.toContain(words.join(' '));
    }
  },
  fixes(one) {
    const { view, project, own } = here(one);
    const found = fixesAt(view.text, { start: one.offset, end: one.offset }, diagnosticsOf(project, own));
    for (const { verb, rest } of one.expected) {
      const [title = '', result = ''] = rest.split(' → ');
      if (verb === 'none') expect(found.map((fix) => fix.title)).toEqual([]);
      else
        expect(
          apply(
            one.text,
            found.find((fix) => fix.title === title)?.edits ?? expect.fail(`${found.map((fix) => fix.title)}`),
          ),
        ).toContain(result);
    }
  },
  'safe-fixes'(one) {
    const { view, project, own } = here(one);
    const text = apply(one.text, safeFixes(view.text, diagnosticsOf(project, own)));
    for (const { rest } of one.expected) expect(text).toContain(rest);
  },
  signature(one) {
    const found = signatureAt(here(one).view, one.offset);
    for (const { verb, rest } of one.expected) {
      if (verb === 'none') expect(found).toBeNull();
      else if (verb === 'label') expect(found?.label).toBe(rest);
      else expect(found?.parameters[found.active]).toBe(rest);
    }
  },
  outline(one) {
    const all = names(outline(here(one).view));
    for (const { rest } of one.expected) expect(all).toContain(rest);
  },
  folds(one) {
    const { view } = here(one);
    const { lines } = view.text;
    const found = folds(view.text).map(
      ({ span, kind }) =>
        `${lines.position(span.start).line}-${lines.position(span.end).line}${kind ? ` ${kind}` : ''}`,
    );
    for (const { rest } of one.expected) expect(found).toContain(rest);
  },
  tokens(one) {
    const found = semanticTokens(here(one).view.text).map(
      ({ span, kind }) => `${one.text.slice(span.start, span.end)} ${kind}`,
    );
    for (const { rest } of one.expected) expect(found).toContain(rest);
  },
  colors(one) {
    const { view } = here(one);
    const found = colorsIn(view);
    const shown = found.map(
      ({ span, color }) =>
        `${one.text.slice(span.start, span.end)} ${[color.red, color.green, color.blue].map((part) => Math.round(part * 255))}`,
    );
    for (const { verb, rest } of one.expected) {
      if (verb === 'offers') {
        const [first] = found;
        expect(
          first && presentationsAt(view, first.span, { red: 1, green: 0, blue: 0, alpha: 1 }).map(({ label }) => label),
        ).toContain(rest);
      } else expect(shown).toContain(rest);
    }
  },
  links(one) {
    const found = links(here(one).view).map(({ name }) => name);
    for (const { rest } of one.expected) expect(found).toContain(rest);
  },
  format(one) {
    const { view } = here(one);
    const text = apply(one.text, formatted(view.text));
    for (const { rest } of one.expected) expect(text).toContain(rest.replaceAll('⏎', '\n'));
    expect(apply(text, formatted(viewOf(projectWith([]), { path: 'a.page.json', text }).text))).toBe(text);
  },
};

describe.each(Object.keys(checks))('%s (A1)', (ask) => {
  const own = cases.filter((one) => one.ask === ask);
  it.each(own)('$title', (one) => checks[ask]!(one));
});

it('knows every sample', () => {
  expect(cases.filter(({ ask }) => !checks[ask]).map(({ ask }) => ask)).toEqual([]);
  expect(cases.length).toBeGreaterThanOrEqual(60);
  expect(cases.filter(({ expected }) => expected.length === 0)).toEqual([]);
});
