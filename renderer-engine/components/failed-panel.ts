import type { Input, Out } from './component.ts';

/** Id of the first panel with a form that came back with messages, else null: it must not stay closed. */
export function failedPanel(out: Out, ids: readonly string[]): Input {
  const failed = ids
    .map((id) => ({ id, failed: out.hasErrors(`panel:${id}`) }))
    .filter(({ failed: one }) => !one.constant);
  const names = Object.fromEntries(failed.map((one, at) => [`f${at}`, one.failed]));
  const choice = failed.map(({ id }, at) => `f${at} ? '${id}' : `).join('');
  return out.compute(`${choice}null`, names);
}
