import { createHash } from 'node:crypto';
import axe from 'axe-core';
import type { ShotPage } from '../types/page.ts';
import type { AccessibilityFinding, Looked, ShotSettings } from '../types/shot.ts';
import { tagsOf } from './standard.ts';

/** What may run inside of a page. */
export interface Inside {
  run<Argument, Result>(task: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
}

/**
 * Runs axe inside a page that stands still. Null where nobody asked for it, and where it cannot: no page fails because
 * of that. A page that is known to be equal to one looked at before is not looked at again.
 */
export async function lookAt(inside: Inside, page: ShotPage, settings: ShotSettings): Promise<Looked | null> {
  if (!page.accessibility) return null;
  const { standard, known } = page.accessibility;
  const name = hashPage(page, settings);
  // What somebody did on a page does not stand in its text.
  if (known?.page === name && !page.visit) return known;
  const tags = tagsOf(standard);
  try {
    return { page: name, findings: await inside.run(task, tags ? { type: 'tag', values: tags } : null) };
  } catch {
    return null;
  }
}

type Task = (
  only: { readonly type: 'tag'; readonly values: readonly string[] } | null,
) => Promise<AccessibilityFinding[]>;

/**
 * Axe as text, followed by the question. A function is sent into a page as its source, since the page's own policy lets
 * nothing be evaluated inside of it; so this one only has that source, and is never called here.
 */
const task: Task = Object.assign(async () => [], {
  toString: () => `(only) => {\n${axe.source};\nreturn (${askAxe.toString()})(only);\n}`,
});

const notShown = new Set(['patience', 'timeout', 'accepted', 'known']);

/** Of all that decides what axe finds: the page, how it is shown, and axe itself. */
function hashPage(page: ShotPage, settings: ShotSettings): string {
  const { html, css, now, timeZone, accessibility } = page;
  const shown = Object.entries(settings).filter(([name]) => !notShown.has(name));
  const text = JSON.stringify([axe.version, accessibility?.standard, html, css, now, timeZone, shown.sort()]);
  return `sha256-${createHash('sha256').update(text).digest('base64url')}`;
}

/** Runs inside the page, so it must not lean on this file. */
async function askAxe(only: { type: 'tag'; values: string[] } | null): Promise<AccessibilityFinding[]> {
  const names = new Map<Element, string>();
  const counts = new Map<string, number>();
  for (const element of document.querySelectorAll('[data-ui-node]')) {
    const id = element.getAttribute('data-ui-node')!;
    // As shapes are named: what is not shown is not counted.
    if (element.getClientRects().length === 0 && getComputedStyle(element).display !== 'contents') continue;
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    names.set(element, count === 1 ? id : `${id}#${count}`);
  }
  const nodeOf = (element: Element | null): string | null => {
    for (let around = element; around; around = around.parentElement) {
      const name = names.get(around);
      if (name) return name;
    }
    return null;
  };
  const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
  type Check = { message: string };
  type Place = {
    any: Check[];
    all: Check[];
    none: Check[];
    impact: string | null;
    target: unknown[];
    element?: Element;
  };
  type Result = { id: string; impact: string | null; help: string; nodes: Place[] };
  const run = (
    globalThis as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: Result[] }> } }
  ).axe.run;
  const { violations } = await run(document, {
    resultTypes: ['violations'],
    elementRef: true,
    ...(only && { runOnly: only }),
  });
  const findings: AccessibilityFinding[] = violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map((place) => {
      const [check] = [...place.all, ...place.any, ...place.none];
      return {
        rule: id,
        impact: (place.impact ?? impact ?? 'moderate') as AccessibilityFinding['impact'],
        node: nodeOf(place.element ?? null),
        target: place.target.flat().join(' '),
        message: check ? `${sentence(help)} ${sentence(check.message)}` : sentence(help),
      };
    }),
  );
  const key = ({ rule, target }: AccessibilityFinding) => `${rule} ${target}`;
  return findings.sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
}
