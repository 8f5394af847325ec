import { registerHooks } from 'node:module';

/** `node --import register.ts`: `electron`, imported or required, becomes the double. */
const double = new URL('./electron.ts', import.meta.url).href;
const names = new Set(['electron', 'electron/main', 'electron/common']);

registerHooks({
  resolve: (specifier, context, next) =>
    names.has(specifier) ? { url: double, format: 'module-typescript', shortCircuit: true } : next(specifier, context),
});

Object.defineProperty(process.versions, 'electron', { value: '0.0.0-double', enumerable: true });
Object.assign(process, { type: 'browser', resourcesPath: process.cwd() });
