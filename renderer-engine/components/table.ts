import type { Json, JsonObject } from '../document/types.ts';
import type { EmitNode, Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { icon } from './icons.ts';
import { prop } from './prop.ts';
import { whenOn } from './responsive.ts';
import { tableStyles } from './table-styles.ts';

const sizes = ['sm', 'md', 'lg', 'xl'] as const;

const column: JsonObject = {
  type: 'object',
  required: ['key', 'header'],
  additionalProperties: false,
  properties: {
    key: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]*$', 'x-ui': { dynamic: false } },
    header: { type: 'string', 'x-ui': { translatable: true } },
    value: {
      type: 'string',
      description: 'What a cell shows; sees "row" and "index".',
      'x-ui': { scope: ['row', 'index'] },
    },
    align: { enum: ['start', 'center', 'end'], 'x-ui': { dynamic: false } },
    width: {
      type: 'string',
      pattern: '^[0-9]+(\\.[0-9]+)?(rem|px|%|ch)$',
      'x-ui': { context: 'css-length', dynamic: false },
    },
    sort: { type: 'boolean', description: 'Makes the header a link that sorts.', 'x-ui': { dynamic: false } },
    hideBelow: { enum: [...sizes], description: 'Hides the column on narrower screens.', 'x-ui': { dynamic: false } },
    headerHidden: {
      type: 'boolean',
      description: 'Keeps the header for screen readers only.',
      'x-ui': { dynamic: false },
    },
  },
};

export const table = defineComponent({
  type: 'Table',
  summary: 'Rows of data in columns.',
  category: 'data',
  props: {
    rows: prop.list(true, { required: true }),
    columns: prop.shapeList<Column>(column, { required: true, scope: { '*.value': ['row', 'index'] } }),
    key: prop.name('text', { required: true, scope: { '': ['row', 'index'] }, about: 'What tells rows apart.' }),
    caption: prop.text({ required: true, about: 'Names the table.' }),
    sort: prop.fixedName('param', { about: 'Param that holds the order: a column key, or "-" and the key.' }),
    selectable: prop.flag({ about: 'Adds a box to each row; needs a binding to a list.' }),
    sticky: prop.axis(['none', 'header', 'column', 'both']),
    density: prop.axis(['comfortable', 'compact']),
    rowTo: prop.to({ scope: { '**': ['row', 'index'] }, about: 'Where the first cell of a row links to.' }),
  },
  slots: {
    toolbar: { description: 'Above the rows.' },
    'cell:*': {
      description: 'The cell of a column, instead of its "value".',
      provide: { row: 'rows[]', index: { type: 'integer' }, value: {} },
    },
    expand: {
      description: 'More about a row, shown when someone asks for it.',
      provide: { row: 'rows[]', index: { type: 'integer' } },
    },
    empty: { description: 'Instead of rows, when there are none.' },
    footer: { description: 'Below the rows.' },
  },
  valueType: { type: 'array' },
  accessibleName: { prop: 'caption', required: true },
  styles: tableStyles,
  examples: [
    {
      id: 'orders',
      title: 'Orders, with a cell of its own and more about each row',
      props: {
        caption: 'Orders of this week',
        rows: [
          { id: 'A-1001', customer: 'Lovelace & Co', status: 'Open', total: 129.9, note: 'Leave it at the door.' },
          { id: 'A-1002', customer: 'Noether GmbH', status: 'Shipped', total: 18, note: 'A gift.' },
          { id: 'A-1003', customer: 'Atelier Curie', status: 'Open', total: 2450, note: 'Needs two people.' },
        ],
        key: '${row.id}',
        density: 'compact',
        rowTo: "${'/orders/' + row.id}",
        columns: [
          { key: 'id', header: 'Order', value: '${row.id}' },
          { key: 'customer', header: 'Customer', value: '${row.customer}', hideBelow: 'sm' },
          { key: 'status', header: 'Status' },
          { key: 'total', header: 'Total', value: "${row.total | currency('EUR')}", align: 'end' },
        ],
      },
      slots: {
        'cell:status': [{ id: 'status', type: 'Badge', props: { text: '${value}', size: 'sm' } }],
        expand: ['${row.note}'],
        footer: ['3 orders'],
      },
    },
    {
      id: 'two-rows',
      title: 'Numbers at the end',
      props: {
        caption: 'Orders',
        rows: [
          { id: 'A-1', total: 12 },
          { id: 'A-2', total: 30 },
        ],
        key: '${row.id}',
        columns: [
          { key: 'id', header: 'Order', value: '${row.id}' },
          { key: 'total', header: 'Total', value: '${row.total}', align: 'end' },
        ],
      },
    },
  ],
  emit({ rows, columns, key, caption, sort, selectable, rowTo }, out, node) {
    const list = columns.value ?? [];
    const title = out.id('caption');
    const field = node.field;
    const nameOf = (row: Input, index: Input) => (key.constant ? out.template(key.value, { row, index }) : key);
    const chooses = field !== null && !(selectable.constant && selectable.value !== true);
    const chosen = (write: () => void) => chooses && whenOn(out, selectable, write);
    const width = list.length + (chooses ? 1 : 0);
    out.root('div', { class: 'ui-table' }, () => {
      part(out, node, 'toolbar');
      out.element('div', { class: 'ui-table__scroll', role: 'region', tabindex: '0', 'aria-labelledby': title }, () =>
        out.element('table', { class: 'ui-table__grid' }, () => {
          out.element('caption', { class: 'ui-table__caption', id: title }, () => out.text(caption));
          out.element('thead', {}, () =>
            out.element('tr', {}, () => {
              chosen(() => out.element('td', { class: 'ui-table__choose' }));
              for (const entry of list) header(out, entry, sort.value);
            }),
          );
          out.element('tbody', {}, () =>
            out.each(
              rows,
              { as: 'row', index: 'index', key: key.constant ? key.value : null },
              (row, index) => {
                out.element('tr', {}, () => {
                  chosen(() =>
                    out.element('td', { class: 'ui-table__choose' }, () => {
                      const own = nameOf(row, index);
                      const checked = out.compute('own in (chosen ?? [])', { own, chosen: field!.value });
                      out.element('input', {
                        type: 'checkbox',
                        name: field!.name,
                        value: own,
                        checked,
                        disabled: field!.readonly,
                        'aria-label': own,
                      });
                    }),
                  );
                  for (const [at, entry] of list.entries())
                    cell(out, node, entry, {
                      row,
                      index,
                      to: at === 0 && rowTo.constant ? rowTo.value : null,
                      first: at === 0,
                    });
                });
                if (node.slots.includes('expand'))
                  expansion(out, { row, index, name: nameOf(row, index), columns: width });
              },
              () => {
                if (!node.slots.includes('empty')) return;
                out.element('tr', {}, () =>
                  out.element('td', { class: 'ui-table__empty', colspan: width }, () => out.slot('empty')),
                );
              },
            ),
          );
        }),
      );
      part(out, node, 'footer');
    });
  },
});

