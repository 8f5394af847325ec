import type { Json, JsonObject } from '#engine';

/** What the shop answers: JSON with a status, or a file. */
export type ShopAnswer =
  | { readonly status: number; readonly json: Json }
  | { readonly file: string; readonly name: string; readonly type: string };

/** The warehouse of the sample project: it remembers what is done to it for as long as it runs. */
export interface Shop {
  /** `name` is that of a source or call in the sample project's manifests. Sources get their arguments as texts. */
  answer(name: string, args: JsonObject): ShopAnswer;
}

interface Order {
  readonly id: string;
  status: 'open' | 'shipped' | 'cancelled';
  readonly total: number;
  readonly currency: string;
  readonly placedAt: string;
  readonly dueAt: string;
  readonly customer: { readonly id: string; readonly name: string };
}

const pageSize = 10;
const day = 86_400_000;

/** Goods with what one costs and how many there are. */
const goods = [
  { value: 'box-s', label: 'Box, small', price: 1.2, stock: 400 },
  { value: 'box-l', label: 'Box, large', price: 2.9, stock: 120 },
  { value: 'tape', label: 'Paper tape', price: 4.5, stock: 60 },
  { value: 'foil', label: 'Bubble foil', price: 11.75, stock: 24 },
] as const;

const customers = [
  {
    id: 'C-7',
    name: 'Lovelace & Co',
    tier: 'gold',
    since: '2021-06-14',
    city: 'Hamburg',
    note: 'Back door, ring twice.',
  },
  { id: 'C-12', name: 'Hopper Bakery', tier: 'standard', since: '2024-02-01', city: 'Lübeck' },
  { id: 'C-3', name: 'Turing Tools', tier: 'standard', since: '2019-11-23', city: 'Manchester' },
  { id: 'C-19', name: 'Noether Studio', tier: 'gold', since: '2022-03-23', city: 'Erlangen' },
  { id: 'C-28', name: 'Franklin Labs', tier: 'blocked', since: '2023-07-25', city: 'London' },
] as const;

/** `now` decides which orders are late; the same orders stand in it on every start. */
export function openShop(now: () => Date): Shop {
  const orders = firstOrders(now());
  const answers: Readonly<Record<string, (args: JsonObject) => ShopAnswer>> = {
    'orders.search': (args) => {
      const found = search(orders, args);
      const page = Math.max(1, Number(args['page'] ?? 1));
      return ok({ total: found.length, items: found.slice((page - 1) * pageSize, page * pageSize).map(asJson) });
    },
    'orders.byCustomer': ({ customer }) => ok(orders.filter((order) => order.customer.id === customer).map(asJson)),
    'orders.revenueByDay': ({ days }) => ok(revenue(Number(days ?? 14), now())),
    'catalog.products': () => ok(goods.map(({ value, label, price }) => ({ value, label, price }))),
    'customers.byId': ({ id }) => {
      const found = customers.find((customer) => customer.id === id);
      return found ? ok({ ...found, email: `orders@${found.id.toLowerCase()}.example` }) : refused(404);
    },
    'orders.create': (args) => create(orders, args, now()),
    'orders.ship': ({ id }) => move(orders, id, 'shipped'),
    'orders.cancel': ({ id }) => move(orders, id, 'cancelled'),
    'orders.export': (args) => ({
      file: csv(search(orders, args)),
      name: `orders-${now().toISOString().slice(0, 10)}.csv`,
      type: 'text/csv; charset=utf-8',
    }),
  };
  return {
    answer: (name, args) => (Object.hasOwn(answers, name) ? answers[name]!(args) : refused(404)),
  };
}

const ok = (json: Json): ShopAnswer => ({ status: 200, json });
const refused = (status: number, errors: readonly { at: string; message: string }[] = []): ShopAnswer => ({
  status,
  json: { errors: errors.map((error) => ({ ...error })) },
});
const asJson = (order: Order): Json => ({ ...order, customer: { ...order.customer } });

