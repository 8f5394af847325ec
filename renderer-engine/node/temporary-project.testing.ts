import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/** A folder of its own for each test of a file, gone afterwards. */
export function temporaryProject() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'project-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    /** Absolute place of a path in it. */
    at: (path = ''): string => join(folder, path),
    /** Writes a file, its folders too, and answers where it is. Objects are written as JSON. */
    write(path: string, content: string | Buffer | object): string {
      const place = join(folder, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content));
      return place;
    },
  };
}

export const studio = {
  name: 'Shop',
  namespace: 'shop',
  theme: 'shop/theme',
  locales: { default: 'en', required: ['en'] },
};
/** A page that shows a word. */
export const page = (id: string, more: object = {}) => ({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id,
  version: '1.0.0',
  title: 'Page',
  view: { id: 'root', type: 'Text', props: { text: 'Hello' } },
  ...more,
});
/** A theme that changes nothing. */
export const theme = (id: string, more: object = {}) => ({
  $schema: 'https://schema-studio.dev/ui/1/theme.json',
  kind: 'theme',
  id,
  version: '1.0.0',
  title: 'Theme',
  extends: 'core/theme@^1.0.0',
  tokens: { version: '2025.10', resolutionOrder: [] },
  ...more,
});

/** A picture of 20 by 10 pixels. */
export const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>';
