import { type MakeElement, orderPageOf } from './by-elements.ts';
import type { Order } from './order-page.ts';

/** Somebody else's renderer, with the page in its own form. */
export interface Peer {
  readonly name: string;
  render(orders: readonly Order[]): string | Promise<string>;
}

/** The production builds: all three read `NODE_ENV` when they are loaded, so it is set first. */
export async function loadPeers(): Promise<readonly [react: Peer, preact: Peer, vue: Peer]> {
  process.env['NODE_ENV'] = 'production';
  const react = await import('react');
  const reactServer = await import('react-dom/server');
  const preact = await import('preact');
  const preactServer = await import('preact-render-to-string');
  const vue = await import('vue');
  const vueServer = await import('@vue/server-renderer');
  const ofReact = orderPageOf(react.createElement as MakeElement);
  const ofPreact = orderPageOf(preact.h as MakeElement);
  const ofVue = orderPageOf(vue.h as MakeElement);
  return [
    {
      name: 'React renderToString',
      render: (orders) =>
        `<!doctype html>${reactServer.renderToString(react.createElement(ofReact as never, { orders }))}`,
    },
    {
      name: 'preact-render-to-string',
      render: (orders) =>
        `<!doctype html>${preactServer.renderToString(preact.h(ofPreact as never, { orders } as never))}`,
    },
    {
      name: 'Vue renderToString',
      async render(orders) {
        const app = vue.createSSRApp(() => vue.h(ofVue as never, { orders }));
        return `<!doctype html>${await vueServer.renderToString(app)}`;
      },
    },
  ];
}
