// What pages do beyond HTML and htmx: questions, toasts, focus, copying, counters. Everything here is told by attributes;
// nothing is ever evaluated. Pages work without this file, in more steps. `node scripts/make-runtime.ts` makes the file
// that pages load.
(() => {
  const { document: page, trustedTypes } = window;
  // The one policy of a page: htmx hands on what our own server has escaped. It makes no scripts.
  trustedTypes?.createPolicy('default', { createHTML: (html) => html });
  const each = (selector, act) => page.querySelectorAll(selector).forEach(act);
  const listen = (names, act, capture) => {
    for (const name of names.split(' ')) page.addEventListener(name, act, capture);
  };
  const make = (tag, place, className) => {
    const made = place.appendChild(page.createElement(tag));
    made.className = className;
    return made;
  };

  // Toasts: those that came with the page, and later ones.
  const region = () => {
    const found = page.querySelector('[data-ui-toasts]');
    if (found) return found;
    const made = make('div', page.body, 'ui-toasts');
    made.dataset.uiToasts = '';
    made.role = 'status';
    return made;
  };
  const finish = (item) => {
    const place = item.parentElement;
    const { close, max, timeout = 6000 } = place.dataset;
    const button = make('button', item, 'ui-toast__close');
    button.type = 'button';
    button.ariaLabel = close;
    button.textContent = '\u00d7';
    button.onclick = () => item.remove();
    while (place.children.length > (max || 3)) place.firstChild.remove();
    if (timeout > 0) setTimeout(() => item.remove(), timeout);
  };
  const toast = ({ tone, message }) => {
    const item = make('div', region(), 'ui-toast');
    item.dataset.tone = tone ?? '';
    make('p', item, 'ui-toast__text').textContent = message;
    finish(item);
  };

  const isOpen = (target) => target.open || target.matches(':popover-open');
  const open = (target) => (target.popover ? target.showPopover() : target.showModal());
  const close = (target) => (target.popover ? target.hidePopover() : target.close());
  const doing = {
    toast,
    open: (_, __, target) => open(target),
    close: (_, __, target) => close(target),
    toggle: (_, __, target) => (isOpen(target) ? close : open)(target),
    focus: (_, __, target) => (target.querySelector('input,select,textarea,button,a') ?? target).focus(),
    reset: (_, from, target) => (target ?? from.closest('form')).reset(),
    submit: (_, from, target) => (target ?? from.closest('form')).requestSubmit(),
    copy: ({ text }) => navigator.clipboard.writeText(text),
    print: () => print(),
    navigate: ({ href }) => href && location.assign(href),
    emit: ({ event, detail }, from) => from.dispatchEvent(new CustomEvent(event, { bubbles: true, detail })),
  };
  const act = (actions, from) => {
    for (const action of actions) {
      try {
        doing[action.do](action, from, page.getElementById(action.target));
      } catch {
        // A target may have left the page, or is as it should be.
      }
    }
  };

  // `data-ui-on`: trigger → actions, each with `once`, `debounce` and `throttle` of its own.
  const milliseconds = (time) => parseFloat(time) * (/ms$/.test(time) ? 1 : 1000);
  const run = (from, name) => {
    from.uiMemory ??= {};
    const memory = from.uiMemory;
    (JSON.parse(from.dataset.uiOn)[name] ?? []).forEach((action, index) => {
      const key = name + index;
      const now = Date.now();
      if (action.debounce) {
        clearTimeout(memory[key]);
        memory[key] = setTimeout(() => from.isConnected && act([action], from), milliseconds(action.debounce));
        return;
      }
      if (memory[key] > now) return;
      if (action.once) memory[key] = Infinity;
      else if (action.throttle) memory[key] = now + milliseconds(action.throttle);
      act([action], from);
    });
  };
  const bubble = ({ type, target }) => {
    for (let from = target; from?.closest; from = from.parentElement) {
      from = from.closest('[data-ui-on]');
      if (!from) return;
      run(from, type);
    }
  };
  listen('click input change', bubble);
  listen('close', bubble, true);
  listen('ui:act', ({ detail }) => act(detail.actions, page.body));

  const watching = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watching.unobserve(target);
      run(target, 'visible');
    }
  });
  const prepare = () => {
    each('[data-ui-on]', (element) => {
      if (element.uiMemory) return;
      element.uiMemory = {};
      for (const name in JSON.parse(element.dataset.uiOn)) {
        const [kind, rest] = name.split(':');
        if (kind === 'load') run(element, name);
        if (kind === 'visible') watching.observe(element);
        if (kind === 'every') {
          const timer = setInterval(
            () => (element.isConnected ? run(element, name) : clearInterval(timer)),
            milliseconds(rest),
          );
        }
        if (kind === 'event') listen(rest, () => element.isConnected && run(element, name));
      }
    });
    each('[data-ui-toasts]>.ui-toast:not(:has(button))', finish);
    // A dialog whose form came back stands open in the page; here it can be modal again.
    each('dialog[data-ui-modal][open]:not(:modal)', (dialog) => {
      dialog.close();
      dialog.showModal();
    });
  };

  listen(
    'click',
    (event) => {
      const asked = event.target.closest('[data-ui-confirm]');
      if (!asked || confirm(asked.dataset.uiConfirm)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  listen('click', ({ target }) => {
    // A choice closes the menu it stands in.
    target.closest('button,a')?.closest('.ui-menu__list:popover-open')?.hidePopover();
  });
  listen('input', ({ target }) => {
    each('[data-ui-count]', (count) => {
      if (count.dataset.uiCount === target.id) count.textContent = [...target.value].length;
    });
  });
  // Escape hides a tooltip until it is left.
  listen('keydown mouseover focusin', ({ key }) => {
    each('[data-ui-tooltip]', (tip) => {
      if (!tip.matches(':hover,:focus-within')) delete tip.dataset.closed;
      else if (key === 'Escape') tip.dataset.closed = '';
    });
  });

  const busy = (element, on) => {
    if (!element) return;
    element.ariaBusy = on;
    const { busyText } = element.dataset;
    const label = busyText && element.querySelector('span');
    if (!label) return;
    label.dataset.rest ??= label.textContent;
    label.textContent = on ? busyText : label.dataset.rest;
  };
  const source = ({ detail }) => detail.ctx?.sourceElement ?? detail.elt;
  const statusOf = ({ detail }) => detail.ctx?.response?.status ?? detail.xhr?.status;
  listen('htmx:before:request htmx:beforeRequest', (event) => {
    delete source(event).dataset.failed;
    busy(source(event), true);
  });
  // Nobody answered, or not in time, or what is between here and the server did. htmx 2 tells of a failure a second
  // time, and of requests that it gives up for newer ones: those have an `errorInfo`.
  const fail = (event) => {
    if (event.detail.errorInfo) return;
    const from = source(event);
    from.dataset.failed = '';
    const template = from.querySelector(':scope>[data-ui-catch]');
    const { failed } = region().dataset;
    if (template) from.replaceChildren(template.content.cloneNode(true));
    // A server of ours that fails says so itself.
    else if (!statusOf(event) && failed) toast({ tone: 'danger', message: failed });
  };
  listen('htmx:error htmx:sendError htmx:timeout', fail);
  listen('htmx:finally:request htmx:afterRequest', (event) => {
    busy(source(event), null);
    const status = statusOf(event);
    if (status === 410) location.reload();
    if (status > 499) fail(event);
  });

  listen('DOMContentLoaded', () => {
    const { body } = page;
    const morph = window.Idiomorph?.defaults;
    if (morph) {
      body.setAttribute('hx-ext', 'morph');
      // What someone is typing, and what no page ever shows, is theirs.
      morph.ignoreActiveValue = true;
      morph.callbacks.beforeAttributeUpdated = (name, { type }) => name !== 'value' || type !== 'password';
    }
    prepare();
    new MutationObserver(prepare).observe(body, { childList: true, subtree: true });
  });
})();
