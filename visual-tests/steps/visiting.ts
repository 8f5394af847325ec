import { firstLine } from '../browsers/kept.ts';
import type { Answered, Asked } from '../browsers/tab.ts';
import type { Visit, VisitorAnswered } from '../types/visit.ts';
import { fieldsHeader, fieldsPath } from './page/prepare-visit.ts';
import type { Traffic } from './rest.ts';

/** Stands between a visited page and its files: answers like its server would, and knows what is on its way. */
export interface Visiting extends Traffic {
  readonly answer: (asked: Asked) => Promise<Answered>;
  /** Why something the page asked for could not be answered, as a sentence; null when all was. */
  readonly problem: () => string | null;
}

/** `files` answers what is for none of the page's own addresses; documents are sent with `headers` besides their own. */
export function visiting(
  visit: Visit,
  files: (asked: Asked) => Promise<Answered>,
  headers: Answered['headers'],
): Visiting {
  let pending = 0;
  let pages = 0;
  let problem: string | null = null;
  /** Fields of a form that is leaving the page. */
  let told: string | null = null;

  async function answer(asked: Asked): Promise<Answered> {
    const fields = fieldsIn(asked);
    if (asked.path === fieldsPath) {
      told = fields;
      return { status: 204, headers: {}, body: '' };
    }
    const body = asked.body ?? fields ?? told;
    if (asked.kind === 'document') told = null;
    if (asked.method === 'POST' && body === null) {
      problem ??= `This browser does not tell what a form sends, so ${asked.path} could not be answered. Leave it out of "browsers" of this case.`;
      throw new Error(problem);
    }
    const answered = await visit.answer({ method: asked.method, path: asked.path, body, isPartial: isOfScript(asked) });
    if (!answered) return files(asked);
    if (asked.kind === 'document') problem ??= noPage(asked.path, answered);
    return asked.kind === 'document' ? { ...answered, headers: { ...headers, ...answered.headers } } : answered;
  }

  return {
    async answer(asked) {
      pending += 1;
      if (asked.kind === 'document') pages += 1;
      try {
        return await answer(asked);
      } catch (cause) {
        problem ??= `${asked.path.split('?', 1)[0]}: ${firstLine(cause)}`;
        throw cause;
      } finally {
        pending -= 1;
      }
    },
    problem: () => problem,
    pending: () => pending,
    pages: () => pages,
  };
}

/** Where a visitor would see no page at all; a download leaves them where they are. */
function noPage(path: string, { status, headers, body }: VisitorAnswered): string | null {
  const isPage = status === 204 || headers['content-type']?.startsWith('text/html');
  return isPage ? null : `It led to ${path.split('?', 1)[0]}, which answered with ${status}: ${body}`;
}

const isOfScript = ({ headers = {} }: Asked): boolean => headers['hx-request'] === 'true';

function fieldsIn({ headers = {} }: Asked): string | null {
  const told = headers[fieldsHeader];
  try {
    return told === undefined ? null : decodeURIComponent(told);
  } catch {
    return null;
  }
}
