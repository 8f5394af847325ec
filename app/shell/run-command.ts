import type { Desk } from '../state/StudioContext.tsx';
import { commands } from './commands.ts';

/** Runs a command by id, unless it is not possible now. */
export function runCommand(desk: Desk, id: string): void {
  const command = commands.find((candidate) => candidate.id === id);
  if (!command) throw new Error(`There is no command "${id}".`);
  if (command.isPossible?.(desk.store.get()) ?? true) command.run(desk);
}
