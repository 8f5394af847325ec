import type { FastifyReply, FastifyRequest } from 'fastify';

interface Brief {
  readonly status: number;
  readonly title: string;
  readonly text: string;
}

/** Why somebody has to wait, in a few hundred bytes: a page for browsers, a line for all others. A flood costs no more. */
export function sendBrief(request: FastifyRequest, reply: FastifyReply, { status, title, text }: Brief): FastifyReply {
  reply.code(status).header('cache-control', 'no-store').header('vary', 'accept');
  if (!request.headers.accept?.includes('text/html'))
    return reply.type('text/plain; charset=utf-8').send(`${title}. ${text}\n`);
  return reply
    .type('text/html; charset=utf-8')
    .send(
      `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`,
    );
}
