import type { Json } from '../document/types.ts';
import type { Input, Out } from './component.ts';
import { defineComponent } from './define-component.ts';
import { prop } from './prop.ts';
import { isSet } from './responsive.ts';

export const image = defineComponent({
  type: 'Image',
  summary: 'A picture.',
  category: 'media',
  props: {
    src: prop.url({ required: true, about: 'Web address, "asset:path", or "theme:name" for a picture of the theme.' }),
    alt: prop.text({ about: 'What the picture shows, for those who cannot see it.' }),
    decorative: prop.flag({ about: 'Says nothing new, so screen readers skip it.' }),
    width: prop.integer(1, 10_000, { about: 'Pixels; keeps the place while the picture loads.' }),
    height: prop.integer(1, 10_000, { about: 'Pixels.' }),
    fit: prop.axis(['cover', 'contain']),
    srcset: prop.list(
      {
        type: 'object',
        required: ['src', 'width'],
        additionalProperties: false,
        properties: { src: { type: 'string', 'x-ui': { context: 'url' } }, width: { type: 'integer', minimum: 1 } },
      },
      { about: 'The same picture in other widths.' },
    ),
    priority: prop.flag({ about: 'Loads at once; for pictures seen first.' }),
  },
  accessibleName: { prop: 'alt', required: true },
  styles: {
    base: `
      .ui-image { display: block; max-inline-size: 100%; block-size: auto; border-radius: var(--ui-image-radius); }
      span.ui-image { display: inline-block; background: center / contain no-repeat; }
      span.ui-image::before { content: attr(aria-label); }
    `,
    axes: {
      fit: { default: 'cover', values: { cover: 'object-fit: cover', contain: 'object-fit: contain' } },
    },
    tokens: { radius: '{radius.none}' },
  },
  examples: [
    {
      id: 'asset',
      title: 'A file of the project, which brings its size',
      props: { src: 'asset:pictures/lighthouse.webp', alt: 'A lighthouse at dusk' },
    },
    {
      id: 'contained',
      title: 'Whole in a box of its own shape',
      props: {
        src: 'asset:pictures/lighthouse.webp',
        alt: 'A lighthouse at dusk',
        width: 320,
        height: 320,
        fit: 'contain',
      },
    },
  ],
  emit({ src, alt, decorative, width, height, srcset, priority }, out) {
    const words = out.compute("decorative ? '' : alt ?? ''", { decorative, alt });
    if (src.constant && src.value?.startsWith('theme:')) {
      // The theme's CSS paints it, so that the page is the same under every theme.
      const role = out.compute("decorative ? null : 'img'", { decorative });
      const label = out.compute('decorative ? null : alt', { decorative, alt });
      out.root('span', {
        class: 'ui-image',
        role,
        'data-asset': src.value.slice('theme:'.length),
        'aria-label': label,
      });
      return;
    }
    out.root('img', {
      class: 'ui-image',
      src,
      srcset: isSet(srcset) ? entries(out, srcset) : null,
      alt: words,
      width: sizeOf(out, src, width, 'width', height),
      height: sizeOf(out, src, height, 'height', width),
      loading: out.compute("priority ? null : 'lazy'", { priority }),
      fetchpriority: isSet(priority) ? out.compute("priority ? 'high' : null", { priority }) : null,
      decoding: 'async',
    });
  },
});

/** What the author said, else what the file says. One of both alone is scaled by the browser from its own. */
function sizeOf(out: Out, src: Input, own: Input, side: 'width' | 'height', other: Input): Input | null {
  if (isSet(own)) return own;
  const mayBeAsset = !src.constant || String(src.value).startsWith('asset:');
  return mayBeAsset && !isSet(other) ? out.pictureSize(src, side) : null;
}

/** `address width, …`; the writer checks each address. */
function entries(out: Out, srcset: Input<readonly Json[] | null>): Input {
  if (!srcset.constant)
    return out.compute("join(map(list, e => join([e.src, ' ', e.width, 'w'], '')), ', ')", { list: srcset });
  const list = (srcset.value ?? []) as readonly { readonly src: string; readonly width: number }[];
  return { constant: true, value: list.map(({ src, width }) => `${src} ${width}w`).join(', ') };
}
