import type { JsonObject } from '../../document/types.ts';
import { idPrefix } from '../../html/dom-id.ts';
import { attribute, closeTag, endOfOpenTag, openTag, startTag, text } from '../../html/writer.ts';
import { type Bound, bindValue, constant, express, type Scope } from '../4-optimize/bound.ts';
import { foldBound } from '../4-optimize/fold.ts';
import { roots, variableBinding } from '../4-optimize/scopes.ts';
import { type Emission, push, pushAll } from './emission.ts';
import { codeOf } from './lower.ts';

/** The engine's part of every page (language.md 4.5): everything around the view. */
export interface Shell {
  readonly head: JsonObject;
  readonly title: string;
  readonly scope: Scope;
  /** Parts that only some pages have, whatever stands in branches that are never shown; known once the body is there. */
  readonly needs: () => Emission['needs'];
}

/** Head values that may read data, which is page-critical then. */
export const headBounds = ({
  head,
  scope,
}: Pick<Shell, 'head' | 'scope'>): Readonly<Record<'title' | 'description' | 'image', Bound>> => ({
  title: bindValue(head['title'] ?? null, scope),
  description: bindValue(head['description'] ?? null, scope),
  image: bindValue(head['image'] ?? null, scope),
});

export function emitShell(shell: Shell, emission: Emission, body: () => void): void {
  const ctx = { ctx: variableBinding(roots.ctx) };
  pushAll(emission, '<!doctype html>', openTag('html'));
  push(emission, ['attribute', 'lang', codeOf(express('ctx.locale', ctx, shell.scope), emission)]);
  push(emission, ['attribute', 'dir', codeOf(express('ctx.dir', ctx, shell.scope), emission)]);
  pushAll(emission, ['late', 'preferences'], endOfOpenTag('html'), startTag('head'));
  push(emission, startTag('meta', { charset: 'utf-8' }));
  push(emission, startTag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }));
  emitHead(shell, emission);
  pushAll(emission, ['canonical'], ['late', 'stylesheets'], ['late', 'scripts'], closeTag('head'), startTag('body'));
  body();
  if (emission.needs.actForm && shell.needs().actForm) emitActForm(emission);
  // Before what comes late: that is not among the first view's rules.
  push(emission, ['late', 'laterStylesheets']);
  if (emission.scripts.has('stream')) push(emission, ['sections']);
  pushAll(emission, closeTag('body'), closeTag('html'));
}

/** The empty form that buttons outside of any Form send (language.md 4.3). */
function emitActForm(emission: Emission): void {
  const start = `${openTag('form')}${attribute('id', `${idPrefix}act`)}${attribute('hidden', true)}${attribute('method', 'post')}>`;
  pushAll(emission, start, ['late', 'csrf'], closeTag('form'));
}

function emitHead(shell: Shell, emission: Emission): void {
  const { title, description, image } = headBounds(shell);
  push(emission, startTag('title'));
  const fallback = constant(shell.title);
  emitText(express('t == null ? d : t', { t: { kind: 'alias', bound: title }, d: fallback }, shell.scope), emission);
  push(emission, closeTag('title'));
  emitMeta('name', 'description', description, emission);
  emitMeta('property', 'og:image', image, emission);
  if (shell.head['robots'] === 'noindex') push(emission, startTag('meta', { name: 'robots', content: 'noindex' }));
}

function emitText(open: Bound, emission: Emission): void {
  const bound = emission.context.fold ? foldBound(open, new Map()) : open;
  push(emission, bound.kind === 'constant' ? text(bound.value) : ['text', codeOf(bound, emission)]);
}

function emitMeta(key: 'name' | 'property', name: string, bound: Bound, emission: Emission): void {
  if (bound.kind === 'constant' && bound.value === null) return;
  if (key === 'property') {
    // Only an absolute address is of use to others, so the renderer makes it one or leaves the element out.
    push(emission, ['picture', codeOf(bound, emission)]);
    return;
  }
  pushAll(emission, openTag('meta'), ['attribute', key, name], ['attribute', 'content', codeOf(bound, emission)], '>');
}
