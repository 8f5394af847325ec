import { createSpotlight } from '@mantine/spotlight';

/** The two searchable lists over everything else: open and close them from anywhere. */
export const [commandsStore, commandPalette] = createSpotlight();
export const [documentsStore, quickOpen] = createSpotlight();

/** Something else takes the keyboard now. */
export function closeSpotlights(): void {
  commandPalette.close();
  quickOpen.close();
}

/** The window stays readable behind them. */
export const spotlightOverlay = { blur: 0, backgroundOpacity: 0.3 } as const;
