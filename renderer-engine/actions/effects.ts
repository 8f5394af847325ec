import type { Json, JsonObject } from '../document/types.ts';
import type { Swap } from '../program.ts';

/** What an action comes to after the host has answered, in order (language.md 4.3). Ids are DOM ids. */
export type Effect =
  /** A node is shown again; `main` is the one the action itself names. */
  | { readonly do: 'render'; readonly address: string; readonly swap: Swap; readonly main: boolean }
  | { readonly do: 'navigate'; readonly to: string }
  | { readonly do: 'emit'; readonly event: string; readonly detail: JsonObject }
  | Toast
  | { readonly do: 'open' | 'close' | 'toggle' | 'focus' | 'reset' | 'submit'; readonly target: string }
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'print' };

/** A short word to whoever acted. */
export interface Toast {
  readonly do: 'toast';
  readonly tone: string;
  readonly message: string;
}

/** Headers and body for a page that stays where it is. */
export interface PartialAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly html: string;
}

/** Effects that a script carries out in the page. */
export const isClientEffect = ({ do: what }: Effect): boolean =>
  what !== 'render' && what !== 'navigate' && what !== 'emit';

/** JSON for a header: ASCII only, so that no proxy can misread it (language.md 9.2). */
export const asciiJson = (value: Json): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** `HX-Trigger`: events for the whole page, and what the runtime file is to do. */
export function triggerHeader(effects: readonly Effect[]): Readonly<Record<string, string>> {
  const events: Record<string, Json> = {};
  const actions: Effect[] = [];
  for (const effect of effects) {
    if (effect.do === 'emit') events[effect.event] = { ...effect.detail, target: 'body' };
    else if (isClientEffect(effect)) actions.push(effect);
  }
  if (actions.length > 0) events['ui:act'] = { target: 'body', actions: actions as unknown as Json };
  return Object.keys(events).length > 0 ? { 'HX-Trigger': asciiJson(events) } : {};
}
