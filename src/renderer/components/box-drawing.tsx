import './box-drawing.css';

type Millimetres = readonly [length: number, width: number, height: number];

/** Of the two edges that run away from the eye: 30 degrees. */
const ACROSS = Math.cos(Math.PI / 6);
const UP = Math.sin(Math.PI / 6);

/** How wide and how high a box is drawn, in the units of its edges. */
const extent = ([length, width, height]: Millimetres): { readonly wide: number; readonly high: number } => ({
  wide: (length + width) * ACROSS,
  high: (length + width) * UP + height,
});

/** What all boxes that are shown together are drawn against: the largest is as large as there is room. */
export const largestExtent = (boxes: readonly Millimetres[]): number =>
  Math.max(...boxes.map(extent).flatMap(({ wide, high }) => [wide, high]));

/** A box in its proportions, and in proportion to the others of the same `largest`. */
export function BoxDrawing({ size, largest }: { readonly size: Millimetres; readonly largest: number }) {
  const [length, width, height] = size;
  const { wide, high } = extent(size);
  // The corner nearest to the eye, at the top.
  const at = (along: number, aside: number, down: number): string =>
    `${width * ACROSS + (along - aside) * ACROSS},${(length + width) * UP - (along + aside) * UP + down}`;
  const face = (...corners: readonly string[]): string => `M${corners.join('L')}Z`;
  return (
    <svg
      className="box-drawing"
      viewBox={`0 0 ${wide} ${high}`}
      style={{ width: `${(wide / largest) * 100}%` }}
      aria-hidden="true"
    >
      <path className="box-top" d={face(at(0, 0, 0), at(length, 0, 0), at(length, width, 0), at(0, width, 0))} />
      <path className="box-front" d={face(at(0, 0, 0), at(length, 0, 0), at(length, 0, height), at(0, 0, height))} />
      <path className="box-side" d={face(at(0, 0, 0), at(0, width, 0), at(0, width, height), at(0, 0, height))} />
    </svg>
  );
}
