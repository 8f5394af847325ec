import { makeCodec } from '../clone.ts';
import { type IsolatedOptions, isolatedHalf } from './isolated-half.ts';
import { pageHalf } from './page-half.ts';
import { makePort } from './port.ts';

export interface PageScriptOptions {
  readonly secret: string;
  readonly binding: string;
  readonly preload: { readonly code: string; readonly path: string } | null;
  readonly argv: readonly string[];
}

/** The two scripts that every new document of a window gets, one per world. */
export function pageScripts({ secret, binding, preload, argv }: PageScriptOptions): {
  readonly page: string;
  readonly isolated: string;
} {
  const port = (inName: string, outName: string) =>
    `(${makePort})(makeCodec,${JSON.stringify(secret + inName)},${JSON.stringify(secret + outName)})`;
  const codec = `const makeCodec=${makeCodec};`;
  const options: IsolatedOptions = { binding, platform: process.platform, versions: { ...process.versions }, argv };
  const load = preload
    ? `if(half.isMainFrame){const module={exports:{}};(function(require,module,exports,process){${preload.code}\n})(half.require,module,module.exports,half.process)}`
    : '';
  return {
    page: `(()=>{${codec}(${pageHalf})(${port('page', 'isolated')})})()`,
    isolated: `(()=>{${codec}const half=(${isolatedHalf})(${port('isolated', 'page')},makeCodec,${JSON.stringify(options)});${load}})()\n//# sourceURL=${preload?.path ?? 'no-preload'}`,
  };
}
