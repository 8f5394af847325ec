/** The two ways between window and main: calls with an answer, and events from main. */
export const callChannel = 'studio:call';
export const eventChannel = 'studio:event';

/** Where the window lives; the custom protocol serves nothing else. */
export const appOrigin = 'app://studio';
