import { EventEmitter } from 'node:events';

interface Template {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly Template[] | Menu;
  readonly enabled?: boolean;
  readonly click?: (item: MenuItem, window: unknown, event: { readonly triggeredByAccelerator: boolean }) => void;
}

let focusedWindow: () => unknown = () => null;
/** Menus act on the window in front; `browser-window.ts` knows it. */
export const setFocusedWindow = (find: () => unknown): void => {
  focusedWindow = find;
};

export class MenuItem {
  readonly id: string | undefined;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly accelerator: string | undefined;
  readonly submenu: Menu | undefined;
  enabled: boolean;
  readonly #click: Template['click'];

  constructor({ id, label, role, type, accelerator, submenu, enabled = true, click }: Template) {
    this.id = id;
    this.label = label ?? role ?? '';
    this.role = role;
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.accelerator = accelerator;
    this.submenu = submenu instanceof Menu ? submenu : submenu && Menu.buildFromTemplate(submenu);
    this.enabled = enabled;
    this.#click = click;
  }

  /** As a person choosing it with the mouse; tests may name another window. */
  click = (_event?: unknown, window: unknown = focusedWindow()): void => {
    if (this.enabled) this.#click?.(this, window, { triggeredByAccelerator: false });
  };
}

export class Menu extends EventEmitter {
  static #application: Menu | null = null;
  readonly items: MenuItem[] = [];

  append(item: MenuItem): void {
    this.items.push(item);
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  static buildFromTemplate(template: readonly (Template | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
}
