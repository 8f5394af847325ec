import type { FastifyInstance } from 'fastify';
import { nestsDeeperThan } from '../json-depth.ts';

const deepest = 64;

/** Bodies are JSON in strict UTF-8, not too deep, without prototype keys. Anything else is refused as a coded 4xx. */
export function acceptOnlyJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = decode(utf8, body);
    if (text === null) return done(refusal('request/invalid', 'The body is not valid UTF-8.'));
    if (nestsDeeperThan(deepest, text))
      return done(refusal('request/too-deep', `The body nests deeper than ${deepest} levels.`));
    return parse(request, text, (error, body) => {
      if (!error && mayHoldHalves.test(text) && !isWhole(body))
        return done(refusal('request/invalid', 'A text in the body holds half of a character (a lone surrogate).'));
      return done(error, body);
    });
  });
}

/** An error the gateway's error handler shows to the client as it is. */
export class BodyRefused extends Error {
  readonly failureCode: 'request/invalid' | 'request/too-deep';
  constructor(failureCode: BodyRefused['failureCode'], message: string) {
    super(message);
    this.failureCode = failureCode;
  }
}

const mayHoldHalves = /\\u[dD][89a-fA-F]/;

/** Such text has no canonical form, so nothing that is hashed or signed can hold it. */
function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, one]) => key.isWellFormed() && isWhole(one));
}

const refusal = (code: BodyRefused['failureCode'], message: string): BodyRefused => new BodyRefused(code, message);

function decode(utf8: { decode(bytes: Buffer): string }, body: Buffer): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}
