import type { Call } from '../ast.ts';
import type { HostSignature } from '../host-functions.ts';
import type { Type } from '../type.ts';
import { anyType, describe, nullable, withoutNull } from '../types.ts';
import { fitsType } from './fit.ts';
import { type Inference, reportProblem, use } from './inference.ts';

/** A call of a function of the host, against its signature. */
export function inferHostCall(call: Call, host: HostSignature, inference: Inference): Type {
  inference.varies.now = true;
  const { least, takes } = host;
  if (call.args.length < least || call.args.length > takes.length) {
    const expected = least === takes.length ? `${least}` : `${least} to ${takes.length}`;
    const params = { name: call.name, expected: `${expected} arguments`, found: call.args.length };
    reportProblem(inference, 'UI4105', params, call, { hint: `It is written ${host.signature}.` });
  }
  call.args.forEach((argument, position) => {
    const wanted = takes[position] ?? anyType;
    const operation = position === 0 ? `"${call.name}"` : `"${call.name}", argument ${position + 1},`;
    const expected = describe(withoutNull(wanted));
    if (argument.kind === 'lambda') {
      reportProblem(inference, 'UI4102', { operation, expected, found: 'a function' }, argument);
      return;
    }
    const found = use(argument, inference);
    if (fitsType(found, nullable(wanted))) return;
    reportProblem(inference, 'UI4102', { operation, expected, found: describe(withoutNull(found)) }, argument);
  });
  return nullable(host.gives);
}
