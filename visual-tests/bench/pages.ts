import { readFile } from 'node:fs/promises';
import type { ShotPage } from '../types/page.ts';

/** A page of nodes, as people make them. */
export interface BenchPage {
  readonly name: string;
  readonly body: string;
  readonly css: string;
}

/** The page as it is shot, with more style behind its own. */
export const shotOf = ({ name, body, css }: BenchPage, more = ''): ShotPage => ({
  html: `<!doctype html><html lang="en"><head><title>${name}</title></head><body>${body}</body></html>`,
  css: `${common}${css}${more}`,
  masks: [],
  asset: async (path) =>
    path === '/inter.woff2' ? { type: 'font/woff2', bytes: await readFile(new URL(inter, import.meta.url)) } : null,
});

const inter = '../../assets/fonts/inter-var.woff2';
const common = `@font-face { font-family: Inter; src: url(/inter.woff2); font-weight: 100 900 }
body { margin: 0; font: 16px/24px Inter; color: #1f2937; background: #fff } * { box-sizing: border-box }
svg { width: 16px; height: 16px; stroke: currentcolor; fill: none; stroke-width: 2; flex: none }
button { font: inherit; font-weight: 500; padding: 6px 12px; border: 1px solid #d1d5db; border-radius: 6px; background: #fff }
h1, h2, p, ul { margin: 0; padding: 0; list-style: none }`;

const icon = (node: string) => `<svg data-ui-node="${node}" viewBox="0 0 24 24"><path d="M4 12h16M12 4v16"/></svg>`;
const each = <Item>(items: readonly Item[], html: (item: Item, at: number) => string) => items.map(html).join('');

/** Pages whose nodes are changed one at a time. */
export const benchPages: readonly BenchPage[] = [
  {
    name: 'cards',
    css: `.grid { display: grid; grid-template-columns: repeat(2, 1fr); gap: 16px; padding: 24px }
.card { position: relative; padding: 16px; border: 1px solid #e5e7eb; border-radius: 8px; box-shadow: 0 1px 3px rgb(0 0 0 / 20%) }
.badge { position: absolute; right: 12px; top: -8px; padding: 0 8px; border-radius: 12px; background: #dbeafe; font-size: 13px; z-index: 1 }`,
    body: `<main class="grid" data-ui-node="grid">${each(
      ['Invoices', 'Customers', 'Deliveries', 'Returns'],
      (
        title,
        at,
      ) => `<section class="card" data-ui-node="card-${at}"><span class="badge" data-ui-node="badge-${at}">New</span>
<h2 data-ui-node="title-${at}">${title}</h2><p data-ui-node="text-${at}">Everything about ${title.toLowerCase()} of this week, with what is open and what is late.</p>
<button data-ui-node="open-${at}">Open ${title}</button></section>`,
    )}</main>`,
  },
  {
    name: 'table',
    css: `table { width: 100%; border-collapse: collapse } td, th { padding: 8px 12px; text-align: start; border-bottom: 1px solid #e5e7eb }
th { background: #f9fafb; font-weight: 600 } .amount { text-align: end; font-variant-numeric: tabular-nums }`,
    body: `<table data-ui-node="orders"><tr data-ui-node="head"><th data-ui-node="head-number">Number</th><th data-ui-node="head-name">Customer</th><th class="amount" data-ui-node="head-sum">Sum</th></tr>${each(
      [
        'Ada Lovelace',
        'Grace Hopper',
        'Alan Turing',
        'Edsger Dijkstra',
        'Barbara Liskov',
        'Tony Hoare',
        'Frances Allen',
      ],
      (name, at) =>
        `<tr data-ui-node="row-${at}"><td data-ui-node="number-${at}">${4001 + at * 17}</td><td data-ui-node="name-${at}">${name}</td><td class="amount" data-ui-node="sum-${at}">${(at * 137.31 + 9).toFixed(2)}</td></tr>`,
    )}</table>`,
  },
  {
    name: 'form',
    css: `form { display: grid; gap: 12px; padding: 24px; max-width: 420px } label { display: grid; gap: 4px; font-weight: 500 }
input { font: inherit; padding: 6px 10px; border: 1px solid #9ca3af; border-radius: 6px } .hint { color: #6b7280; font-size: 14px }
.actions { display: flex; gap: 8px; justify-content: flex-end } .primary { background: #2563eb; color: #fff }`,
    body: `<form data-ui-node="form"><h1 data-ui-node="heading">New customer</h1>${each(
      ['Name', 'Street', 'Place', 'Mail'],
      (label, at) =>
        `<label data-ui-node="label-${at}">${label}<input data-ui-node="input-${at}" value="${label} of somebody"></label><p class="hint" data-ui-node="hint-${at}">${label} as it stands on letters.</p>`,
    )}<div class="actions" data-ui-node="actions"><button type="button" data-ui-node="cancel">Cancel</button><button type="button" class="primary" data-ui-node="save">Save</button></div></form>`,
  },
  {
    name: 'menu',
    css: `.page { display: grid; grid-template-columns: 200px 1fr } nav { background: #111827; color: #f9fafb; padding: 12px; display: grid; gap: 4px; align-content: start }
.item { display: flex; gap: 8px; align-items: center; padding: 6px 8px; border-radius: 4px } .current { background: #374151 }
.tabs { display: flex; gap: 16px; border-bottom: 2px solid #e5e7eb; padding: 0 24px } .tab { padding: 8px 0 } article { padding: 24px; display: grid; gap: 12px }`,
    body: `<div class="page" data-ui-node="page"><nav data-ui-node="nav">${each(
      ['Home', 'Orders', 'Stock', 'People', 'Settings'],
      (label, at) =>
        `<div class="item${at === 1 ? ' current' : ''}" data-ui-node="item-${at}">${icon(`icon-${at}`)}<span data-ui-node="word-${at}">${label}</span></div>`,
    )}</nav><div data-ui-node="main"><div class="tabs" data-ui-node="tabs">${each(['Open', 'Sent', 'Paid'], (label, at) => `<span class="tab" data-ui-node="tab-${at}">${label}</span>`)}</div>
<article data-ui-node="article">${each([0, 1, 2], (at) => `<p data-ui-node="paragraph-${at}">A paragraph has some words that run over more than one line, as they do on most pages that people make; this is number ${at + 1} of three.</p>`)}</article></div></div>`,
  },
  {
    name: 'stack',
    css: `.pile { display: flex; padding: 24px } .face { width: 64px; height: 64px; margin-inline-end: -20px; border-radius: 50%; border: 2px solid #fff; position: relative; display: grid; place-items: center; color: #fff; font-weight: 600 }
.bar { height: 12px; margin: 12px 24px; background: linear-gradient(90deg, #2563eb, #93c5fd); border-radius: 6px } .faint { margin: 0 24px; color: #9ca3af; font-weight: 300; font-size: 13px }`,
    body: `<div class="pile" data-ui-node="pile">${each(['AL', 'GH', 'AT', 'ED', 'BL'], (text, at) => `<span class="face" data-ui-node="face-${at}" style="background:hsl(${at * 70} 60% 40%)">${text}</span>`)}</div>
${each([90, 60, 30], (share, at) => `<div class="bar" data-ui-node="bar-${at}" style="width:${share}%"></div>`)}${each(['One of five people is on leave.', 'Two have tasks that are late.'], (text, at) => `<p class="faint" data-ui-node="faint-${at}">${text}</p>`)}`,
  },
];
