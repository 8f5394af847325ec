import { useEffect, useRef } from 'react';
import { pictureAddress } from './picture-address.ts';

interface Props {
  readonly hash: string;
  readonly color: string;
}

/** The changed pixels of a difference in one color, and nothing else: everything around them is clear. */
export function ChangedPixels({ hash, color }: Props) {
  const place = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const image = new Image();
    let left = false;
    image.addEventListener('load', () => {
      const canvas = place.current;
      const pen = canvas?.getContext('2d', { willReadFrequently: true });
      if (left || !canvas || !pen) return;
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      pen.drawImage(image, 0, 0);
      const pixels = pen.getImageData(0, 0, canvas.width, canvas.height);
      paint(pixels.data, color);
      pen.putImageData(pixels, 0, 0);
      canvas.dataset['painted'] = '';
    });
    image.src = pictureAddress(hash);
    return () => {
      left = true;
    };
  }, [hash, color]);
  return <canvas ref={place} className="picture" role="img" aria-label="Changed pixels" />;
}

/** Red stands for changed in every difference, whatever is around it. */
function paint(data: Uint8ClampedArray, color: string): void {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ];
  for (let at = 0; at < data.length; at += 4) {
    const isChanged = data[at]! > 200 && data[at + 1]! < 60 && data[at + 2]! < 60 && data[at + 3]! > 127;
    if (isChanged) data.set([red, green, blue, 255], at);
    else data[at + 3] = 0;
  }
}
