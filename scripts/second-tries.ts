import { writeFileSync } from 'node:fs';
import type { Reporter, TestCase } from 'vitest/node';

/**
 * A reporter that writes down which tests passed at their second try only, as JSON: names. A browser on a busy machine
 * may fail once; that it did is said at the end of `npm test`, so that nobody takes it for nothing.
 */
export default class SecondTries implements Reporter {
  readonly #names: string[] = [];

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#names.push(`${test.module.relativeModuleId} > ${test.fullName}`);
  }

  onTestRunEnd(): void {
    const file = process.env['SECOND_TRIES_FILE'];
    if (file) writeFileSync(file, JSON.stringify(this.#names));
  }
}
