import { useEffect, useState } from 'react';
import { pictureAddress } from './picture-address.ts';

interface Props {
  readonly at: { readonly x: number; readonly y: number };
  readonly before: string | null;
  readonly after: string | null;
}

/** The color of one pixel in both pictures. */
export function PixelReading({ at, before, after }: Props) {
  const older = usePixel(before, at);
  const newer = usePixel(after, at);
  return (
    <output className="pixel-reading number">
      {at.x}, {at.y}
      {older && <Swatch color={older} />}
      {older && newer && (older === newer ? '=' : '→')}
      {newer && older !== newer && <Swatch color={newer} />}
    </output>
  );
}

const Swatch = ({ color }: { readonly color: string }) => (
  <span className="pixel-swatch">
    <i style={{ background: color }} aria-hidden /> {color}
  </span>
);

const pens = new Map<string, Promise<CanvasRenderingContext2D | null>>();
/** Pictures kept open for reading: the two that are looked at. */
const kept = 2;

/** `#rrggbb` of a pixel; null until the picture is loaded, and outside of it. */
function usePixel(hash: string | null, { x, y }: Props['at']): string | null {
  const [color, setColor] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    if (hash === null) return setColor(null);
    void penFor(hash).then((pen) => {
      if (left) return;
      const [red = 0, green = 0, blue = 0, alpha = 0] = pen?.getImageData(x, y, 1, 1).data ?? [];
      setColor(
        alpha === 0 ? null : `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
      );
    });
    return () => {
      left = true;
    };
  }, [hash, x, y]);
  return color;
}

function penFor(hash: string): Promise<CanvasRenderingContext2D | null> {
  const known = pens.get(hash) ?? openPen(hash);
  pens.delete(hash);
  pens.set(hash, known);
  for (const oldest of [...pens.keys()].slice(0, -kept)) pens.delete(oldest);
  return known;
}

async function openPen(hash: string): Promise<CanvasRenderingContext2D | null> {
  const image = new Image();
  image.src = pictureAddress(hash);
  try {
    await image.decode();
  } catch {
    return null;
  }
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen?.drawImage(image, 0, 0);
  return pen;
}
