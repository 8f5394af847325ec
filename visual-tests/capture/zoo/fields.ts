import { zooPage } from './zoo-page.ts';

/** Caret, focus, pointer, scrollbars, and other things a browser draws for the person before it. */
export const fields = [
  zooPage({
    name: 'caret',
    trap: 'The caret of the field that has the focus blinks.',
    body: '<input data-ui-node="trap" autofocus value="typed">',
  }),
  zooPage({
    name: 'caret-in-rich-text',
    trap: 'A caret blinks in what is no field, and a script has put it there.',
    body: '<div data-ui-node="trap" id="rich" contenteditable>words</div>',
    script: 'rich.focus()',
  }),
  zooPage({
    name: 'spelling',
    trap: 'Red waves come below a word when the speller has had time.',
    body: '<textarea data-ui-node="trap" id="area" spellcheck="true">teh speling</textarea>',
    script: 'area.focus(); area.setSelectionRange(3, 3)',
  }),
  zooPage({
    name: 'focus-ring',
    trap: 'Whether a ring is drawn depends on how the focus came, and on which window is in front.',
    body: '<button data-ui-node="trap" autofocus>Save</button>',
    css: 'button:focus-visible { outline: 4px solid red } button:focus { background: gold }',
  }),
  zooPage({
    name: 'pointer',
    trap: 'Whatever the pointer was left over looks hovered.',
    body: '<button data-ui-node="trap" style="position:absolute;left:60px;top:40px;width:120px;height:50px">Delete</button>',
    css: 'button:hover { background: red; box-shadow: 0 0 9px red }',
  }),
  zooPage({
    name: 'scrollbars',
    trap: 'Scrollbars take room on one machine, fade on another, and are missing on a third.',
    body: '<div data-ui-node="trap" style="width:120px;height:60px;overflow:scroll"><p style="width:300px;height:200px">much to see here</p></div><div style="height:1500px"></div>',
  }),
  zooPage({
    name: 'selection',
    trap: 'A selected text looks different in a window that is not in front.',
    body: '<p data-ui-node="trap" id="words">some words of which some are selected</p>',
    script: 'getSelection().setBaseAndExtent(words.firstChild, 5, words.firstChild, 10)',
  }),
  zooPage({
    name: 'dialog',
    trap: 'A dialog is above everything, takes the focus, and dims the page behind it.',
    body: '<p>behind</p><dialog data-ui-node="trap" id="ask"><p>Sure?</p><button>Yes</button></dialog>',
    css: '@keyframes open { from { opacity: 0; scale: 0.9 } } dialog { animation: open 0.4s } dialog::backdrop { animation: open 0.4s; background: rgb(0 0 0 / 0.4) }',
    script: 'ask.showModal()',
  }),
];
