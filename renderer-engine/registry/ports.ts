/** Port: runs something later. Answers a function that calls it off. */
export type Timers = (milliseconds: number, run: () => void) => () => void;

/** Port: tells which files below a folder were written, added or removed, until it is stopped. */
export type Watcher = (folder: string, onChange: (path: string) => void) => Promise<{ stop(): Promise<void> }>;
