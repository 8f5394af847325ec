/** Version of `core`: the language, its components and the renderer. Stands in every program and bundle. */
export const coreVersion = '1.0.0';
