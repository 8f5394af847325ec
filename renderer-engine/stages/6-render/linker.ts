import type { Json } from '../../document/types.ts';
import {
  createMessages,
  type MessageFormatter,
  type OverrideSettings,
  withOverrides,
  withWords,
} from '../../messages/index.ts';
import type { Program } from '../../program.ts';
import { criticalData } from '../5-emit/critical-data.ts';
import { type FragmentPath, fragmentPaths } from '../5-emit/fragment-path.ts';
import { withBlame } from '../5-emit/without-marks.ts';
import { linkProgram } from './link.ts';
import { type LinkedFragment, linkFragment } from './link-fragment.ts';
import type { LinkEnvironment } from './link-value.ts';
import type { Part } from './part.ts';
import type { RenderOptions } from './render-options.ts';
import type { Watching } from './watch.ts';

/** A program ready to render: made once. */
export interface Linked {
  readonly program: Program;
  readonly part: Part;
  /** By index in `Program.fragments`; linked when first asked for. */
  readonly fragment: (index: number) => LinkedFragment;
  /** The same with a look at each instance, for renders that are measured. */
  readonly measured: () => Pick<Linked, 'part' | 'fragment'>;
  /** Data that holds back the first byte of a stream. */
  readonly critical: readonly string[] | 'all';
  /** In the words of a tenant, where it has some. */
  readonly message: (tenant: Json | undefined) => MessageFormatter;
  /** Of renders that ask for none. */
  readonly locale: string;
}

/** Links each program once, as long as somebody holds it. */
export function linker(options: RenderOptions): (program: Program) => Linked {
  const linked = new WeakMap<Program, Linked>();
  return (program) => {
    const known = linked.get(program);
    if (known) return known;
    const locale = options.defaultLocale ?? program.contract.locales.default;
    const { watching = null } = options;
    const limited = hasLimits(watching) ? watching : null;
    // Renders that are not measured run without marks, which then cost them nothing.
    const linkedFrom = watching && !limited ? withBlame(program) : program;
    const env = { program: linkedFrom, site: options.site, watching: limited };
    const plain = { part: linkProgram(env), fragment: fragmentsOf(env) };
    let measured: Pick<Linked, 'part' | 'fragment'> | null = env.watching || !watching ? plain : null;
    const made: Linked = {
      program,
      ...plain,
      measured: () => {
        const marked = { ...env, program, watching };
        measured ??= { part: linkProgram(marked), fragment: fragmentsOf(marked) };
        return measured;
      },
      critical: firstData(env),
      message: speakers(program, locale, options.overrides ?? {}),
      locale,
    };
    linked.set(program, made);
    return made;
  };
}

function fragmentsOf(env: LinkEnvironment): Linked['fragment'] {
  const linked = new Map<number, LinkedFragment>();
  let paths: readonly FragmentPath[] | null = null;
  return (index) => {
    const known = linked.get(index);
    if (known) return known;
    paths ??= fragmentPaths(env.program.ops);
    const made = linkFragment(index, paths[index]!, env);
    linked.set(index, made);
    return made;
  };
}

/** Names that must be there before the first byte (language.md 4.6). Parts under a limit cannot wait inside. */
const firstData = ({ program, watching }: LinkEnvironment): Linked['critical'] =>
  watching ? 'all' : criticalData(program);

/** The messages of a program, made once for each tenant that has words of its own. */
function speakers(program: Program, locale: string, { messages, tenants = {} }: OverrideSettings): Linked['message'] {
  const words = withOverrides(withWords(program.messages), messages);
  const own = createMessages(words, locale);
  const made = new Map<string, MessageFormatter>();
  return (tenant) => {
    if (typeof tenant !== 'string' || !Object.hasOwn(tenants, tenant)) return own;
    const known = made.get(tenant) ?? createMessages(withOverrides(words, tenants[tenant]!.messages), locale);
    made.set(tenant, known);
    return known;
  };
}

const hasLimits = (watching: Watching | null): boolean => watching !== null && Object.keys(watching.limits).length > 0;
