import { useEffect, useRef, useState } from 'react';
import type { PreviewPage } from '#contract';
import { measurePreview } from './latency.ts';
import { morph } from './morph.ts';
import { pageDocument } from './page-document.ts';

interface Props {
  readonly page: PreviewPage;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  readonly scheme: 'light' | 'dark';
  /** Other choices of what the theme varies. */
  readonly modifiers?: Readonly<Record<string, string>>;
  readonly direction?: 'ltr' | 'rtl' | null;
  /** Accessible name. */
  readonly title: string;
  /** When the key was pressed that led to this page. */
  readonly startedAt?: number | null;
}

const none: Readonly<Record<string, string>> = {};
const blank = '<!doctype html><html><head></head><body></body></html>';

/**
 * The page in a frame of its own, which runs no scripts and inherits nothing from the window. A new page changes
 * the shown one in place, so it neither flashes nor scrolls.
 */
export function PreviewFrame(props: Props) {
  const { page, width, height, zoom, scheme, modifiers = none, direction = null, title, startedAt = null } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [loaded, setLoaded] = useState(0);

  useEffect(() => {
    const shown = frame.current?.contentDocument;
    if (!shown || loaded === 0) return;
    morph(shown, pageDocument(page, { modifiers: { scheme, ...modifiers }, direction }));
    if (startedAt !== null) measurePreview(startedAt);
  }, [page, scheme, modifiers, direction, loaded, startedAt]);

  useEffect(() => {
    const shown = frame.current?.contentDocument;
    return shown && loaded > 0 ? keepInside(shown) : undefined;
  }, [loaded]);

  return (
    <div className="preview-scaled" style={{ width: width * zoom, height: height * zoom }}>
      <iframe
        ref={frame}
        title={title}
        sandbox="allow-same-origin"
        srcDoc={blank}
        onLoad={() => setLoaded((times) => times + 1)}
        style={{ width, height, transform: `scale(${zoom})`, colorScheme: scheme }}
      />
    </div>
  );
}

/** Links and forms lead nowhere in a preview, and the window's shortcuts work while the frame has the focus. */
function keepInside(shown: Document): () => void {
  const stay = (event: Event) => {
    const target = event.target as Element | null;
    if (event.type === 'submit' || target?.closest?.('a[href], area[href]')) event.preventDefault();
  };
  const pass = (event: KeyboardEvent) => {
    if (!event.ctrlKey && !event.metaKey && !/^F\d/.test(event.key)) return;
    const copy = new KeyboardEvent('keydown', event);
    if (!window.dispatchEvent(copy) || copy.defaultPrevented) event.preventDefault();
  };
  shown.addEventListener('click', stay);
  shown.addEventListener('submit', stay);
  shown.addEventListener('keydown', pass);
  return () => {
    shown.removeEventListener('click', stay);
    shown.removeEventListener('submit', stay);
    shown.removeEventListener('keydown', pass);
  };
}
