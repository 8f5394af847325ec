import { type Agent, request } from 'node:http';
import { setTimeout as after } from 'node:timers/promises';
import { cohortCookie, isAmongFirst, offsetOf, places } from '../rollout/cohort.ts';
import type { Fault } from './rollout-pages.ts';

/** What visitors of one page got. */
export interface Visits {
  requests: number;
  /** Answers of the candidate, and bad ones among them. */
  candidates: number;
  bad: number;
  /** When the first bad one was known, in milliseconds since 1970. */
  firstBad: number | null;
}

export interface Visiting {
  readonly origin: string;
  readonly documentId: string;
  readonly fault: Fault;
  readonly agent: Agent;
  readonly random: () => number;
  /** Share of the visitors that have the candidate, in a hundred. */
  readonly percent: () => number;
  readonly isOver: () => boolean;
  /** Milliseconds between two visitors, on average. */
  readonly pause: number;
}

/** Milliseconds after which a browser that told nothing counts as silent. */
const silence = 2_000;
/** Milliseconds from which on an answer is slow. */
const slow = 150;

/** Visitors one after the other, each with a browser that tells how the page does, and sometimes fails by itself. */
export async function visit(visiting: Visiting, visits: Visits): Promise<void> {
  const { origin, documentId, fault, random, percent, isOver, pause } = visiting;
  const offset = offsetOf(documentId);
  while (!isOver()) {
    const place = Math.floor(random() * places);
    const begun = performance.now();
    const { status, body } = await send(visiting, `${origin}/${documentId}`, place, null);
    const milliseconds = performance.now() - begun;
    const told = / data-to="([^"]+)"/.exec(body)?.[1];
    visits.requests++;
    // A page says whose it is; what failed does not, but the server decided by the same rule.
    const isCandidate = told ? /[?&]of=[^.]+\.c\./.test(told) : isAmongFirst(place, percent(), offset);
    if (isCandidate) visits.candidates++;
    if (isCandidate && isBad(fault, status, body, milliseconds)) {
      visits.bad++;
      visits.firstBad ??= Date.now() + (fault === 'no-beacons' ? silence : 0);
    }
    if (told) await tell(visiting, origin + told, place, isCandidate);
    if (pause > 0) await after(pause * 2 * random());
  }
}

function isBad(fault: Fault, status: number, body: string, milliseconds: number): boolean {
  switch (fault) {
    case 'well':
      return false;
    case 'throwing':
      return status >= 500;
    case 'slow':
      return milliseconds > slow;
    case 'blank':
      return status === 200 && !body.includes('Ada');
    case 'client-errors':
    case 'no-beacons':
      return status === 200;
  }
}

/** Four of a hundred browsers say nothing, one has an error of its own, one in two hundred violates the policy. */
async function tell(visiting: Visiting, address: string, place: number, isCandidate: boolean): Promise<void> {
  const { fault, random } = visiting;
  if (random() < 0.04 || (isCandidate && fault === 'no-beacons')) return;
  const says = (saw: string) => send(visiting, address, place, `saw=${saw}`);
  if (random() < 0.01 || (isCandidate && fault === 'client-errors')) await says('script-error');
  if (random() < 0.005) await says('violation');
  await says('shown');
}

interface Sent {
  readonly status: number;
  readonly body: string;
}

/** As a browser would; `form` null: a GET. */
const send = ({ agent }: Visiting, url: string, place: number, form: string | null): Promise<Sent> =>
  new Promise((resolve, reject) => {
    const headers = {
      cookie: `${cohortCookie}=${place}`,
      'sec-fetch-site': 'same-origin',
      ...(form !== null && {
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
        'content-length': Buffer.byteLength(form),
      }),
    };
    const sending = request(url, { agent, method: form === null ? 'GET' : 'POST', headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    sending.on('error', reject);
    sending.end(form ?? undefined);
  });
