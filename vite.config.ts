import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Builds the window's page into `dist/app`. Every address in it is relative: Electron and the web host serve the same files. */
export default defineConfig({
  root: join(import.meta.dirname, 'app'),
  base: './',
  publicDir: '../assets/icons',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/app',
    emptyOutDir: true,
    target: 'es2023',
    // Fonts stay files: the content security policy allows no data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
  },
});
