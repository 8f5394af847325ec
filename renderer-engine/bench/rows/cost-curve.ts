import { compileText } from '../../compile.ts';
import { largePage } from '../../samples/large-page.ts';
import { createRenderer } from '../../stages/6-render/render.ts';
import { siteOf } from '../../stages/6-render/site.ts';
import { contextWith, programOf, wideLimits } from '../engines.ts';
import { asOneText, measure } from '../measure.ts';
import { compared, figure, type Row } from '../row.ts';

const sizes = [100, 1_000, 10_000] as const;

/**
 * Ten times the nodes take ten times as long: at 1,000 nodes the time is compared with the straight line through the
 * times at 100 and 10,000. Whichever is more stands above, so that a bend either way counts.
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
  const [one, two, three] = programs.map((program) => () => asOneText(renderer.render(program, input).html));
  const render = await measure({ small: one!, middle: two!, large: three! }, { rounds: 21, milliseconds: 60 });
  const [first, second, third] = programs.map((program) => async () => {
    let units = 0;
    for await (const chunk of renderer.stream(program, input)) units += asOneText(chunk);
    return units;
  });
  const stream = await measure({ small: first!, middle: second!, large: third! }, { rounds: 21, milliseconds: 60 });
  return [...curve('compile', 'ms', compile), ...curve('render', 'ms', render), ...curve('renderStream', 'ms', stream)];
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
