/**
 * Colors for changed pixels. Each is saturated, and each is told from the others and from a gray page by people of
 * every kind of color vision; which one stands out depends on the page.
 */
export const markColors = [
  { name: 'magenta', label: 'Magenta', color: '#d6007f' },
  { name: 'orange', label: 'Orange', color: '#e06000' },
  { name: 'blue', label: 'Blue', color: '#0067c5' },
  { name: 'yellow', label: 'Yellow', color: '#f2e300' },
] as const;

export const markColor = (name: string): string => (markColors.find((one) => one.name === name) ?? markColors[0]).color;
