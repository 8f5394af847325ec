import { enableCompileCache } from 'node:module';

// What was compiled once is not compiled again: that is half of a start.
enableCompileCache();
await import('./run.ts');
