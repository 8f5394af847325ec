/** Something that must hold in an emergency, carried out on real processes, more often than a test has time for. */
export interface Drill {
  /** As in `npm run drills <name>`. */
  readonly name: string;
  /** Of the requirements. */
  readonly rows: readonly string[];
  /** Resolves when it held, and throws what did not. `report` takes lines for whoever watches. */
  run(report: (line: string) => void): Promise<void>;
}
