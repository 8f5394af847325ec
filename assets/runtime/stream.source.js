// Late sections: what stands behind a page that is still coming goes where it belongs (language.md 4.4). Pages that
// stream load this file early. `node scripts/make-runtime.ts` makes the file that they load.
(() => {
  const { document: page } = window;
  const all = (selector) => page.querySelectorAll(selector);
  // The connection broke off: what would have come is not there. Should it come after all, it finds its place.
  const fail = (place) => {
    const failed = place.querySelector(':scope>[data-ui-catch]');
    place.removeAttribute('aria-busy');
    place.removeAttribute('data-ui-late');
    if (failed) place.replaceChildren(failed.content);
    // In the flow of the page a place is itself a template.
    else if (place.content) {
      place.uiFailed = [...place.content.childNodes];
      place.after(place.content);
    }
  };
  const move = (isEnd) => {
    for (const part of all('body>[data-ui-for],body>template[for]')) {
      const { nextSibling: end, content } = part;
      // It may still be coming.
      if (!end && !isEnd) continue;
      const roots = [...content.children];
      const place = page.getElementById(part.dataset.uiFor ?? part.getAttribute('for'));
      for (const failed of place?.uiFailed ?? []) failed.remove();
      place?.replaceWith(content);
      if (end?.nodeType === 8) end.remove();
      part.remove();
      // Only when this file came after the others.
      for (const root of roots) window.htmx?.process(root);
    }
    // Browsers do not tell that the rest of a page will never come; in time, the server would have said so itself.
    for (const place of all('[data-ui-late]')) {
      place.uiTimer ??= setTimeout(fail, (+place.dataset.uiLate || 30000) + 2000, place);
    }
  };
  const finish = () => {
    watching.disconnect();
    move(true);
    all('[data-ui-late]').forEach(fail);
  };
  const watching = new MutationObserver(() => move());
  watching.observe(page, { childList: true, subtree: true });
  page.addEventListener('DOMContentLoaded', finish);
  window.addEventListener('load', finish);
  move();
  if (page.readyState === 'complete') finish();
})();
