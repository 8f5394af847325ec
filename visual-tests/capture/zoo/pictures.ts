import { late, picture, zooPage } from './zoo-page.ts';

/** What comes later than the page: pictures and films. */
export const pictures = [
  zooPage({
    name: 'lazy-below-the-fold',
    trap: 'A lazy picture far below is only asked for when somebody scrolls there.',
    body: '<div style="height:5000px"></div><img data-ui-node="trap" loading="lazy" src="/a.svg" width="80" height="80" alt="">',
    files: { '/a.svg': late(120, picture('teal')) },
  }),
  zooPage({
    name: 'background-late',
    trap: 'No event tells when the picture behind a text has come.',
    body: '<p data-ui-node="trap" class="back">words</p>',
    css: '.back { height: 60px; background: url("/a.svg") }',
    files: { '/a.svg': late(150, picture('teal')) },
  }),
  zooPage({
    name: 'pseudo-picture',
    trap: 'A picture that ::before shows is no element.',
    body: '<p data-ui-node="trap" class="icon">words</p>',
    css: '.icon::before { content: url("/a.svg") }',
    files: { '/a.svg': late(100, picture('purple', 16)) },
  }),
  zooPage({
    name: 'srcset',
    trap: 'Which file is asked for depends on width and density, and may be asked for again.',
    body: '<img data-ui-node="trap" srcset="/small.svg 100w, /large.svg 2000w" sizes="50vw" src="/small.svg" style="width:50vw" alt="">',
    files: { '/small.svg': picture('teal'), '/large.svg': late(80, picture('navy')) },
  }),
  zooPage({
    name: 'sub-pixel-size',
    trap: 'A picture as wide as a third of the page ends inside of a pixel.',
    body: '<div style="width:100px"><img data-ui-node="trap" src="/a.svg" style="width:33.333%;transform:translateX(0.4px)" alt=""></div>',
    files: { '/a.svg': picture('teal') },
  }),
  zooPage({
    name: 'picture-by-script',
    trap: 'A script adds a picture after the page has loaded.',
    body: '<div data-ui-node="trap" id="place"></div>',
    script: 'setTimeout(() => { const i = new Image(60, 60); i.src = "/a.svg"; place.append(i) }, 60)',
    files: { '/a.svg': late(200, picture('teal')) },
  }),
  zooPage({
    name: 'missing-picture',
    trap: 'A picture that is not there has no moment at which it is.',
    body: '<img data-ui-node="trap" src="/gone.png" alt="A chart of last year" width="120" height="40">',
  }),
  zooPage({
    name: 'slideshow',
    trap: 'A script shows another picture every 80 ms.',
    body: '<img data-ui-node="trap" id="slide" src="/0.svg" width="60" height="60" alt="">',
    script: 'let n = 0; setInterval(() => { slide.src = `/${++n % 3}.svg` }, 80)',
    files: { '/0.svg': picture('teal'), '/1.svg': picture('navy'), '/2.svg': picture('crimson') },
    end: 'timer',
  }),
  zooPage({
    name: 'film-with-poster',
    trap: 'A film that starts by itself shows its poster for as long as it likes.',
    body: '<video data-ui-node="trap" poster="/a.svg" autoplay muted loop width="120" height="80" src="/film.webm"></video>',
    files: { '/a.svg': late(90, picture('teal')) },
  }),
  zooPage({
    name: 'film-of-a-canvas',
    trap: 'A stream has no end and no begin to go back to.',
    body: '<video data-ui-node="trap" id="film" autoplay muted width="60" height="60"></video>',
    except: {
      webkit: 'A stream that does not play has a picture at some times and none at others: unstable, and says so.',
    },
    script:
      'const c = document.createElement("canvas"); c.width = c.height = 60; const g = c.getContext("2d"); g.fillStyle = "teal"; g.fillRect(0, 0, 60, 60); film.srcObject = c.captureStream(0)',
  }),
];
