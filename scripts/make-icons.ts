import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes `renderer-engine/components/icon-paths.ts` from the icons of `lucide-static` (ISC license): the names listed
 * here, each as one path. Run it after adding a name or updating the package: `node scripts/make-icons.ts`.
 */

const wanted = `
  activity archive arrow-down arrow-down-left arrow-left arrow-right arrow-up arrow-up-right at-sign award badge-check
  ban banknote bell bell-off book-open bookmark box briefcase building calculator calendar calendar-clock
  camera chart-bar chart-column chart-line chart-pie check check-check chevron-down chevron-left chevron-right
  chevron-up chevrons-left chevrons-right chevrons-up-down circle circle-alert circle-check circle-dot circle-minus
  circle-pause circle-play circle-plus circle-user circle-x clipboard clipboard-check clock cloud cloud-off code cog
  coins columns-3 compass contact copy cpu credit-card crown database download ellipsis ellipsis-vertical external-link
  eye eye-off factory file file-check file-plus file-spreadsheet file-text flag folder folder-open funnel gauge gift
  git-branch globe grid-2x2 grip-vertical hand-coins hard-drive hash headphones heart hourglass house image
  inbox info key landmark languages laptop layers layout-dashboard layout-grid life-buoy lightbulb link list list-checks
  list-filter loader lock lock-open log-in log-out mail mail-open map map-pin maximize megaphone menu message-circle
  message-square minimize minus monitor moon move newspaper package package-check package-open palette panel-left
  paperclip pause pencil phone pin play plug plus power printer qr-code quote receipt redo-2 refresh-cw repeat reply
  rocket rotate-ccw route ruler save scale scan search send server settings share-2 shield shield-alert shield-check
  ship shopping-bag shopping-cart sliders-horizontal smartphone sparkles square square-check star store sun table
  tag tags target terminal thumbs-down thumbs-up ticket timer trash trending-down trending-up triangle-alert trophy
  truck undo-2 upload user user-check user-plus users video wallet warehouse wifi wifi-off wrench x zap zoom-in zoom-out
`;

/** Names documents may already use → the icon's name today. */
const aliases: Readonly<Record<string, string>> = {
  'check-circle': 'circle-check',
  'circle-help': 'circle-question-mark',
  edit: 'pencil',
  filter: 'funnel',
  help: 'circle-question-mark',
  home: 'house',
  more: 'ellipsis',
  warning: 'triangle-alert',
};

type Shape = readonly [tag: string, attributes: Readonly<Record<string, string>>];

const source = new URL('../node_modules/lucide-static/icon-nodes.json', import.meta.url);
const target = new URL('../renderer-engine/components/icon-paths.ts', import.meta.url);

const shapes: Readonly<Record<string, readonly Shape[]>> = JSON.parse(readFileSync(source, 'utf8'));
const names = wanted.trim().split(/\s+/);
const lines = [...names.map((name) => [name, name] as const), ...Object.entries(aliases)]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([name, icon]) => `  ${/^[a-z]+$/.test(name) ? name : `'${name}'`}:\n    '${pathOf(icon)}',`);
writeFileSync(
  target,
  `/**
 * Icons on a grid of 24, one path each, to be drawn as lines. Written by \`scripts/make-icons.ts\` from Lucide
 * (https://lucide.dev): ISC License, Copyright (c) Lucide Icons and Contributors; parts from Feather, MIT License,
 * Copyright (c) Cole Bemis.
 */
export const iconPaths = {
${lines.join('\n')}
} as const;
`,
);

function pathOf(icon: string): string {
  const drawn = shapes[icon];
  if (!drawn) throw new Error(`lucide-static has no icon "${icon}".`);
  return drawn.map(asPath).join('');
}

function asPath([tag, attributes]: Shape): string {
  const at = (name: string) => Number(attributes[name] ?? 0);
  switch (tag) {
    case 'path':
      return startAbsolute(attributes['d'] ?? '');
    case 'circle':
      return oval(at('cx'), at('cy'), at('r'), at('r'));
    case 'ellipse':
      return oval(at('cx'), at('cy'), at('rx'), at('ry'));
    case 'line':
      return `M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`;
    case 'polyline':
      return `M${attributes['points']}`;
    case 'polygon':
      return `M${attributes['points']}Z`;
    case 'rect':
      return rectangle(at('x'), at('y'), at('width'), at('height'), at('rx') || at('ry'));
    default:
      throw new Error(`An icon has a <${tag}>, which this script cannot draw as a path.`);
  }
}

/** A path that starts with a small "m" starts at the origin only when it comes first, so the "m" becomes large. */
function startAbsolute(d: string): string {
  const [, start = '', rest = ''] = /^m\s*(-?[\d.]+[\s,]*-?[\d.]+)\s*(.*)$/s.exec(d) ?? [];
  if (start === '') return d;
  return `M${start}${/^[-\d.]/.test(rest) ? 'l' : ''}${rest}`;
}

function oval(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0`;
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}z`;
  const corner = (dx: number, dy: number) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  const [across, down] = [width - 2 * r, height - 2 * r];
  return `M${x + r} ${y}h${across}${corner(r, r)}v${down}${corner(-r, r)}h${-across}${corner(-r, -r)}v${-down}${corner(r, -r)}z`;
}
