import { late, text, zooPage } from './zoo-page.ts';

/** Clocks, dice, timers and the order of things. */
export const time = [
  zooPage({
    name: 'now',
    trap: 'A page that tells the time tells another one every time.',
    body: '<p data-ui-node="trap" id="out"></p>',
    script:
      'out.textContent = [new Date().toISOString(), Date.now(), new Date().toLocaleString("en-US"), Date()].join(" ")',
  }),
  zooPage({
    name: 'stopwatch',
    trap: 'Measured time is another kind of clock.',
    body: '<p data-ui-node="trap" id="out"></p>',
    script: 'out.textContent = `${performance.now().toFixed(2)} since ${performance.timeOrigin}`',
  }),
  zooPage({
    name: 'dice',
    trap: 'Three kinds of chance, one of them in ids.',
    body: '<p data-ui-node="trap" id="out"></p>',
    script: 'out.textContent = [Math.random(), crypto.getRandomValues(new Uint16Array(3)).join()].join(" ")',
  }),
  zooPage({
    name: 'ticking-clock',
    trap: 'A clock ticks every second, and tells the frozen time.',
    body: '<p data-ui-node="trap" id="out"></p>',
    script:
      'const tick = () => { out.textContent = new Date().toLocaleTimeString("en-US") }; tick(); setInterval(tick, 250)',
  }),
  zooPage({
    name: 'counter',
    trap: 'Something counts: between two ticks it looks still.',
    body: '<p data-ui-node="trap" id="out"></p>',
    script: 'let n = 0; setInterval(() => { out.textContent = `${++n} seconds` }, 350)',
    end: 'timer',
  }),
  zooPage({
    name: 'timer-once',
    trap: 'A timer changes the page once, when the picture may have been taken.',
    body: '<p data-ui-node="trap" id="out">wait</p>',
    script: 'setTimeout(() => { out.textContent = "done"; out.style.color = "green" }, 350)',
  }),
  zooPage({
    name: 'timer-chain',
    trap: 'Timers set by timers are an interval in disguise.',
    body: '<p data-ui-node="trap" id="out">0</p>',
    script: 'let n = 0; const go = () => { out.textContent = ++n; setTimeout(go, 40) }; go()',
    end: 'timer',
  }),
  zooPage({
    name: 'frames-to-an-end',
    trap: 'A script moves a box by frames for a while; how far depends on how fast the machine draws.',
    body: '<div data-ui-node="trap" id="mover" style="width:30px;height:30px;background:teal"></div>',
    script:
      'const from = performance.now(); const go = (t) => { const share = Math.min(1, (t - from) / 160); mover.style.marginLeft = `${share * 90}px`; if (share < 1) requestAnimationFrame(go) }; requestAnimationFrame(go)',
  }),
  zooPage({
    name: 'frames-for-ever',
    trap: 'A script moves a box with every frame and never stops.',
    body: '<div data-ui-node="trap" id="mover" style="width:30px;height:30px;background:teal"></div>',
    script:
      'let n = 0; const go = () => { mover.style.transform = `translateX(${n++ % 100}px)`; requestAnimationFrame(go) }; go()',
    end: 'frames',
  }),
  zooPage({
    name: 'busy-for-a-while',
    trap: 'A part says it is busy, and has more to show a moment later.',
    body: '<div data-ui-node="trap" id="part" aria-busy="true">…</div>',
    script:
      'new MessageChannel(); fetch("/rows.json").then((r) => r.json()).then((rows) => { part.textContent = rows.join(); part.ariaBusy = "false"; part.setAttribute("aria-busy", "false") })',
    files: {
      '/rows.json': late(200, text('application/json', '["a","b"]')),
    },
  }),
  zooPage({
    name: 'busy-for-ever',
    trap: 'A part that never stops being busy is never done.',
    body: '<div data-ui-node="trap" aria-busy="true">…</div>',
    script: 'document.title = "busy"',
    end: 'busy',
  }),
  zooPage({
    name: 'answers-in-any-order',
    trap: 'Two answers come in one order today and in the other tomorrow.',
    body: '<div data-ui-node="trap"><p id="first"></p><p id="second"></p></div>',
    script:
      'for (const [name, place] of [["a", first], ["b", second]]) fetch(`/${name}.json`).then((r) => r.json()).then((v) => { place.textContent = v })',
    files: {
      '/a.json': () => late(40 + Math.random() * 120, text('application/json', '"one"'))(),
      '/b.json': () => late(40 + Math.random() * 120, text('application/json', '"two"'))(),
    },
  }),
  zooPage({
    name: 'polling',
    trap: 'A part asks again as soon as it is answered, and says so.',
    body: '<p data-ui-node="trap" id="out"></p>',
    script:
      'let n = 0; const ask = () => fetch(`/rows.json?${n}`).then((r) => r.text()).then(() => { out.textContent = `asked ${++n} times`; ask() }); ask()',
    files: { '/rows.json': text('application/json', '[]') },
    end: 'network',
  }),
];
