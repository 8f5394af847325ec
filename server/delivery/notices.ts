import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Channel } from '../storage/index.ts';
import { sendOwn } from './own-pages/send-own.ts';
import type { DeliveryServices } from './services.ts';

interface Notice {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

const notices = {
  'bad-param': {
    status: 400,
    title: 'This address is incomplete',
    text: 'The page needs a value in its address that is missing or does not fit. Follow a link to it instead.',
  },
  'sign-in': {
    status: 401,
    title: 'Sign in first',
    text: 'This page is for signed-in people, and visitors cannot sign in to pages of this server yet.',
  },
  'foreign-form': {
    status: 403,
    title: 'The form came from elsewhere',
    text: 'For your safety a form counts only when it is sent from its own page. Open the page and try again.',
  },
  forbidden: {
    status: 403,
    title: 'You may not do this',
    text: 'Nothing was changed. Ask whoever runs this server for the permission it takes.',
  },
  'not-found': {
    status: 404,
    title: 'There is no page here',
    text: 'The address may be mistyped, or the page has moved.',
  },
  'no-fixture': {
    status: 404,
    title: 'No such fixture',
    text: 'The live version of this page has no sample data of that name.',
  },
  gone: {
    status: 410,
    title: 'The page has changed',
    text: 'It was updated while you had it open. Open it again and repeat what you did.',
  },
  'too-large': {
    status: 413,
    title: 'That was too much',
    text: 'What you sent is larger than this server accepts.',
  },
  'bad-form': {
    status: 400,
    title: 'The form could not be read',
    text: 'What arrived is no form. Open the page and try again.',
  },
  'no-form': {
    status: 415,
    title: 'Only forms are taken here',
    text: 'What arrived is no form. Open the page and use the form there.',
  },
  failed: {
    status: 500,
    title: 'The page could not be shown',
    text: 'Something went wrong on the server. Its operator can find out with the number below.',
  },
  'no-call': {
    status: 501,
    title: 'Nobody takes this form yet',
    text: 'Your entries are fine, but this server is not connected to a system that takes them. Nothing was stored.',
  },
  'call-failed': {
    status: 502,
    title: 'Your entries were not taken',
    text: 'The system behind this form did not answer as it should. Try again in a moment.',
  },
  starting: {
    status: 503,
    title: 'One moment',
    text: 'The server is starting and will answer in a few seconds.',
  },
} as const satisfies Readonly<Record<string, Notice>>;

export type NoticeName = keyof typeof notices;

/** Answers with a sentence that says what happened. */
export function sendNotice(
  request: FastifyRequest,
  reply: FastifyReply,
  { own }: Pick<DeliveryServices, 'own'>,
  name: NoticeName,
): Promise<FastifyReply> {
  const { status, title, text } = notices[name];
  const html = own.notice(title, text, status >= 500 ? request.id : '');
  return sendOwn(request, reply.header('cache-control', 'no-store'), own, html, status);
}

/** The list of public pages, for whoever opens the server's bare address. */
export function sendHome(
  request: FastifyRequest,
  reply: FastifyReply,
  channel: Channel,
  { own, pages }: Pick<DeliveryServices, 'own' | 'pages'>,
): Promise<FastifyReply> {
  const entries = pages
    .list(channel)
    .filter(({ program, route }) => program.contract.access === 'public' && !route.includes('{'))
    .map(({ program, route, version }) => ({
      title: program.title,
      path: channel === 'staging' ? `${route}?_channel=staging` : route,
      version,
    }));
  return sendOwn(request, reply.header('cache-control', 'no-cache'), own, own.home(entries), 200);
}
