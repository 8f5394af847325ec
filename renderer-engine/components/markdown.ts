import { markdownOptions, markdownParts, writeMarkdown } from '../builtins/markdown/markdown.ts';
import { isCheap } from '../builtins/markdown/parse.ts';
import { defineComponent } from './define-component.ts';
import { markdownStyles } from './markdown-styles.ts';
import { prop } from './prop.ts';

export const markdown = defineComponent({
  type: 'Markdown',
  summary: 'A longer text with headings, lists, links and tables, written as Markdown.',
  category: 'typography',
  props: {
    source: prop.text({ required: true, editor: { control: 'markdown' }, about: 'CommonMark, and tables.' }),
    headingOffset: prop.integer(0, 5, { about: 'Moves headings down: with 1, "#" is a heading of level 2.' }),
    allow: prop.list({ enum: [...markdownParts] }, { about: 'What it may have; everything when left out.' }),
  },
  accessibleName: { required: false },
  styles: markdownStyles,
  examples: [
    {
      id: 'article',
      title: 'A short article',
      props: {
        headingOffset: 2,
        source: [
          '# Returns',
          'You can send things back **within 30 days**. Print the label in [your account](/account), put it on the box, and drop it off.',
          '- Clothes must have their *tags*.',
          '- Opened software cannot be returned.',
          '',
          '> Refunds take two to five days.',
          '',
          '| Country | Label | Pick-up |\n| :-- | :-- | --: |\n| Germany | free | €4 |\n| France | €6 | €9 |',
        ].join('\n'),
      },
    },
    {
      id: 'code',
      title: 'With code',
      props: {
        source:
          'Run `npm start`, then open the address it prints:\n\n```sh\nnpm start\nopen http://127.0.0.1:4100\n```',
      },
    },
  ],
  emit({ source, headingOffset, allow }, out) {
    out.root('div', { class: 'ui-markdown' }, () => {
      const isKnown = source.constant && headingOffset.constant && allow.constant && isCheap(source.value ?? '');
      if (isKnown) writeMarkdown(source.value ?? '', markdownOptions(allow.value, headingOffset.value), out);
      else out.call('markdown', { source, allow, headingOffset });
    });
  },
});
