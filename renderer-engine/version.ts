/** Version of the engine and of everything under `core/`; documents name ranges of it. */
export const engineVersion = '1.0.0';
