import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { theApp } from './app.ts';
import { strict } from './strict.ts';

const unanswered = (name: string) => async (): Promise<never> => {
  throw new Error(`electron double: dialog.${name} has no answer; replace it in the test`);
};

export const dialog = strict(
  {
    showOpenDialog: unanswered('showOpenDialog'),
    showSaveDialog: unanswered('showSaveDialog'),
    showMessageBox: unanswered('showMessageBox'),
    showErrorBox: (title: string, text: string) => console.error(`[error box] ${title}: ${text}`),
  },
  'dialog',
);

/** What would have opened outside; tests read it. */
const opened: string[] = [];
export const shell = strict(
  {
    openExternal: async (address: string) => void opened.push(address),
    showItemInFolder: (path: string) => void opened.push(path),
    beep: () => {},
    _opened: opened,
  },
  'shell',
);

const key = randomBytes(32);
/** Sealed with a key of this process: enough to show that secrets make the round trip and are not stored as they are. */
export const safeStorage = strict(
  {
    isEncryptionAvailable: () => theApp.isReady(),
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString(text: string): Buffer {
      const start = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, start);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([start, cipher.getAuthTag(), sealed]);
    },
    decryptString(sealed: Buffer): string {
      const cipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      cipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([cipher.update(sealed.subarray(28)), cipher.final()]).toString('utf8');
    },
  },
  'safeStorage',
);

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system';
  get themeSource() {
    return this.#source;
  }
  set themeSource(source) {
    this.#source = source;
    this.emit('updated');
  }
  get shouldUseDarkColors() {
    return this.#source === 'dark';
  }
}
export const nativeTheme = new NativeTheme();
