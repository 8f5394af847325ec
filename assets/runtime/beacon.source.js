// How a page does in a browser, told to the server it came from, and only while two versions of it are compared: that
// it shows something, or nothing, that a script failed, that the content policy was violated. No word of the page or of
// its visitor. `node scripts/make-runtime.ts` makes the file that pages load.
(() => {
  const { document: page, location } = window;
  const { to } = page.currentScript.dataset;
  const told = new Set();
  const tell = (saw) => {
    if (told.has(saw)) return;
    told.add(saw);
    navigator.sendBeacon(to, new URLSearchParams({ saw }));
  };
  // What extensions of a browser do is not the page's doing.
  const isOurs = (file) => !file || file.startsWith(location.origin);
  addEventListener(
    'error',
    ({ target, filename }) => {
      if (target === window ? isOurs(filename) : target.tagName === 'SCRIPT') tell('script-error');
    },
    true,
  );
  addEventListener('unhandledrejection', () => tell('script-error'));
  page.addEventListener('securitypolicyviolation', ({ sourceFile }) => isOurs(sourceFile) && tell('violation'));
  const isBlank = () =>
    !page.body.innerText.trim() && !page.querySelector('body :is(img,svg,canvas,video,input,select)');
  // What comes late has a second more.
  const look = () => (isBlank() ? setTimeout(() => tell(isBlank() ? 'blank' : 'shown'), 1000) : tell('shown'));
  if (page.readyState === 'complete') look();
  else addEventListener('load', look);
})();
