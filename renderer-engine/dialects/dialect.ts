import type { StreamEmitter } from '../engine.ts';
import type { Code, RequestCode, ScriptName, Swap } from '../program.ts';

/** How a browser's hypermedia library is told what to do (language.md 4.3). A host setting; programs know neither. */
export type DialectName = 'htmx4' | 'htmx2';

/** One attribute: texts, and codes whose values are texts. */
export type DialectAttribute = readonly [name: string, parts: readonly (string | { readonly code: Code })[]];

/** A fragment of an answer besides its main part. `html` starts with the element that has the id. */
export interface AnswerPart {
  /** DOM id of what it replaces. */
  readonly id: string;
  readonly html: string;
  readonly swap: Swap;
}

export interface Dialect {
  readonly name: DialectName;
  /** Attributes of the element that sends a request, sorted; never one that is evaluated as code (language.md 9.3). */
  attributes(request: RequestCode): readonly DialectAttribute[];
  /** Content of `<meta name="htmx-config">`. */
  readonly configuration: string;
  /** Files of a page, in the order in which they run. */
  readonly files: Readonly<Record<ScriptName, readonly string[]>>;
  /** Who moves late sections of a stream to their places, where the host does not say. */
  readonly emitter: StreamEmitter;
  /** A part of an answer that goes to an element of its own. */
  part(part: AnswerPart): string;
  /** Makes `intersect` come before the element is in view, where the library can do that. */
  readonly near: string;
  /** Value of `HX-Reswap` for a form that comes back. */
  readonly morph: string;
}

/** Triggers as both dialects write them. */
export function triggerParts({ on, from, debounce, throttle, once }: RequestCode['trigger'], delay: string) {
  const parts: (string | { readonly code: Code })[] = [];
  const more = [
    ...(once || on === 'visible' ? [' once'] : []),
    ...(debounce === null ? [] : [` ${delay}:${debounce}`]),
    ...(throttle === null ? [] : [` throttle:${throttle}`]),
  ];
  const events = from.length > 0 ? from : [null];
  for (const [at, id] of events.entries()) {
    parts.push(at > 0 ? ', ' : '', eventOf(on));
    if (on.startsWith('event:')) parts.push(' from:body');
    if (id !== null) parts.push(' from:#', { code: id });
    parts.push(...more);
  }
  return parts;
}

function eventOf(on: string): string {
  if (on === 'visible') return 'intersect';
  if (on.startsWith('every:')) return `every ${on.slice('every:'.length)}`;
  return on.startsWith('event:') ? on.slice('event:'.length) : on;
}

/** What an element listens to without being told. */
export const isNatural = ({ on, from, debounce, throttle, once }: RequestCode['trigger']): boolean =>
  (on === 'click' || on === 'submit') && from.length === 0 && debounce === null && throttle === null && !once;

export const syncText: Readonly<Record<NonNullable<RequestCode['sync']>, string>> = {
  drop: 'this:drop',
  queue: 'this:queue all',
  replace: 'this:replace',
};

/** Selector of what is disabled while a request is under way. */
export const busyText: Readonly<Record<NonNullable<RequestCode['busy']>, string>> = {
  this: 'this',
  submit: 'find [type=submit]',
};
