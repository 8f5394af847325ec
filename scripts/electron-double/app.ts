import { EventEmitter } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { refusable, strict } from './strict.ts';
import { openWindows } from './windows.ts';

const switches = new Map<string, string>(
  (process.env['ELECTRON_DOUBLE_SWITCHES'] ?? '')
    .split(' ')
    .filter(Boolean)
    .map((text) => {
      const [name = '', ...value] = text.replace(/^--/, '').split('=');
      return [name, value.join('=')];
    }),
);
const mainFile = resolve(process.argv[1] ?? '.');

class App extends EventEmitter {
  #ready = Promise.withResolvers<void>();
  #isReady = false;
  #paths = new Map<string, string>();
  #quitting = false;
  name = 'electron-double';
  readonly isPackaged = false;
  readonly commandLine = strict(
    {
      hasSwitch: (name: string) => switches.has(name),
      getSwitchValue: (name: string) => switches.get(name) ?? '',
      appendSwitch: (name: string, value = '') => void switches.set(name, value),
      removeSwitch: (name: string) => void switches.delete(name),
    },
    'app.commandLine',
  );

  whenReady = () => this.#ready.promise;
  isReady = () => this.#isReady;
  getName = () => this.name;
  setName = (name: string) => {
    this.name = name;
  };
  getVersion = () => '0.0.0';
  getLocale = () => 'en-US';
  getAppPath = () => dirname(mainFile);
  setPath = (name: string, path: string) => void this.#paths.set(name, path);
  requestSingleInstanceLock = () => true;
  enableSandbox = () => {};
  setAppUserModelId = () => {};
  setAboutPanelOptions = () => {};
  focus = () => {};

  getPath(name: string): string {
    const userData =
      this.#paths.get('userData') ??
      (switches.get('user-data-dir') || join(tmpdir(), `electron-double-${process.pid}`));
    const known: Readonly<Record<string, string>> = {
      userData,
      sessionData: userData,
      logs: join(userData, 'logs'),
      temp: tmpdir(),
      home: homedir(),
      documents: join(homedir(), 'Documents'),
      exe: process.execPath,
    };
    const path = this.#paths.get(name) ?? known[name];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  exit = (code = 0) => process.exit(code);

  quit(): void {
    if (!this.#quitting && !this.#isRefused('before-quit')) void this.#closeAndExit();
  }

  async #closeAndExit(): Promise<void> {
    this.#quitting = true;
    const windows = openWindows();
    for (const window of windows) window.close();
    await Promise.all(windows.map(({ _closing }) => _closing));
    this.#quitting = false;
    if (openWindows().length > 0 || this.#isRefused('will-quit')) return; // A window, or main, stays.
    this.emit('quit', {}, 0);
    this.exit(0);
  }

  #isRefused(name: string): boolean {
    const event = refusable({});
    this.emit(name, event);
    return event.defaultPrevented;
  }

  _becomeReady(): void {
    this.#isReady = true;
    this.emit('ready', {}, {});
    this.#ready.resolve();
  }

  _lastWindowClosed(): void {
    if (this.#quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }
}

export const theApp = new App();
export const app = strict(theApp, 'app');
