import { describe, expect, it } from 'vitest';
import type { DocumentEntry } from '#contract';
import { otherDrafts } from './other-drafts.ts';

const entry = (name: string, draft: boolean): DocumentEntry => ({
  path: `${name}.component.json`,
  id: `shop/${name}`,
  kind: 'component',
  title: name,
  draft,
});
const documents = [
  entry('orders', true),
  entry('panel', true),
  entry('badge', true),
  entry('other', true),
  entry('icon', false),
];

describe('otherDrafts', () => {
  it('names documents in use that have a draft, never the one looked at', () => {
    const uses = ['shop/orders', 'shop/panel', 'shop/icon'];
    expect(otherDrafts(documents, { path: 'orders.component.json', uses })).toContain(
      'shows panel as it is in its file',
    );
    expect(otherDrafts(documents, { path: null, uses: [...uses, 'shop/badge'] })).toContain(
      'shows orders, panel, badge as',
    );
  });

  it('says nothing while all of them are saved', () => {
    expect(otherDrafts(documents, { path: 'orders.component.json', uses: ['shop/orders', 'shop/icon'] })).toBeNull();
  });
});