function search(orders: readonly Order[], { status = 'all', q = '', sort = '-id' }: JsonObject): readonly Order[] {
  const word = String(q).toLowerCase();
  const field = String(sort).replace(/^-/, '') === 'total' ? 'total' : 'id';
  const direction = String(sort).startsWith('-') ? -1 : 1;
  return orders
    .filter((order) => status === 'all' || order.status === status)
    .filter(({ id, customer }) => `${id} ${customer.name}`.toLowerCase().includes(word))
    .toSorted((a, b) => (a[field] < b[field] ? -direction : a[field] > b[field] ? direction : 0));
}

/** An open order becomes something else; what has left the warehouse stays what it is. */
function move(orders: readonly Order[], id: Json | undefined, status: Order['status']): ShopAnswer {
  const order = orders.find((one) => one.id === id);
  if (!order) return refused(404);
  if (order.status !== 'open') return refused(order.status === status ? 200 : 409);
  order.status = status;
  return ok({});
}

function create(orders: Order[], { product, qty, priority, email }: JsonObject, now: Date): ShopAnswer {
  const article = goods.find(({ value }) => value === product);
  if (!article) return refused(422, [{ at: '/product', message: 'We do not have that.' }]);
  const count = Number(qty);
  if (count > article.stock) return refused(422, [{ at: '/qty', message: `Only ${article.stock} are in stock.` }]);
  const known = customers.find(({ id }) => email === `orders@${id.toLowerCase()}.example`);
  const number = Math.max(...orders.map(({ id }) => Number(id.slice(2)))) + 1;
  const order: Order = {
    id: `A-${number}`,
    status: 'open',
    total: Math.round(article.price * count * 100) / 100,
    currency: 'EUR',
    placedAt: now.toISOString().slice(0, 10),
    dueAt: new Date(now.getTime() + (priority === 'rush' ? 0.5 : 4) * day).toISOString(),
    customer: known ? { id: known.id, name: known.name } : { id: 'C-12', name: 'Hopper Bakery' },
  };
  orders.push(order);
  return ok({ id: order.id });
}

/** 44 orders of the last weeks; the newest are open, a few of them late. */
function firstOrders(now: Date): Order[] {
  return Array.from({ length: 44 }, (_, index) => {
    const age = 44 - index;
    const customer = customers[(index * 3) % customers.length]!;
    const placed = now.getTime() - age * 0.6 * day;
    const isOpen = age <= 9 || age % 13 === 0;
    const status = age % 8 === 5 ? 'cancelled' : isOpen ? 'open' : 'shipped';
    return {
      id: `A-${1000 + index}`,
      status,
      total: Math.round(((index * 7919) % 1500) * 90 + 1250) / 100,
      currency: 'EUR',
      placedAt: new Date(placed).toISOString().slice(0, 10),
      dueAt: new Date(placed + 4.4 * day).toISOString(),
      customer: { id: customer.id, name: customer.name },
    };
  });
}

const revenue = (days: number, now: Date): Json =>
  Array.from({ length: days }, (_, index) => {
    const date = new Date(now.getTime() - (days - 1 - index) * day).toISOString().slice(0, 10);
    const amount = 380 + ((index * 467) % 900);
    const byPhone = 60 + ((index * 211) % 240);
    return [
      { day: date, amount, channel: 'web' },
      { day: date, amount: byPhone, channel: 'phone' },
    ];
  }).flat();

/** A cell that starts like a formula would be run by a spreadsheet. */
const cell = (value: string | number): string => {
  const text = /^[=+@\t\r-]/.test(String(value)) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (orders: readonly Order[]): string =>
  [
    ['order', 'customer', 'status', 'total', 'currency', 'placed', 'due'],
    ...orders.map((order) => [
      order.id,
      order.customer.name,
      order.status,
      order.total,
      order.currency,
      order.placedAt,
      order.dueAt,
    ]),
  ]
    .map((row) => row.map(cell).join(','))
    .join('\r\n');
