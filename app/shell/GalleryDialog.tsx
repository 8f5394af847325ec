import { Group, Modal, SegmentedControl, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { PreviewPage } from '#contract';
import { PreviewFrame } from '../preview/PreviewFrame.tsx';
import { useDesk, useDispatch } from '../state/StudioContext.tsx';

type Scheme = 'light' | 'dark';

const schemes = [
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const directions = [
  { value: 'en', label: 'Left to right' },
  { value: 'ar', label: 'Right to left' },
];

/** Every component there is, by its own examples, in the theme of the project. */
export function GalleryDialog() {
  const dispatch = useDispatch();
  const { ref, width, height } = useElementSize();
  const [scheme, setScheme] = useState<Scheme>('light');
  const [locale, setLocale] = useState('en');
  const { page, problem } = useGallery(scheme, locale);
  return (
    <Modal
      opened
      fullScreen
      title="Component gallery"
      classNames={{ content: 'gallery', body: 'gallery-body' }}
      onClose={() => dispatch({ type: 'layout/dialog', dialog: null })}
    >
      <Group gap="sm">
        <SegmentedControl
          aria-label="Scheme"
          size="xs"
          data={schemes}
          value={scheme}
          onChange={(value) => setScheme(value as Scheme)}
        />
        <SegmentedControl aria-label="Direction" size="xs" data={directions} value={locale} onChange={setLocale} />
      </Group>
      <div className="gallery-page" ref={ref}>
        {problem !== null && <Text role="alert">{problem}</Text>}
        {page && width > 0 && (
          <PreviewFrame page={page} width={width} height={height} zoom={1} scheme={scheme} title="Component gallery" />
        )}
      </div>
    </Modal>
  );
}

interface Shown {
  readonly page: PreviewPage | null;
  readonly problem: string | null;
}

function useGallery(scheme: Scheme, locale: string): Shown {
  const { host } = useDesk();
  const [shown, setShown] = useState<Shown>({ page: null, problem: null });
  useEffect(() => {
    let current = true;
    const options = { fixture: null, theme: null, locale, scheme };
    void host.call('preview.gallery', { options }).then((reply) => {
      if (!current) return;
      if (reply.ok) setShown({ page: reply.value.page, problem: null });
      else setShown(({ page }) => ({ page, problem: reply.failure.message }));
    });
    return () => {
      current = false;
    };
  }, [host, scheme, locale]);
  return shown;
}
