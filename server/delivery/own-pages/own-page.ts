import { readFileSync } from 'node:fs';
import {
  type ActionAnswer,
  type ActionHost,
  type Compiled,
  createEngine,
  type Program,
  type RenderInput,
  stylesheetAddress,
} from '#engine';
import type { FileRow } from '../../storage/index.ts';
import { contentType } from '../content-type.ts';
import { pageStyles } from '../page-styles.ts';

/** A page of the server itself: a document, compiled once at start. */
export interface OwnPage {
  html(input: RenderInput): string;
  /** Where its form is sent; empty without one. */
  readonly action: string;
  /** Takes what was sent there. */
  act(
    fields: URLSearchParams,
    host: Pick<ActionHost, 'call'> & Partial<Pick<ActionHost, 'data'>>,
  ): Promise<ActionAnswer>;
  /** What its policy allows beside the server's own files. */
  readonly allowed: readonly string[];
  readonly stylesheet: FileRow;
}

const args = { type: 'object' };
/** Calls that our own forms make. */
const calls = { calls: { 'server.signIn': { args }, 'server.signOut': { args }, 'server.steerRollout': { args } } };

/** One of the documents beside this file. */
export const ownPage = (name: string): OwnPage => compiledPage(name, read(name));

/** The same, in the frame of pages for signed-in people. */
export const ownFramedPage = (name: string): OwnPage => framedPage(name, read(name));

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** A document whose page lacks the header and the menu that all pages for signed-in people share. */
export function framedPage(name: string, text: string): OwnPage {
  const { view, ...document } = JSON.parse(text) as { readonly view: { readonly slots: object } };
  const slots = { ...(JSON.parse(read('frame.json')) as object), ...view.slots };
  return compiledPage(name, JSON.stringify({ ...document, view: { ...view, slots } }));
}

/** Throws when the document has a problem. */
function compiledPage(name: string, text: string): OwnPage {
  const engine = createEngine({ manifests: { calls } });
  const program = sound(engine.compile(text, { file: name }));
  const styles = engine.styles(program);
  const whole = stylesheetAddress(styles, {});
  const address = whole.slice(whole.indexOf('_ui/') + '_ui/'.length);
  const styled = pageStyles({ address, critical: styles.critical.css }, '/');
  const html = (input: RenderInput): string =>
    engine.render(program, { ...input, late: { ...input.late, ...styled.late } }).html;
  return {
    html,
    action: /<form [^>]*action="([^"]+)"/.exec(html({}))?.[1] ?? '',
    act: (fields, host) =>
      engine.act(
        program,
        { address: 'form', trigger: 'submit', fields: [...fields], partial: false, confirmed: false },
        { data: async () => ({}), may: () => false, ...host },
      ),
    allowed: styled.allowed,
    stylesheet: { address, type: contentType(address), bytes: Buffer.from(styles.css) },
  };
}

/** Our own documents have no problems; one that has is a mistake of ours. */
function sound({ program, diagnostics }: Compiled): Program {
  const [first] = diagnostics.filter(({ severity }) => severity !== 'info');
  if (!program || first) throw new Error(`${first?.file}: ${first?.code} ${first?.message}`);
  return program;
}
