import { createSpotlight } from '@mantine/spotlight';

/** The two searchable lists over everything else: open and close them from anywhere. */
export const [commandsStore, commandPalette] = createSpotlight();
export const [documentsStore, quickOpen] = createSpotlight();
