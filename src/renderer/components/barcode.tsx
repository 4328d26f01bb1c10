import { useEffect, useState } from 'react';
import './barcode.css';

/** A Code 128 of a text, crisp at any size; what it says stands beside it in words. The drawing of barcodes is large, so it is loaded when one is shown. */
export function Barcode({ text }: { readonly text: string }) {
  const [image, setImage] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const draw = async (): Promise<void> => {
      const { barcodeImage } = await import('../look/barcode-image.ts');
      if (isCurrent) setImage(barcodeImage(text));
    };
    void draw();
    return () => {
      isCurrent = false;
    };
  }, [text]);
  // White around it in either theme: a scanner needs the quiet zone.
  return <span className="barcode">{image !== null && <img src={image} alt="" />}</span>;
}
