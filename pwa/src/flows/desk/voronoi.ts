/** The land around each village: the points closer to it than to any other. Each cell is the frame,
 *  cut along the line half way to every other village. */
export type Point = readonly [x: number, y: number];

export function cells(points: readonly Point[], [left, top, right, bottom]: readonly [number, number, number, number]): Point[][] {
  const frame: Point[] = [[left, top], [right, top], [right, bottom], [left, bottom]];
  return points.map((here, i) => points.reduce((cell, there, j) => (i === j || same(here, there) ? cell : cut(cell, here, there)), frame));
}

/** What of a cell lies nearer to `here` than to `there` (Sutherland and Hodgman, one edge). */
function cut(cell: readonly Point[], here: Point, there: Point): Point[] {
  const middle = [(here[0] + there[0]) / 2, (here[1] + there[1]) / 2] as const;
  const side = ([x, y]: Point) => (x - middle[0]) * (there[0] - here[0]) + (y - middle[1]) * (there[1] - here[1]);
  return cell.flatMap((from, i) => {
    const to = cell[(i + 1) % cell.length]!;
    const [a, b] = [side(from), side(to)];
    const kept = a <= 0 ? [from] : [];
    if (a <= 0 === b <= 0) return kept;
    const share = a / (a - b);
    return [...kept, [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])] as const];
  });
}

function same(a: Point, b: Point): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
