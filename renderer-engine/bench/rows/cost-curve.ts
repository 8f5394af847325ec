import { compileText } from '../../compile.ts';
import type { Program } from '../../program.ts';
import { largePage } from '../../samples/large-page.ts';
import { createRenderer } from '../../stages/6-render/render.ts';
import { siteOf } from '../../stages/6-render/site.ts';
import { contextWith, programOf, wideLimits } from '../engines.ts';
import { asOneText, measure } from '../measure.ts';
import { compared, figure, type Row } from '../row.ts';

const sizes = [100, 1_000, 10_000] as const;

/**
 * Ten times the nodes take ten times as long: at 1,000 nodes the time is compared with the straight line through the
 * times at 100 and 10,000. Whichever is more stands above, so that a bend either way counts. A page is made in three
 * ways: written by `render` and not read, read as one text as well, and read chunk by chunk as servers send long pages.
 */
export async function rows(): Promise<readonly Row[]> {
  const context = contextWith(wideLimits);
  const renderer = createRenderer({
    site: siteOf({}),
    limits: wideLimits,
    defaultLocale: undefined,
    environment: null,
  });
  const input = { data: { shop: { name: 'Acme', open: 42 } } };
  const texts = sizes.map((size) => JSON.stringify(largePage(size)));
  const programs = texts.map((text) => programOf(compileText(text, {}, context)));
  const [small, middle, large] = [0, 1, 2].map((at) => () => compileText(texts[at]!, {}, context));
  const compile = await measure({ small: small!, middle: middle!, large: large! }, { rounds: 15, milliseconds: 200 });
  const render = await bySize(programs, (program) => renderer.render(program, input).html.length);
  const text = await bySize(programs, (program) => asOneText(renderer.render(program, input).html));
  const stream = await bySize(programs, async (program) => {
    let units = 0;
    for await (const chunk of renderer.stream(program, input)) units += asOneText(chunk);
    return units;
  });
  return [
    ...curve('compile', 'ms', compile),
    ...curve('render', 'ms', render),
    ...curve('render, read as one text', 'ms', text),
    ...curve('renderStream', 'ms', stream),
  ];
}

function bySize(programs: readonly Program[], run: (program: Program) => unknown) {
  const [small, middle, large] = programs.map((program) => () => run(program));
  return measure({ small: small!, middle: middle!, large: large! });
}

function curve(
  what: string,
  unit: Row['unit'],
  { small, middle, large }: Readonly<Record<'small' | 'middle' | 'large', number>>,
): readonly Row[] {
  const straight = small + ((large - small) * (sizes[1] - sizes[0])) / (sizes[2] - sizes[0]);
  const bend = Math.max(middle / straight, straight / middle);
  return [
    figure(`${what}, 100 nodes`, unit, small),
    {
      ...compared(`${what}, 1,000 nodes`, unit, middle, [`straight line, ${straight.toFixed(3)} ms`, straight], {
        must: 1.15,
      }),
      ratio: bend,
    },
    figure(`${what}, 10,000 nodes`, unit, large),
  ];
}
