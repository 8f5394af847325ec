import type { FastifyRequest } from 'fastify';
import type { Failure } from '../failures.ts';

/** Whether nobody on the way can read along: TLS, to us or to a trusted proxy, or no way at all. */
export const isPrivate = ({ protocol, ip }: FastifyRequest): boolean =>
  protocol === 'https' || /^(127\.|::1$|::ffff:127\.)/.test(ip);

/** Passwords and what stands for them do not travel where anybody can read them. */
export const notPrivate: Failure = {
  code: 'auth/not-private',
  message:
    'Sign in over https: on this connection others can read along. Behind a proxy that ends TLS the operator sets TRUST_PROXY.',
};
