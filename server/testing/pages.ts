import type { PageDocument } from '#engine';

/** A page that greets, as text of a document. */
export function greetingPage(changes: Partial<PageDocument> & { readonly text?: string } = {}): string {
  const { text = 'Hello', ...rest } = changes;
  return JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/greeting',
    version: '1.0.0',
    title: 'Greeting',
    route: '/greeting',
    access: 'public',
    view: { id: 'title', type: 'Heading', props: { text, level: 1 } },
    ...rest,
  });
}

/** A page with everything an address can ask for: params, data, locales, fixtures and a form. */
export const ordersPage = (): string =>
  JSON.stringify({
    $schema: 'https://schema-studio.dev/ui/1/page.json',
    kind: 'page',
    id: 'acme/orders',
    version: '2.0.0',
    title: 'Orders',
    route: '/shops/{shop}/orders',
    access: 'public',
    head: { title: "${t('title')}" },
    params: {
      shop: { type: 'string', pattern: '^[a-z]+$' },
      status: { enum: ['all', 'open'], default: 'all' },
      page: { type: 'integer', minimum: 1, default: 1 },
    },
    data: {
      orders: {
        source: 'orders.search',
        args: { shop: '${params.shop}', status: '${params.status}' },
        schema: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
      },
    },
    forms: {
      order: {
        schema: {
          type: 'object',
          required: ['email', 'qty'],
          additionalProperties: false,
          properties: {
            email: { type: 'string', format: 'email', maxLength: 100 },
            qty: { type: 'integer', minimum: 1, maximum: 9 },
            gift: { type: 'boolean' },
          },
        },
        rules: [
          {
            id: 'no-single-gift',
            assert: '${!form.value.gift || form.value.qty > 1}',
            at: '/qty',
            message: 'A gift needs two.',
          },
        ],
        submit: { do: 'request', call: 'orders.create' },
      },
    },
    messages: { en: { title: 'Orders' }, de: { title: 'Bestellungen' } },
    view: {
      id: 'page',
      type: 'Stack',
      children: [
        { id: 'title', type: 'Heading', props: { text: "${t('title')}", level: 1 } },
        { id: 'where', type: 'Text', props: { text: '${params.shop}, ${params.status}, page ${params.page}' } },
        {
          id: 'list',
          type: 'Stack',
          catch: [{ id: 'failed', type: 'Alert', props: { tone: 'danger', title: 'Orders are unavailable' } }],
          children: [
            {
              id: 'item',
              type: 'Text',
              for: { each: '${data.orders}', as: 'order', key: '${order.id}' },
              props: { text: '${order.id}' },
            },
          ],
        },
        {
          id: 'new-order',
          type: 'Form',
          props: { form: 'order' },
          children: [
            { id: 'email', type: 'TextInput', bind: '/email', props: { label: 'E-mail' } },
            { id: 'qty', type: 'TextInput', bind: '/qty', props: { label: 'Quantity' } },
            { id: 'gift', type: 'Checkbox', bind: '/gift', props: { label: 'Gift' } },
            { id: 'save', type: 'Button', props: { text: 'Order', kind: 'submit' } },
          ],
        },
      ],
    },
    tests: {
      fixtures: {
        base: { params: { shop: 'berlin' }, data: { orders: [{ id: 'A-1' }, { id: '<script>x</script>' }] } },
      },
    },
  });

/** What the host of `ordersPage` offers. */
export const ordersManifests = {
  sources: {
    $schema: 'https://schema-studio.dev/ui/1/sources.json',
    sources: {
      'orders.search': {
        version: '1.0.0',
        args: { type: 'object', properties: { shop: { type: 'string' }, status: { type: 'string' } } },
        result: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
        examples: [[{ id: 'EXAMPLE-1' }]],
      },
    },
  },
  calls: {
    $schema: 'https://schema-studio.dev/ui/1/calls.json',
    calls: { 'orders.create': { version: '1.0.0', args: { type: 'object' }, result: { type: 'object' } } },
  },
} as const;
