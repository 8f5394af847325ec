import { randomOf } from '../../testing/simulated-rollout.ts';
import { newLine, requestOf } from '../load.ts';
import { longPage } from '../long-page.ts';
import { atLeast, figure, type Row } from '../row.ts';
import { serveOurs } from '../served.ts';

const pages = 50;
const tenants = Array.from({ length: 20 }, (_, at) => `tenant-${at}`);
const locales = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'sv', 'da', 'pt'];
const requests = 400_000;
const connections = 50;

/** Pages × tenants × locales, asked for as often as Zipf says (exponent 1): the second half as often as the first, and so on. */
export async function rows(): Promise<readonly Row[]> {
  const hosts = Object.fromEntries(tenants.map((id) => [id, { hosts: [`${id}.example`] }]));
  const server = await serveOurs({ PAGE_CACHE_MEGABYTES: '64' }, { TENANTS_FILE: JSON.stringify({ tenants: hosts }) });
  for (let at = 0; at < pages; at++) await server.publish(longPage(at, locales));
  const all = tenants.flatMap((tenant) =>
    locales.flatMap((locale) =>
      Array.from({ length: pages }, (_, at) =>
        Buffer.from(
          requestOf(`/long/${at}`, { 'Accept-Language': locale, 'Accept-Encoding': 'gzip, br' })
            .toString()
            .replace('localhost', `${tenant}.example`),
        ),
      ),
    ),
  );
  const next = zipf(all);
  const before = await server.figure('renders_total');
  let left = requests;
  const wrong = new Map<number, number>();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const line = await newLine(server.port);
      while (left-- > 0)
        await new Promise<void>((resolve) =>
          line.ask(next(), ({ status }) => {
            if (status !== 200) wrong.set(status, (wrong.get(status) ?? 0) + 1);
            resolve();
          }),
        );
      line.close();
    }),
  );
  const renders = (await server.figure('renders_total')) - before;
  const held = await server.figure('page_cache_bytes{level="memory"}');
  const ready = await server.figure('page_cache_bytes{level="ready"}');
  await server.stop();
  if (wrong.size > 0) throw new Error(`Of ${requests} requests failed: ${JSON.stringify([...wrong])}.`);
  const megabytes = ((held + ready) / 2 ** 20).toFixed(0);
  return [
    figure(`hit ratio, ${all.length.toLocaleString('en')} keys by Zipf in 64 MB`, 'share', 1 - renders / requests, {
      must: atLeast(0.95),
      note: `${requests.toLocaleString('en')} requests, first misses counted, ${renders.toLocaleString('en')} renders; ${megabytes} MB held`,
    }),
  ];
}

/** Things in a shuffled order of how often they are asked for; the one at place n so often as 1/n. */
function zipf<Thing>(things: readonly Thing[]): () => Thing {
  const random = randomOf(7);
  const order = things
    .map((thing) => [random(), thing] as const)
    .sort(([one], [other]) => one - other)
    .map(([, thing]) => thing);
  const sums: number[] = [];
  let sum = 0;
  for (let place = 1; place <= order.length; place++) {
    sum += 1 / place;
    sums.push(sum);
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    return order[low]!;
  };
}
