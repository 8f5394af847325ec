import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

const source = (path: string): string => join(import.meta.dirname, path);
const builtIn = new Set([...builtinModules, 'electron']);

/** Packages stay packages, since natives cannot be bundled; our own sources, reached by path or `#door`, are bundled. */
const isPackage = (id: string): boolean =>
  builtIn.has(id) || id.startsWith('node:') || /^(?:@[a-z0-9]|[a-z0-9])[^:]*$/i.test(id);

/** A sandboxed preload must be one CommonJS file that requires nothing but `electron`. */
const preload: InlineConfig = {
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: false,
    minify: false,
    rollupOptions: {
      input: { preload: source('main/host/electron/preload.ts') },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
};

const withPreload: Plugin = {
  name: 'studio-preload',
  async writeBundle() {
    await build(preload);
  },
};

/**
 * Builds what runs outside the window into `dist/main`: the desktop's main process, the two worker threads it finds
 * beside itself by name, and the preload.
 */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  plugins: [withPreload],
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: true,
    target: 'node24',
    minify: false,
    rollupOptions: {
      input: {
        main: source('main/host/electron/main.ts'),
        'engine-worker': source('main/engine/worker.ts'),
        'diff-worker': source('visual-tests/diff/worker.ts'),
      },
      external: isPackage,
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
});
