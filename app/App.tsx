import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { ProductShell } from './shell/ProductShell.tsx';
import { cssVariables, theme } from './ui/theme.ts';
import { useAppearance } from './ui/use-appearance.ts';

/** The whole window. */
export function App() {
  const appearance = useAppearance();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={appearance}>
      <Notifications position="bottom-right" limit={4} />
      <ProductShell />
    </MantineProvider>
  );
}
