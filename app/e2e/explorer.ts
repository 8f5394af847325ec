import type { Page } from 'playwright-core';

/** Opens a document by its name in the explorer, whether it has a draft or not. */
export const openDocument = (page: Page, name: string): Promise<void> =>
  page
    .getByRole('complementary', { name: 'Explorer' })
    .getByRole('button', { name: new RegExp(`^${name}( has a draft)?$`) })
    .click();
