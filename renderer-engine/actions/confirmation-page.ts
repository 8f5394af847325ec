import { attribute, closeTag, openTag, startTag, text } from '../html/writer.ts';
import type { WordKey } from '../messages/words/words.ts';
import { actionAddress, ownAddress } from '../stages/6-render/site.ts';
import type { Acting } from './acting.ts';

interface Question extends Acting {
  readonly question: string;
  readonly say: (key: WordKey) => string;
}

/** The question as a page of its own, for browsers that run no script: it sends the same fields again, confirmed. */
export function confirmationPage({ program, request, input, tools, question, say }: Question): string {
  const { address, trigger, fields, ctx, late } = request;
  const { site } = tools;
  const params = input.params ?? {};
  const hidden = [...fields].filter(([name]) => name !== '_confirmed');
  const sheets = (late?.stylesheets ?? []).map((href) => startTag('link', { rel: 'stylesheet', href }));
  const page = openTag('html') + attribute('lang', ctx?.locale ?? null);
  return [
    `<!doctype html>${page}>`,
    startTag('head'),
    startTag('meta', { charset: 'utf-8' }),
    startTag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    startTag('meta', { name: 'robots', content: 'noindex' }),
    `${startTag('title')}${text(say('confirm.title'))}${closeTag('title')}`,
    ...sheets,
    closeTag('head'),
    startTag('body'),
    startTag('main', { class: 'ui-confirm' }),
    `${startTag('h1', { class: 'ui-heading' })}${text(question)}${closeTag('h1')}`,
    startTag('form', { method: 'post', action: actionAddress(program, address, trigger, params, site) }),
    ...[...hidden, ['_confirmed', '1'] as const].map(([name, value]) =>
      startTag('input', { name, value, type: 'hidden' }),
    ),
    `${startTag('button', { class: 'ui-button', type: 'submit' })}${text(say('confirm.yes'))}${closeTag('button')}`,
    `${startTag('a', { class: 'ui-button', href: ownAddress(program, params, {}, '/', site), 'data-variant': 'outline' })}${text(say('confirm.no'))}${closeTag('a')}`,
    closeTag('form'),
    closeTag('main'),
    closeTag('body'),
    closeTag('html'),
  ].join('');
}
