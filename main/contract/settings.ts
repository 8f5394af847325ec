import { method, type Nothing, nothing } from './method.ts';

export interface Settings {
  /** Name on versions and approvals. */
  readonly author: string;
  readonly appearance: 'system' | 'light' | 'dark';
  readonly rows: 'dense' | 'comfortable';
}

export interface About {
  readonly product: string;
  readonly engine: string;
  readonly host: 'electron' | 'web';
}

export const settingsMethods = {
  'settings.get': method<Nothing, Settings>(nothing),
  'settings.set': method<Settings, Settings, 'document/disk-full' | 'document/unwritable'>({
    type: 'object',
    additionalProperties: false,
    required: ['author', 'appearance', 'rows'],
    properties: {
      author: { type: 'string', minLength: 1, maxLength: 120 },
      appearance: { type: 'string', enum: ['system', 'light', 'dark'] },
      rows: { type: 'string', enum: ['dense', 'comfortable'] },
    },
  }),
  'app.about': method<Nothing, About>(nothing),
};
