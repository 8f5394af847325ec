const groups = {
  type: 'array',
  items: {
    type: 'object',
    properties: { id: { type: 'string' }, items: { type: 'array', items: { type: 'string' } } },
    required: ['id', 'items'],
  },
};

/** A page with every input a person can fill, loops in loops, and things that open; for tests of steps. */
export const inputsPage = JSON.stringify({
  $schema: 'https://schema-studio.dev/ui/1/page.json',
  kind: 'page',
  id: 'demo/inputs',
  version: '1.0.0',
  title: 'Inputs',
  route: '/inputs',
  access: 'public',
  params: { tab: { type: 'string', default: '' } },
  data: {
    groups: {
      source: 'demo.groups',
      schema: groups,
    },
    later: { source: 'demo.later', load: 'lazy', schema: { type: 'string' } },
  },
  forms: {
    all: {
      schema: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 12 },
          note: { type: 'string' },
          qty: { type: 'integer', minimum: 1 },
          color: { enum: ['red', 'green'] },
          several: { type: 'array', items: { enum: ['a', 'b', 'c'] } },
          size: { enum: ['s', 'm'] },
          agree: { type: 'boolean' },
          tags: { type: 'array', items: { enum: ['x', 'y', 'z'] } },
          on: { type: 'boolean' },
          day: { type: 'string', format: 'date' },
          at: { type: 'string', format: 'time' },
          secret: { type: 'string' },
          off: { type: 'string' },
        },
      },
      initial: { agree: true, tags: ['x'], name: 'before', secret: 'kept' },
      submit: {
        do: 'request',
        call: 'things.save',
        target: 'all',
        // biome-ignore lint/suspicious/noThenProperty: the language says so
        then: [{ do: 'toast', tone: 'success', message: 'Saved.' }],
      },
    },
  },
  view: {
    id: 'page',
    type: 'Page',
    children: [
      {
        id: 'all',
        type: 'Form',
        props: { form: 'all' },
        children: [
          { id: 'name', type: 'TextInput', bind: '/name', props: { label: 'Name' } },
          { id: 'note', type: 'TextArea', bind: '/note', props: { label: 'Note' } },
          { id: 'qty', type: 'NumberInput', bind: '/qty', props: { label: 'Quantity' } },
          { id: 'color', type: 'Select', bind: '/color', props: { label: 'Color' } },
          { id: 'several', type: 'Select', bind: '/several', props: { label: 'Several' } },
          { id: 'size', type: 'RadioGroup', bind: '/size', props: { label: 'Size' } },
          { id: 'agree', type: 'Checkbox', bind: '/agree', props: { label: 'I agree' } },
          { id: 'tags', type: 'Checkbox', bind: '/tags', props: { label: 'Tags' } },
          { id: 'on', type: 'Switch', bind: '/on', props: { label: 'On' } },
          { id: 'day', type: 'DateInput', bind: '/day', props: { label: 'Day' } },
          { id: 'at', type: 'DateInput', bind: '/at', props: { label: 'At', kind: 'time' } },
          { id: 'secret', type: 'Hidden', bind: '/secret' },
          { id: 'off', type: 'TextInput', bind: '/off', props: { label: 'Off', disabled: true } },
          { id: 'save', type: 'Button', props: { text: 'Save', kind: 'submit' } },
        ],
      },
      {
        id: 'group',
        type: 'Box',
        for: { each: '${data.groups}', as: 'g', key: '${g.id}' },
        props: { as: 'div' },
        children: [
          {
            id: 'item',
            type: 'Button',
            for: { each: '${g.items}', as: 'i', key: '${i}' },
            props: { text: '${g.id} ${i}' },
            on: { click: { do: 'request', call: 'things.pick', with: { group: '${g.id}', item: '${i}' } } },
          },
        ],
      },
      {
        id: 'more',
        type: 'Accordion',
        props: { items: [{ id: 'one', title: 'One' }] },
        slots: { 'panel:one': [{ id: 'folded', type: 'Text', props: { text: 'Folded away' } }] },
      },
      {
        id: 'tip',
        type: 'Tooltip',
        props: { text: 'About it' },
        children: [{ id: 'tipped', type: 'Button', props: { text: 'Point at me' } }],
      },
      { id: 'space', type: 'Box', props: { as: 'div' }, style: { minHeight: '90rem' }, children: ['Far'] },
      {
        id: 'far',
        type: 'Card',
        lazy: { when: 'visible', placeholder: [{ id: 'far-waiting', type: 'Text', props: { text: 'Soon' } }] },
        style: { minHeight: '4rem' },
        children: [{ id: 'far-text', type: 'Text', props: { text: '${data.later}' } }],
      },
      { id: 'words', type: 'Toasts' },
    ],
  },
  tests: {
    fixtures: {
      base: {
        data: {
          groups: [
            { id: 'g1', items: ['a', 'b'] },
            { id: 'g/2', items: ['a'] },
          ],
          later: 'It came',
        },
      },
      refused: {
        extends: 'base',
        calls: { 'things.save': { status: 422, errors: [{ at: '/name', message: 'Taken already.' }] } },
      },
    },
  },
});

/** The manifests it names. */
export const inputsProject: Readonly<Record<string, string>> = {
  'studio.json': JSON.stringify({ name: 'Demo', namespace: 'demo' }),
  'sources.manifest.json': JSON.stringify({
    sources: {
      'demo.groups': { version: '1.0.0', result: groups },
      'demo.later': { version: '1.0.0', result: { type: 'string' } },
    },
  }),
  'calls.manifest.json': JSON.stringify({
    calls: {
      'things.save': { version: '1.0.0', safe: false, args: { type: 'object' }, result: { type: 'object' } },
      'things.pick': { version: '1.0.0', safe: false, args: { type: 'object' }, result: { type: 'object' } },
    },
  }),
  'inputs.page.json': inputsPage,
};
