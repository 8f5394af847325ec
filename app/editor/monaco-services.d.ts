/** Parts of Monaco that have no types of their own: what its editors share within a window. */
declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: { get<Service>(id: ServiceId<Service>): Service };
}

declare module 'monaco-editor/platform/storage/common/storage' {
  export const IStorageService: ServiceId<{
    store(key: string, value: boolean, scope: number, target: number): void;
  }>;
}

interface ServiceId<Service> {
  readonly type?: Service;
}
