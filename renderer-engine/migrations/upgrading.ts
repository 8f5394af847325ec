import { type CompileContext, compileText } from '../compile.ts';
import { type Upgrade, type UpgradeOptions, upgrade } from './upgrade.ts';

/** The part of an engine that upgrades documents, with its documents and limits. */
export function upgrading(context: CompileContext): (text: string, options?: UpgradeOptions) => Upgrade {
  const compile = (text: string, file: string | undefined) =>
    compileText(text, file === undefined ? {} : { file }, context);
  return (text, options = {}) => upgrade(text, options, { ...context, compile });
}
