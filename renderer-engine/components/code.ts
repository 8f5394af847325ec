import { writeLines } from '../builtins/code.ts';
import { languageClass } from '../builtins/markdown/write-blocks.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';

export const code = defineComponent({
  type: 'Code',
  summary: 'Lines of code, a command, or a file, letter by letter.',
  category: 'typography',
  props: {
    source: prop.text({ required: true, editor: { control: 'code' } }),
    language: prop.fixedName('text', { about: 'What it is written in, e.g. "json"; for tools that color it.' }),
    wrap: prop.flag({ about: 'Breaks long lines instead of scrolling.' }),
    lineNumbers: prop.shape([true, false], { about: 'Numbers the lines.' }),
  },
  accessibleName: { required: false },
  styles: {
    base: `
      .ui-code { margin: 0; padding: var(--ui-space-3) var(--ui-space-4); overflow-x: auto; border: 1px solid var(--ui-color-border-subtle); border-radius: var(--ui-code-radius); background: var(--ui-color-surface-sunken); color: var(--ui-color-text-default); font-size: var(--ui-font-size-sm); line-height: 1.55; tab-size: 2; text-align: start; }
      .ui-code > code { font-family: var(--ui-font-mono); }
      .ui-code[data-wrap] { white-space: pre-wrap; overflow-wrap: anywhere; }
      .ui-code[data-numbered] { counter-reset: ui-line; padding-inline-start: 0; }
      .ui-code__line { display: block; padding-inline-start: 4em; text-indent: -4em; }
      .ui-code__line::before { content: counter(ui-line); counter-increment: ui-line; display: inline-block; inline-size: 2.5em; margin-inline-end: 1.5em; text-align: end; text-indent: 0; color: var(--ui-color-text-muted); user-select: none; }
    `,
    tokens: { radius: '{radius.md}' },
  },
  examples: [
    {
      id: 'json',
      title: 'With line numbers',
      props: {
        language: 'json',
        lineNumbers: true,
        source: '{\n  "id": "A-1001",\n  "status": "open",\n  "total": 129.9\n}',
      },
    },
    {
      id: 'command',
      title: 'A long command that breaks',
      props: {
        language: 'sh',
        wrap: true,
        source: 'studio render orders.page.json --fixture base --theme acme/theme --locale de --out build/orders.html',
      },
    },
  ],
  emit({ source, language, wrap, lineNumbers }, out) {
    const numbered = lineNumbers.value === true;
    // Code reads from left to right in every language; what may scroll must be reachable by keyboard.
    const frame = { class: 'ui-code', dir: 'ltr', tabindex: 0, 'data-numbered': numbered, 'data-wrap': wrap };
    out.root('pre', frame, () =>
      out.element('code', { class: languageClass(language.value) }, () => {
        if (!numbered) out.text(source);
        else if (source.constant) writeLines(source.value ?? '', out);
        else out.call('code', { source });
      }),
    );
  },
});
