// What pages do beyond HTML and htmx: questions, toasts, focus, copying. Everything here is told by attributes; nothing is
// ever evaluated. Pages work without this file, in more steps.
(() => {
  const { document: page, trustedTypes } = window;
  // The one policy of a page: htmx hands on what our own server has escaped.
  trustedTypes?.createPolicy('default', { createHTML: (html) => html });
  const words = page.currentScript?.dataset ?? {};
  const at = (id) => page.getElementById(id);

  const toast = ({ tone, message }) => {
    let region = page.querySelector('[data-ui-toasts]');
    if (!region) {
      region = page.body.appendChild(page.createElement('div'));
      region.className = 'ui-toasts';
      region.dataset.uiToasts = '';
      region.role = 'status';
    }
    const item = page.createElement('div');
    item.className = 'ui-toast';
    item.dataset.tone = tone ?? 'neutral';
    const text = item.appendChild(page.createElement('p'));
    text.className = 'ui-toast__text';
    text.textContent = message ?? '';
    const button = item.appendChild(page.createElement('button'));
    button.type = 'button';
    button.className = 'ui-toast__close';
    button.ariaLabel = region.dataset.close ?? '';
    button.textContent = '\u00d7';
    button.onclick = () => item.remove();
    region.append(item);
    const most = Number(region.dataset.max) || 3;
    while (region.children.length > most) region.firstElementChild.remove();
    const time = Number(region.dataset.timeout ?? 6000);
    if (time > 0) setTimeout(() => item.remove(), time);
  };

  const open = (target) => (target.showModal ? target.open || target.showModal() : target.showPopover?.());
  const close = (target) => (target.close ? target.close() : target.hidePopover?.());
  const doing = {
    toast,
    open: ({ target }) => open(at(target)),
    close: ({ target }) => close(at(target)),
    toggle: ({ target }) =>
      at(target).togglePopover && !at(target).close
        ? at(target).togglePopover()
        : at(target).open
          ? close(at(target))
          : open(at(target)),
    focus: ({ target }) => (at(target).querySelector('input,select,textarea,button,a') ?? at(target)).focus(),
    reset: ({ target }, from) => (target ? at(target) : from?.closest('form'))?.reset(),
    submit: ({ target }, from) => (target ? at(target) : from?.closest('form'))?.requestSubmit(),
    copy: ({ text }) => navigator.clipboard?.writeText(text),
    print: () => print(),
    navigate: ({ href }) => href && location.assign(href),
    emit: ({ event, detail }, from) =>
      (from ?? page.body).dispatchEvent(new CustomEvent(event, { bubbles: true, detail })),
  };
  const act = (actions, from) => {
    for (const action of actions) {
      try {
        doing[action.do]?.(action, from);
      } catch {
        // A target may have left the page.
      }
    }
  };
  const onTrigger = (name) => (event) => {
    for (let from = event.target; from?.closest; from = from.parentElement?.closest('[data-ui-on]')) {
      from = from.closest('[data-ui-on]');
      if (!from) return;
      act(JSON.parse(from.dataset.uiOn)[name] ?? [], from);
    }
  };
  for (const name of ['click', 'input', 'change', 'close'])
    page.addEventListener(name, onTrigger(name), name === 'close');
  page.addEventListener('ui:act', ({ detail }) => act(detail.actions));

  page.addEventListener(
    'click',
    (event) => {
      const asked = event.target.closest?.('[data-ui-confirm]');
      if (!asked || confirm(asked.dataset.uiConfirm)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  // A browser without invokers opens dialogs through this.
  if (!('command' in HTMLButtonElement.prototype))
    page.addEventListener('click', ({ target }) => {
      const button = target.closest?.('button[commandfor]');
      const [what] = (button?.getAttribute('command') ?? '').split('-');
      const name = { show: 'open', close: 'close', hide: 'close', toggle: 'toggle' }[what];
      if (name) act([{ do: name, target: button.getAttribute('commandfor') }]);
    });

  const busy = (element, on) => {
    if (!element?.setAttribute) return;
    on ? element.setAttribute('aria-busy', 'true') : element.removeAttribute('aria-busy');
    const label = element.dataset.busyText && element.querySelector('span');
    if (!label) return;
    if (on) label.dataset.rest ??= label.textContent;
    label.textContent = on ? element.dataset.busyText : label.dataset.rest;
  };
  const source = ({ detail }) => detail.ctx?.sourceElement ?? detail.elt;
  const statusOf = ({ detail }) => detail.ctx?.response?.status ?? detail.xhr?.status;
  for (const name of ['htmx:before:request', 'htmx:beforeRequest'])
    page.addEventListener(name, (event) => busy(source(event), true));
  for (const name of ['htmx:finally:request', 'htmx:afterRequest'])
    page.addEventListener(name, (event) => {
      busy(source(event), false);
      if (statusOf(event) === 410) location.reload();
    });
  for (const name of ['htmx:error', 'htmx:sendError'])
    page.addEventListener(name, () => words.failed && toast({ tone: 'danger', message: words.failed }));
})();
