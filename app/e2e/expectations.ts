import type { Locator } from 'playwright-core';

export type { Page } from 'playwright-core';

/** Milliseconds until something that was expected counts as missing; visual runs take their time. */
const patience = 180_000;

/** Waits until a locator is as it should be; playwright-core itself has no expectations. */
export const expect = (locator: Locator) => ({
  toBeVisible: () => locator.first().waitFor({ state: 'visible', timeout: patience }),
  toBeHidden: () => locator.first().waitFor({ state: 'hidden', timeout: patience }),
  toContainText: (text: string | RegExp) => locator.filter({ hasText: text }).first().waitFor({ timeout: patience }),
  toBeDisabled: async () => {
    if (await locator.first().isEnabled()) throw new Error(`${locator} can be used, but should not.`);
  },
});
