import { Button, Popover, Select, Stack } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { ThemeModifier } from '#engine';
import { useDispatch } from '../state/StudioContext.tsx';
import { IconAction } from '../ui/IconAction.tsx';
import type { PreviewView } from './preview-state.ts';

interface Props {
  readonly view: PreviewView;
  /** Of the theme in use. */
  readonly modifiers: readonly ThemeModifier[];
}

/** Everything the theme in use varies, by its own words, and the direction of text. */
export function LooksMenu({ view, modifiers }: Props) {
  const dispatch = useDispatch();
  const [opened, setOpened] = useState(false);
  const chosen = (name: string): string | undefined =>
    view.modifiers[name] ?? (name === 'scheme' ? view.scheme : undefined);
  const change = (next: Partial<Omit<PreviewView, 'fixtures'>>) => dispatch({ type: 'preview/view', view: next });
  const choose = ({ name, default: standard }: ThemeModifier, context: string) => {
    const { [name]: _before, ...others } = view.modifiers;
    const isPlain = name === 'scheme' ? context === 'light' || context === 'dark' : context === standard;
    change({
      modifiers: isPlain ? others : { ...others, [name]: context },
      ...(name === 'scheme' && isPlain && { scheme: context as PreviewView['scheme'] }),
    });
  };
  const isChanged = Object.keys(view.modifiers).length > 0 || view.direction !== null;

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus width={220}>
      <Popover.Target>
        <IconAction
          icon={SlidersHorizontal}
          label="What the theme varies"
          pressed={isChanged}
          onClick={() => setOpened(!opened)}
        />
      </Popover.Target>
      <Popover.Dropdown p={12}>
        <Stack gap={8}>
          {modifiers.length === 0 && <p className="dim">What the theme varies appears with a page.</p>}
          {modifiers.map((modifier) => (
            <Select
              key={modifier.name}
              label={wordsOf(modifier.name)}
              title={modifier.description}
              value={chosen(modifier.name) ?? modifier.default}
              data={[...modifier.contexts]}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              onChange={(context) => context && choose(modifier, context)}
            />
          ))}
          <Select
            label="Direction"
            value={view.direction ?? 'locale'}
            data={directions}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => change({ direction: value === 'ltr' || value === 'rtl' ? value : null })}
          />
          <Button variant="default" disabled={!isChanged} onClick={() => change({ modifiers: {}, direction: null })}>
            Reset
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

const directions = [
  { value: 'locale', label: 'As the locale' },
  { value: 'ltr', label: 'Left to right' },
  { value: 'rtl', label: 'Right to left' },
];

/** `text-size` → `Text size`. */
const wordsOf = (name: string): string => (name[0] ?? '').toUpperCase() + name.slice(1).replace(/[-_]/g, ' ');
