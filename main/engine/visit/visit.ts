import { type ActionAnswer, matchRoute, type RenderInput, RenderLimitError } from '#engine';
import type { VisitAnswer, VisitRequest } from '../jobs.ts';
import { actionWorld, dataFor } from './action-world.ts';
import { paramsOf, type ReadAddress, readAddress, readPart } from './read-address.ts';
import type { VisitedPage } from './visited-page.ts';

/** What a server would answer to a visitor of a page, worked out by the very verbs it uses. */
export async function answerVisit(page: VisitedPage, asked: VisitRequest): Promise<VisitAnswer> {
  const address = readAddress(asked.path);
  if (address.path === page.sheetAddress) return plain(200, page.sheet.css, 'text/css; charset=utf-8');
  const part = readPart(address.path);
  if (part?.kind === 'action') return answerAction(page, part, address, asked);
  if (part) return answerFragment(page, part.address, address, asked);
  return asked.method === 'GET' ? answerPage(page, asked.path, asked.toasts) : noPage;
}

function answerPage(page: VisitedPage, path: string, toasts: VisitRequest['toasts']): VisitAnswer {
  const { path: route, query } = readAddress(path);
  const match = matchRoute([page], route);
  if (!match) return noPage;
  const { params } = match;
  // Where the case begins everything is as its fixture says, also what no address can hold.
  if (path === page.start) return sendPage(page, page.input, toasts);
  const asked = page.stage.engine.dataRequests(page.program, {
    params: paramsOf(query, params),
    ...(page.input.ctx && { ctx: page.input.ctx }),
  });
  if (asked.status !== null) return plain(asked.status, 'A param of the address is not valid.');
  const locale = query.get('_locale');
  const ctx = locale === null ? page.input.ctx : { ...page.input.ctx, locale };
  const isEager = query.get('_eager') === '1';
  const { form: _, ...input } = page.input;
  return sendPage(
    page,
    { ...input, params: asked.params, ...(ctx && { ctx }), ...(isEager && { lazy: 'settled' }) },
    toasts,
  );
}

/** A page without a place for words leaves them for the next. */
function sendPage(page: VisitedPage, input: RenderInput, toasts: VisitRequest['toasts'], forced?: number): VisitAnswer {
  const takes = page.program.styles.types.includes('Toasts');
  const whole = takes && toasts.length > 0 ? { ...input, late: { ...input.late, toasts } } : input;
  try {
    const { html, status } = page.stage.engine.render(page.program, whole);
    return { ...plain(forced ?? status, html, 'text/html; charset=utf-8'), toasts: takes ? [] : toasts };
  } catch (error) {
    if (error instanceof RenderLimitError) return plain(500, error.diagnostic.message);
    throw error;
  }
}

function answerFragment(page: VisitedPage, part: string, { query }: ReadAddress, asked: VisitRequest): VisitAnswer {
  const { engine } = page.stage;
  const { ctx = {}, forced = {}, late } = page.input;
  const [found] = engine.fragments(page.program, part);
  // What is forced to wait never comes.
  if (found && forced[found.id] === 'placeholder') return { ...plain(204, ''), toasts: asked.toasts };
  const wanted = engine.dataRequests(page.program, { params: paramsOf(query), ctx }, part);
  if (wanted.status !== null) return plain(wanted.status, 'A param of the address is not valid.');
  const input = { params: wanted.params, ctx, ...dataFor(page.input, Object.keys(wanted.sources)), forced };
  const rendered = engine.renderFragment(page.program, part, { ...input, ...(late && { late }), lazy: 'waiting' });
  if (!rendered) return plain(404, 'The page has no such part.');
  const bar = { push: 'HX-Push-Url', replace: 'HX-Replace-Url' }[query.get('_url') ?? ''];
  const sent = plain(200, rendered.html, 'text/html; charset=utf-8');
  const headers = bar ? { ...sent.headers, [bar]: engine.addressOf(page.program, wanted.params) } : sent.headers;
  return { ...sent, headers, toasts: asked.toasts };
}

async function answerAction(
  page: VisitedPage,
  { address, trigger }: { readonly address: string; readonly trigger: string },
  { query }: ReadAddress,
  { method, body, isPartial, toasts }: VisitRequest,
): Promise<VisitAnswer> {
  const { ctx = {}, late = {} } = page.input;
  const fields = new URLSearchParams(method === 'POST' ? (body ?? '') : query);
  const world = actionWorld(page);
  const request = {
    address,
    trigger,
    fields: [...fields],
    params: paramsOf(query),
    ctx,
    late,
    partial: isPartial,
    confirmed: fields.get('_confirmed') === '1',
  };
  const answer = await page.stage.engine.act(page.program, request, world);
  const { calls, errors: found } = world;
  const noted = { calls, found };
  switch (answer.kind) {
    case 'partial': {
      const { status, headers, html } = answer;
      const sent = plain(status, html, 'text/html; charset=utf-8');
      return { ...sent, ...noted, headers: { ...sent.headers, ...headers }, toasts: [...toasts, ...answer.toasts] };
    }
    case 'redirect':
      return { ...plain(303, ''), ...noted, location: answer.to, toasts: [...toasts, ...answer.toasts] };
    case 'page':
      return { ...sendPage(page, { ...answer.input, late }, toasts, answer.status), ...noted };
    case 'confirm':
      return { ...plain(200, answer.html, 'text/html; charset=utf-8'), ...noted, toasts };
    case 'download':
      // Nothing is kept of a file in a test; that it was asked for is a call like others.
      return { ...plain(204, ''), toasts, found, calls: [...calls, { call: answer.call, with: answer.args }] };
    case 'refused':
      return { ...plain(answer.status, sentenceOf(answer)), ...noted, toasts };
  }
}

const sentenceOf = ({ reason, status }: Extract<ActionAnswer, { kind: 'refused' }>): string =>
  `Nothing was done: the action was refused (${reason}, ${status}).`;

const plain = (status: number, body: string, type = 'text/plain; charset=utf-8'): VisitAnswer => ({
  status,
  headers: { 'content-type': type },
  body,
  location: null,
  toasts: [],
  calls: [],
  found: [],
});

const noPage = plain(404, 'The project has no page there, or only one with errors.');
