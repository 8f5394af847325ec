import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { icon, iconStyles } from './icons.ts';
import { prop } from './prop.ts';

export const pagination = defineComponent({
  type: 'Pagination',
  summary: 'Leads through the pages of a long list. Its param starts over when another one changes.',
  category: 'navigation',
  props: {
    page: prop.number({ required: true, about: 'The page that is shown, from 1.' }),
    pageSize: prop.number({ required: true, about: 'Entries of a page.' }),
    total: prop.number({ required: true, about: 'Entries in all.' }),
    param: prop.fixedName('param', { about: 'Param of the page that holds the number; "page" when left out.' }),
    siblings: prop.integer(0, 5, { about: 'Numbers on each side of the current one; 1 when left out.' }),
  },
  accessibleName: { required: false },
  parts: ['list', 'link', 'range'],
  styles: {
    shared: [iconStyles],
    base: `
      .ui-pagination { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: var(--ui-space-2) var(--ui-space-4); min-inline-size: 0; font-size: var(--ui-font-size-sm); font-variant-numeric: tabular-nums; }
      .ui-pagination__range { margin: 0; color: var(--ui-color-text-muted); }
      .ui-pagination__list { display: flex; flex-wrap: wrap; align-items: center; gap: var(--ui-space-1); margin: 0; padding: 0; list-style: none; }
      .ui-pagination__link { display: inline-flex; align-items: center; justify-content: center; min-inline-size: var(--ui-size-control-sm); min-block-size: var(--ui-size-control-sm); padding-inline: var(--ui-space-2); border: 1px solid transparent; border-radius: var(--ui-radius-control); color: var(--ui-color-text-default); text-decoration: none; transition: background-color var(--ui-motion-fast); }
      a.ui-pagination__link:hover { background: var(--ui-color-surface-hover); border-color: var(--ui-color-border-default); }
      .ui-pagination__link[aria-current] { background: var(--ui-color-accent-soft); border-color: var(--ui-color-accent-border); color: var(--ui-color-accent-fg); font-weight: var(--ui-font-weight-medium); }
      .ui-pagination__link[aria-disabled] { color: var(--ui-color-text-subtle); opacity: var(--ui-opacity-disabled); }
      .ui-pagination__gap { color: var(--ui-color-text-subtle); }
      .ui-pagination .ui-icon:dir(rtl) { transform: scaleX(-1); }
      @below sm { .ui-pagination__list > [data-far] { display: none; } }
    `,
  },
  examples: [
    { id: 'middle', props: { page: 4, pageSize: 25, total: 312 } },
    { id: 'short', props: { page: 1, pageSize: 10, total: 24, siblings: 2 } },
  ],
  emit({ page, pageSize, total, param, siblings }, out, { label }) {
    const name = param.value ?? 'page';
    const last = out.compute('max(1, ceil(total / max(1, pageSize)))', { total, pageSize });
    const current = out.compute('clamp(floor(page), 1, last)', { page, last });
    const near = out.compute('siblings ?? 1', { siblings });
    const from = out.compute('max(1, current - near)', { current, near });
    const to = out.compute('min(last, current + near)', { current, near, last });
    out.root('nav', { class: 'ui-pagination', 'aria-label': label ?? out.words('nav.pages') }, () => {
      const range = {
        from: out.compute('total == 0 ? 0 : (current - 1) * pageSize + 1', { total, current, pageSize }),
        to: out.compute('min(total, current * pageSize)', { total, current, pageSize }),
        total,
      };
      out.element('p', { class: 'ui-pagination__range' }, () => out.text(out.words('page.range', range)));
      out.element('ul', { class: 'ui-pagination__list' }, () => {
        step(out, name, 'previous', out.compute('current > 1 ? current - 1 : null', { current }));
        out.if(out.compute('from > 1', { from }), () => number(out, name, { constant: true, value: 1 }, current, true));
        gap(out, out.compute('from > 2', { from }));
        out.each(out.compute('range(from, to + 1)', { from, to }), { as: 'number', index: 'at' }, (each) =>
          number(out, name, each, current, false),
        );
        gap(out, out.compute('to < last - 1', { to, last }));
        out.if(out.compute('to < last', { to, last }), () => number(out, name, last, current, true));
        step(out, name, 'next', out.compute('current < last ? current + 1 : null', { current, last }));
      });
    });
  },
});

function number(out: Out, param: string, page: Input, current: Input, isFar: boolean): void {
  const isCurrent = out.compute("page == current ? 'page' : null", { page, current });
  out.element('li', { 'data-far': isFar }, () =>
    out.element(
      'a',
      {
        class: 'ui-pagination__link',
        href: out.ownAddress({ [param]: page }),
        'aria-current': isCurrent,
        'aria-label': out.words('page.number', { page }),
      },
      () => out.text(page),
    ),
  );
}

const gap = (out: Out, when: Input): void =>
  out.if(when, () =>
    out.element('li', { class: 'ui-pagination__gap', 'data-far': true, 'aria-hidden': 'true' }, () => out.text('…')),
  );

/** To the page before or after; where there is none, the place stays so that nothing moves. */
function step(out: Out, param: string, way: 'previous' | 'next', page: Input): void {
  const words = out.words(`page.${way}`);
  const inside = () => icon(out, way === 'previous' ? 'chevron-left' : 'chevron-right');
  out.element('li', {}, () =>
    out.if(
      out.compute('page != null', { page }),
      () => {
        const href = out.ownAddress({ [param]: page });
        const rel = way === 'previous' ? 'prev' : 'next';
        out.element('a', { class: 'ui-pagination__link', href, rel, 'aria-label': words }, inside);
      },
      () =>
        out.element(
          'span',
          { class: 'ui-pagination__link', role: 'link', 'aria-disabled': 'true', 'aria-label': words },
          inside,
        ),
    ),
  );
}
