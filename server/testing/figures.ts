/** The value of each line of an exposition, by its name with labels. */
export const figuresIn = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
