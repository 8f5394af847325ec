import { isDeepStrictEqual } from 'node:util';
import { Environment, type ParseResult } from '@marcbachmann/cel-js';
import jsonata from 'jsonata';
import type { Json, JsonObject } from '../../document/types.ts';
import { type Env, linkCode, lowerTemplate, parseTemplate } from '../../expressions/index.ts';
import { defaultLimits } from '../../limits.ts';
import { measure } from '../measure.ts';
import { compared, type Row } from '../row.ts';

/** The same question in three languages. */
interface Question {
  readonly ours: string;
  readonly cel: string;
  readonly jsonata: string;
}

const questions: readonly Question[] = [
  { ours: 'price * qty', cel: 'price * qty', jsonata: 'price * qty' },
  {
    ours: '(price * qty - discount) / 2 + 1',
    cel: '(price * qty - discount) / 2.0 + 1.0',
    jsonata: '(price * qty - discount) / 2 + 1',
  },
  {
    ours: "status == 'open' ? 'info' : status == 'shipped' ? 'success' : 'neutral'",
    cel: "status == 'open' ? 'info' : status == 'shipped' ? 'success' : 'neutral'",
    jsonata: "status = 'open' ? 'info' : status = 'shipped' ? 'success' : 'neutral'",
  },
  {
    ours: "customer.address.city == 'Turin' && qty >= 3",
    cel: "customer.address.city == 'Turin' && qty >= 3.0",
    jsonata: "customer.address.city = 'Turin' and qty >= 3",
  },
  {
    ours: "'Order ' + id + ' of ' + customer.name",
    cel: "'Order ' + id + ' of ' + customer.name",
    jsonata: "'Order ' & id & ' of ' & customer.name",
  },
  { ours: 'size(lines)', cel: 'double(size(lines))', jsonata: '$count(lines)' },
  { ours: 'lines | any(l => l.qty > 8)', cel: 'lines.exists(l, l.qty > 8.0)', jsonata: '$max(lines.qty) > 8' },
  {
    ours: 'lines | filter(l => l.qty > 4) | map(l => l.sku)',
    cel: 'lines.filter(l, l.qty > 4.0).map(l, l.sku)',
    jsonata: 'lines[qty > 4].sku',
  },
  {
    ours: "upper(status) in ['OPEN', 'SHIPPED']",
    cel: "status.upperAscii() in ['OPEN', 'SHIPPED']",
    jsonata: "$uppercase(status) in ['OPEN', 'SHIPPED']",
  },
  {
    ours: "startsWith(customer.name, 'Ada') || !(qty < 2)",
    cel: "customer.name.startsWith('Ada') || !(qty < 2.0)",
    jsonata: "$substring(customer.name, 0, 3) = 'Ada' or $not(qty < 2)",
  },
];

const data: JsonObject = {
  id: 'A-1001',
  price: 12.5,
  qty: 4,
  discount: 3,
  status: 'shipped',
  customer: { name: 'Grace Hopper', address: { city: 'Turin' } },
  lines: Array.from({ length: 10 }, (_, at) => ({ sku: `S-${at}`, qty: at })),
};

/** Parsed once, evaluated again and again, as all three of them are meant to be used. */
export async function rows(): Promise<readonly Row[]> {
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  const pairs: { readonly ours: () => Json; readonly cel: ParseResult; readonly jsonata: jsonata.Expression }[] = [];
  for (const question of questions) {
    const pair = {
      ours: evaluatorOf(question.ours),
      cel: environment.parse(question.cel),
      jsonata: jsonata(question.jsonata),
    };
    const answer = pair.ours();
    expectSame('cel-js', question, pair.cel(data), answer);
    expectSame('jsonata', question, await pair.jsonata.evaluate(data), answer);
    pairs.push(pair);
  }
  const times = await measure(
    {
      ours: () => {
        for (const { ours } of pairs) ours();
      },
      cel: () => {
        for (const { cel } of pairs) cel(data);
      },
      jsonata: async () => {
        for (const pair of pairs) await pair.jsonata.evaluate(data);
      },
    },
    { rounds: 25, milliseconds: 100 },
  );
  const each = (milliseconds: number): number => (milliseconds * 1000) / questions.length;
  const name = `expressions, mean of ${questions.length}`;
  return [
    compared(name, 'µs', each(times.ours), [`cel-js, ${each(times.cel).toFixed(2)} µs`, each(times.cel)], { aim: 1 }),
    compared(name, 'µs', each(times.ours), [`jsonata, ${each(times.jsonata).toFixed(2)} µs`, each(times.jsonata)], {
      aim: 1,
    }),
  ];
}

/** As a program has it: names are slots of a frame. */
function evaluatorOf(expression: string): () => Json {
  const names = Object.keys(data);
  const code = lowerTemplate(parseTemplate(`\${${expression}}`), {
    owner: 'bench/expressions',
    slotOf: (name) => ['slot', names.indexOf(name)],
  });
  const evaluate = linkCode(code);
  const frame = names.map((name) => data[name]!);
  const env: Env = {
    steps: 0,
    stepLimit: 0,
    plain: {},
    expressionSteps: defaultLimits.expressionSteps,
    renderSteps: defaultLimits.renderSteps,
    locale: 'en',
    timeZone: 'UTC',
    dir: 'ltr',
    now: '2026-01-01T00:00:00Z',
    message: (_, key) => key,
    messageParts: (_, key) => [{ markup: null, words: key }],
    problem: (found) => {
      throw new Error(`${expression}: ${found}`);
    },
  };
  return () => {
    env.steps = 0;
    return evaluate(frame, env);
  };
}

/** jsonata marks its lists with properties of its own; what they hold is what counts. */
function expectSame(who: string, { ours }: Question, found: unknown, wanted: Json): void {
  const plain: unknown = JSON.parse(JSON.stringify(found));
  if (!isDeepStrictEqual(plain, wanted)) {
    throw new Error(`${who} answers ${JSON.stringify(plain)} to ${ours}, not ${JSON.stringify(wanted)}.`);
  }
}
