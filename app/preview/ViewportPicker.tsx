import { Button, Group, NumberInput, Popover, Stack } from '@mantine/core';
import { ChevronDown, Monitor, Smartphone, Tablet } from 'lucide-react';
import { useState } from 'react';
import { useDispatch, useStudio } from '../state/StudioContext.tsx';
import { frameSize } from './preview-options.ts';
import type { PreviewView } from './preview-state.ts';

/** Named sizes of the project, and any other by width and height. */
export function ViewportPicker({ view }: { readonly view: PreviewView }) {
  const dispatch = useDispatch();
  const viewports = useStudio(({ project }) => project.project?.viewports ?? none);
  const [opened, setOpened] = useState(false);
  const size = frameSize(view);
  const choose = (viewport: PreviewView['viewport']) =>
    dispatch({ type: 'preview/view', view: { viewport, rotated: false } });

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={232}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<ViewportIcon width={size.width} />}
          rightSection={<ChevronDown size={14} aria-hidden />}
          aria-label={`Viewport ${view.viewport.name}, ${size.width} by ${size.height}`}
          px={8}
          onClick={() => setOpened(!opened)}
        >
          <span className="preview-viewport-name">{view.viewport.name}</span>
          <span className="dim preview-viewport-size">
            {size.width} × {size.height}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <Stack gap={2}>
          {viewports.map((viewport) => (
            <button
              key={viewport.name}
              type="button"
              className="row preview-viewport-row"
              aria-current={viewport.name === view.viewport.name}
              onClick={() => {
                choose(viewport);
                setOpened(false);
              }}
            >
              <ViewportIcon width={viewport.width} />
              <span className="row-label preview-viewport-name">{viewport.name}</span>
              <span className="dim number">
                {viewport.width} × {viewport.height}
              </span>
            </button>
          ))}
          <Group gap={8} wrap="nowrap" mt={8}>
            <SizeInput
              label="Width"
              value={size.width}
              onChange={(width) => choose({ name: 'custom', width, height: size.height })}
            />
            <SizeInput
              label="Height"
              value={size.height}
              onChange={(height) => choose({ name: 'custom', width: size.width, height })}
            />
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

const none: readonly PreviewView['viewport'][] = [];

interface SizeProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const SizeInput = ({ label, value, onChange }: SizeProps) => (
  <NumberInput
    label={label}
    value={value}
    min={100}
    max={4000}
    clampBehavior="blur"
    allowDecimal={false}
    suffix=" px"
    onChange={(next) => typeof next === 'number' && next >= 100 && next <= 4000 && onChange(next)}
  />
);

function ViewportIcon({ width }: { readonly width: number }) {
  const Icon = width < 600 ? Smartphone : width < 1000 ? Tablet : Monitor;
  return <Icon size={16} aria-hidden />;
}
