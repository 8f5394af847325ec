import { gif, zooPage } from './zoo-page.ts';

const box = 'width:60px;height:60px;background:linear-gradient(tomato,navy)';

/** What moves by style, by drawing, or by a file. */
export const motion = [
  zooPage({
    name: 'endless-spin',
    trap: 'An animation without end is somewhere else in every picture.',
    body: `<div data-ui-node="trap" class="spin" style="${box}"></div>`,
    css: '@keyframes spin { to { transform: rotate(360deg) } } .spin { animation: spin 0.7s linear infinite }',
  }),
  zooPage({
    name: 'fade-in',
    trap: 'What fades in has no color until its animation has ended; stopping it at its begin shows an empty page.',
    body: `<div data-ui-node="trap" class="in" style="${box}"></div>`,
    css: '@keyframes in { to { opacity: 1 } } .in { opacity: 0; animation: in 3s forwards }',
  }),
  zooPage({
    name: 'delayed-animation',
    trap: 'An animation that starts after a second begins after the picture was called still.',
    body: `<div data-ui-node="trap" class="late" style="${box}"></div>`,
    css: '@keyframes late { to { margin-left: 100px } } .late { animation: late 1s 1s both }',
  }),
  zooPage({
    name: 'pseudo-pulse',
    trap: 'A dot drawn by ::after pulses; no element of the page has that animation.',
    body: '<p data-ui-node="trap" class="dot">live</p>',
    css: '@keyframes pulse { 50% { opacity: 0.1; transform: scale(2) } } .dot::after { content: "●"; color: red; animation: pulse 0.9s infinite }',
  }),
  zooPage({
    name: 'transition-at-load',
    trap: 'A class set by a script starts a transition while the page is being shot.',
    body: `<div data-ui-node="trap" id="panel" style="${box}"></div>`,
    css: '#panel { transition: width 2s } #panel.open { width: 300px !important }',
    script: 'requestAnimationFrame(() => panel.classList.add("open"))',
  }),
  zooPage({
    name: 'scripted-endless',
    trap: 'Element.animate moves for ever, and no style sheet knows of it.',
    body: `<div data-ui-node="trap" id="mover" style="${box}"></div>`,
    script: 'mover.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 800, iterations: Infinity })',
  }),
  zooPage({
    name: 'scripted-once',
    trap: 'Element.animate with fill forwards is only right when it has ended.',
    body: `<div data-ui-node="trap" id="mover" style="${box}"></div>`,
    script:
      'mover.animate([{ transform: "none" }, { transform: "translateX(80px)" }], { duration: 4000, fill: "forwards" })',
  }),
  zooPage({
    name: 'scroll-driven',
    trap: 'An animation driven by scrolling shows what the picture taker has scrolled to.',
    body: `<div data-ui-node="trap" class="reveal" style="${box}"></div><div style="height:2000px"></div>`,
    css: '@keyframes reveal { from { opacity: 0 } to { opacity: 1 } } .reveal { animation: reveal linear both; animation-timeline: scroll() }',
  }),
  zooPage({
    name: 'svg-attribute',
    trap: 'SVG moves by its own elements, which style sheets do not stop.',
    body: '<svg data-ui-node="trap" width="120" height="40"><rect width="40" height="40" fill="teal"><animate attributeName="x" from="0" to="80" dur="1s" repeatCount="indefinite"/></rect></svg>',
  }),
  zooPage({
    name: 'svg-path-beside-spinner',
    trap: 'The edge of an SVG path is drawn by another rule while something animates on the same page.',
    body: '<svg data-ui-node="trap" width="90" height="90" viewBox="0 0 24 24"><path d="M3 12a9 9 0 1 0 9-9 9.7 9.7 0 0 0-6.7 2.7L3 8m0-5v5h5" fill="none" stroke="crimson" stroke-width="2.3"/></svg><div class="spin"></div>',
    css: '@keyframes spin { to { rotate: 1turn } } .spin { width: 30px; height: 30px; border: 4px solid; border-top-color: red; border-radius: 50%; animation: spin 1s infinite }',
  }),
  zooPage({
    name: 'gif',
    trap: 'A GIF is a film.',
    body: '<img data-ui-node="trap" src="/film.gif" width="60" height="60" alt="">',
    files: { '/film.gif': gif },
  }),
  zooPage({
    name: 'gif-background',
    trap: 'A GIF behind a text is a film, too.',
    body: '<p data-ui-node="trap" class="film">words</p>',
    css: '.film { background: url("/film.gif"); height: 60px }',
    files: { '/film.gif': gif },
  }),
  zooPage({
    name: 'indeterminate-progress',
    trap: 'A progress bar without a value is animated by the browser itself.',
    body: '<progress data-ui-node="trap"></progress>',
  }),
  zooPage({
    name: 'animation-restarted',
    trap: 'A script starts the animation anew as soon as it was ended.',
    body: `<div data-ui-node="trap" id="mover" style="${box}"></div>`,
    script:
      'const go = () => { mover.animate([{ marginLeft: "0" }, { marginLeft: "200px" }], 300).finished.then(go, go) }; go()',
    end: 'animation',
  }),
  zooPage({
    name: 'animation-in-shadow',
    trap: 'An animation inside a shadow root is seen by no selector of the page.',
    body: '<div data-ui-node="trap" id="host"></div>',
    script: `host.attachShadow({ mode: 'open' }).innerHTML = '<style>@keyframes s { to { transform: rotate(1turn) } } b { display: inline-block; animation: s 0.6s infinite }</style><b>turning</b>'`,
  }),
];
