import { readFileSync } from 'node:fs';
import { type Compiled, createEngine, type JsonObject, type Program, stylesheetAddress } from '#engine';
import type { FileRow } from '../../storage/index.ts';
import { contentType } from '../content-type.ts';
import { pageStyles } from '../page-styles.ts';

/** The server's own pages, made with its own means: documents, compiled once at start. */
export interface OwnPages {
  /** Says in a sentence what happened. `request` is the id to ask the operator about, or empty. */
  notice(title: string, text: string, request?: string): string;
  home(pages: readonly HomeEntry[]): string;
  /** What their policy allows beside the server's own files. */
  readonly allowed: readonly string[];
  /** Their stylesheets, by address below `_ui/`. */
  readonly files: ReadonlyMap<string, FileRow>;
}

export interface HomeEntry {
  readonly title: string;
  readonly path: string;
  readonly version: string;
}

export function ownPages(): OwnPages {
  made ??= makePages();
  return made;
}

let made: OwnPages | null = null;

function makePages(): OwnPages {
  const engine = createEngine();
  const files = new Map<string, FileRow>();
  const allowed: string[] = [];
  const page = (name: string): ((input: { params?: JsonObject; data?: JsonObject }) => string) => {
    const program = sound(engine.compile(readFileSync(new URL(name, import.meta.url), 'utf8'), { file: name }));
    const styles = engine.styles(program);
    const whole = stylesheetAddress(styles, {});
    const address = whole.slice(whole.indexOf('_ui/') + '_ui/'.length);
    files.set(address, { address, type: contentType(address), bytes: Buffer.from(styles.css) });
    const styled = pageStyles({ address, critical: styles.critical.css }, '/');
    allowed.push(...styled.allowed);
    return (input) => engine.render(program, { ...input, late: styled.late }).html;
  };
  const notice = page('notice.page.json');
  const home = page('home.page.json');
  return {
    notice: (title, text, request = '') => notice({ params: { title, text, request } }),
    home: (pages) => home({ data: { pages: pages.map((entry) => ({ ...entry })) } }),
    allowed,
    files,
  };
}

/** Our own documents have no problems; one that has is a mistake of ours. */
function sound({ program, diagnostics }: Compiled): Program {
  const [first] = diagnostics.filter(({ severity }) => severity !== 'info');
  if (!program || first) throw new Error(`${first?.file}: ${first?.code} ${first?.message}`);
  return program;
}
