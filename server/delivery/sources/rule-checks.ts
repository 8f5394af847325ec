import type { RuleCheck } from '#engine';
import { patienceOf } from '../../outgoing/send-once.ts';
import { type Asking, makeCall } from './ask.ts';
import type { Connections } from './connections.ts';

/**
 * The registered rule functions of forms (language.md 4.2), as SOURCES_FILE connects them: arguments go as a JSON body,
 * the answer is true or false. Anything else says nothing about the value, so that it is not valid.
 */
export const ruleChecks = (
  { checks }: Pick<Connections, 'checks'>,
  asking: Pick<Asking, 'outgoing'>,
  milliseconds: number,
): Readonly<Record<string, RuleCheck>> =>
  Object.fromEntries(
    [...checks].map(([name, connection]) => [
      name,
      async (args) => {
        const answer = await makeCall(asking, connection, args, patienceOf(milliseconds));
        if (!answer.ok) throw new Error(`The check "${name}" was not answered: ${answer.reason}.`);
        if (typeof answer.value !== 'boolean') throw new Error(`The check "${name}" answered neither true nor false.`);
        return answer.value;
      },
    ]),
  );
