import { Ajv, type ValidateFunction } from 'ajv';
import { contract, fail, type Handlers, type MethodName, type Reply } from '#contract';
import { incident, type Report } from './report.ts';

/** Answers one call. Never throws: whatever happens, the caller gets a reply. */
export type Answer<Sender> = (sender: Sender, name: string, request: unknown) => Promise<Reply<MethodName>>;

export interface ServeOptions<Sender> {
  readonly handlers: Handlers;
  /** The host's own test: did we open what this came from? */
  readonly isOurs: (sender: Sender) => boolean;
  readonly report: Report;
}

/** The contract, answered for any host: only to our own windows, only well-formed requests. */
export function serveContract<Sender>({ handlers, isOurs, report }: ServeOptions<Sender>): Answer<Sender> {
  const ajv = new Ajv({ validateFormats: false, ownProperties: true });
  const checks = new Map<string, ValidateFunction>();
  for (const [name, method] of Object.entries(contract)) checks.set(name, ajv.compile(method.request));

  return async (sender, name, request) => {
    if (!isOurs(sender)) return fail('request/refused', 'This call came from a page Schema Studio did not open.');
    const check = checks.get(name);
    if (!check) return fail('request/invalid', `There is no call "${name.slice(0, 80)}".`);
    if (!check(request))
      return fail('request/invalid', `"${name}": ${ajv.errorsText(check.errors, { dataVar: 'request' })}.`);
    try {
      return await handlers[name as MethodName](request as never);
    } catch (error) {
      return incident(report, name, error);
    }
  };
}
