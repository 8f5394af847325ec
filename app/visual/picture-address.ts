/** Where the host serves a picture; relative, as every address of the window. */
export const pictureAddress = (hash: string): string => `pictures/${encodeURIComponent(hash)}.png`;