interface Expansion {
  readonly row: Input;
  readonly index: Input;
  readonly name: Input;
  readonly columns: number;
}

/** A row of its own below the row it speaks of; it opens without a script. */
function expansion(out: Out, { row, index, name, columns }: Expansion): void {
  out.element('tr', { class: 'ui-table__more' }, () =>
    out.element('td', { colspan: columns }, () =>
      out.element('details', { class: 'ui-table__details' }, () => {
        out.element('summary', { class: 'ui-table__show' }, () => out.text(out.words('table.details', { name })));
        out.element('div', { class: 'ui-table__inside' }, () => out.slot('expand', { row, index }));
      }),
    ),
  );
}

type Column = {
  readonly key: string;
  readonly header: string;
  readonly value?: string;
  readonly align?: 'start' | 'center' | 'end';
  readonly width?: string;
  readonly sort?: boolean;
  readonly hideBelow?: string;
  readonly headerHidden?: boolean;
};

function part(out: Out, { slots }: EmitNode, name: 'toolbar' | 'footer'): void {
  if (slots.includes(name)) out.element('div', { class: `ui-table__${name}` }, () => out.slot(name));
}

function header(out: Out, column: Column, sort: string | null): void {
  const words = out.template(column.header, {});
  const attributes = {
    class: column.width ? out.styleClass({ width: column.width }) : null,
    scope: 'col',
    'data-align': column.align,
    'data-hide-below': column.hideBelow,
  };
  if (!column.sort || !sort) {
    const inside = () =>
      column.headerHidden
        ? out.element('span', { class: 'ui-visually-hidden' }, () => out.text(words))
        : out.text(words);
    out.element('th', attributes, inside);
    return;
  }
  const current = out.param(sort);
  const up: Input = { constant: true, value: column.key };
  const down: Input = { constant: true, value: `-${column.key}` };
  const direction = out.compute("current == up ? 'ascending' : current == down ? 'descending' : null", {
    current,
    up,
    down,
  });
  const next = out.compute('current == up ? down : up', { current, up, down });
  out.element('th', { ...attributes, 'aria-sort': direction }, () =>
    out.element('a', { class: 'ui-table__sort', href: out.ownAddress({ [sort]: next }) }, () => {
      out.text(words);
      out.match(direction, {
        ascending: () => icon(out, 'arrow-up'),
        descending: () => icon(out, 'arrow-down'),
      });
    }),
  );
}

interface Place {
  readonly row: Input;
  readonly index: Input;
  readonly to: Json;
  readonly first: boolean;
}

function cell(out: Out, { slots }: EmitNode, column: Column, { row, index, to, first }: Place): void {
  const slot = `cell:${column.key}`;
  const content = () => {
    if (slots.includes(slot)) {
      const name: Input = { constant: true, value: column.key };
      out.slot(slot, { row, index, value: out.compute("type(row) == 'map' ? row[name] : null", { row, name }) });
    } else if (column.value !== undefined) out.text(out.template(column.value, { row, index }));
  };
  const attributes = { 'data-align': column.align, 'data-hide-below': column.hideBelow };
  // The first column says what a row is about, so it heads the row.
  out.element(first ? 'th' : 'td', first ? { scope: 'row', ...attributes } : attributes, () => {
    if (to === null) content();
    else out.element('a', { class: 'ui-table__link', href: out.template(to, { row, index }) }, content);
  });
}
