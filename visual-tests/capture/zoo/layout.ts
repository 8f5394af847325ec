import { zooPage } from './zoo-page.ts';

/** What depends on the size of the window, on scrolling, or on who draws. */
export const layout = [
  zooPage({
    name: 'sticky-header',
    trap: 'A sticky header is wherever the picture taker has scrolled to.',
    body: '<header data-ui-node="trap" style="position:sticky;top:0;background:gold;padding:8px">Header</header><div style="height:2500px;background:linear-gradient(white,navy)"></div>',
  }),
  zooPage({
    name: 'fixed-bars',
    trap: 'Fixed bars stand at the edges of a window; a picture of a whole page has none.',
    body: '<div data-ui-node="trap" style="position:fixed;top:0;left:0;right:0;background:gold">top</div><div style="height:1800px"></div><div style="position:fixed;bottom:0;left:0;right:0;background:tomato">bottom</div>',
  }),
  zooPage({
    name: 'full-height',
    trap: 'A hero as high as the window grows with a window that is made as high as the page.',
    body: '<section data-ui-node="trap" style="height:100vh;background:gold">hero</section><section style="height:600px">more</section>',
  }),
  zooPage({
    name: 'scroll-listener',
    trap: 'A script hears of scrolling and changes the page for good.',
    body: '<p data-ui-node="trap" id="out">top</p><div style="height:2000px"></div>',
    script: 'addEventListener("scroll", () => { out.textContent = scrollY > 5 ? "scrolled" : "top" })',
  }),
  zooPage({
    name: 'reveal-on-sight',
    trap: 'What is revealed when it is seen is never seen in a picture of the whole page.',
    body: '<div style="height:1500px"></div><p data-ui-node="trap" id="out" style="height:40px">unseen</p>',
    script: 'new IntersectionObserver(([one]) => { if (one.isIntersecting) out.textContent = "seen" }).observe(out)',
  }),
  zooPage({
    name: 'size-observer',
    trap: 'A script measures, writes, and by that changes what it measures.',
    body: '<div data-ui-node="trap" id="box" style="border:1px solid"></div>',
    script: 'let n = 0; new ResizeObserver(() => { if (n < 6) box.style.height = `${20 + 10 * ++n}px` }).observe(box)',
  }),
  zooPage({
    name: 'growing-list',
    trap: 'A feed grows for as long as one looks.',
    body: '<ul data-ui-node="trap" id="feed"></ul>',
    script:
      'setInterval(() => { feed.append(Object.assign(document.createElement("li"), { textContent: "more" })) }, 25)',
    end: 'size',
  }),
  zooPage({
    name: 'variable-on-root',
    trap: 'A script sets a variable on the root; what moves is far away from it.',
    body: '<div data-ui-node="trap" class="far"></div>',
    css: '.far { width: 30px; height: 30px; background: teal; margin-left: calc(var(--at, 0) * 1px) }',
    script:
      'let n = 0; const go = () => { document.documentElement.style.setProperty("--at", n++ % 100); requestAnimationFrame(go) }; go()',
    end: 'frames',
  }),
  zooPage({
    name: 'canvas-once',
    trap: 'A canvas is drawn by numbers that chance makes.',
    body: '<canvas data-ui-node="trap" id="draw" width="100" height="60"></canvas>',
    script:
      'const g = draw.getContext("2d"); for (let i = 0; i < 40; i++) { g.beginPath(); g.arc(Math.random() * 100, Math.random() * 60, 5.5, 0, 7); g.fillStyle = `hsl(${i * 9} 80% 50%)`; g.fill() }',
  }),
  zooPage({
    name: 'canvas-for-ever',
    trap: 'A canvas is drawn anew with every frame.',
    body: '<canvas data-ui-node="trap" id="draw" width="100" height="60"></canvas>',
    script:
      'const g = draw.getContext("2d"); let n = 0; const go = () => { g.clearRect(0, 0, 100, 60); g.fillRect(n++ % 90, 10, 10, 30); requestAnimationFrame(go) }; go()',
    end: 'canvas',
  }),
  zooPage({
    name: 'page-in-the-page',
    trap: 'What moves inside of a frame is in another document.',
    body: '<iframe data-ui-node="trap" width="140" height="80" srcdoc="<style>@keyframes s { to { margin-left: 90px } } p { animation: s 0.5s infinite alternate }</style><p>in"></iframe>',
  }),
  zooPage({
    name: 'gradients-and-shadows',
    trap: 'Blur, blend and round corners at half pixels are drawn by whatever is fastest today.',
    body: '<div data-ui-node="trap" class="art">art</div><div class="glass"></div>',
    css: '.art { margin: 10.5px; width: 180.3px; padding: 20px; border-radius: 13.5px; box-shadow: 0 7px 21px rgb(0 0 0 / 0.3); background: conic-gradient(gold, tomato, teal, gold); filter: blur(0.4px) } .glass { width: 90px; height: 40px; margin-top: -50px; backdrop-filter: blur(6px); mix-blend-mode: multiply; background: rgb(255 255 255 / 0.4) }',
  }),
];
