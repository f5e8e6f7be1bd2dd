/** Names on a map that do not lie over a mark or over each other: each takes the first free side, and
 *  one without room stays away, because the list has it too. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];
export type Label = { name: string; x: number; y: number };

/** In the order of importance. Sizes in the same unit as the points; `gap` from the point to the text. */
export function placeLabels(places: readonly { name: string; x: number; y: number; width: number; height: number }[], size: number, marks: readonly Box[], sight: Box): Label[] {
  const taken: Box[] = [...marks];
  const labels: Label[] = [];
  for (const { name, x, y, width, height } of places) {
    const half = (name.length * size * 0.6) / 2;
    const sides = [[0, height / 2 + size], [0, -height / 2 - size * 0.4], [width / 2 + half + 3, size * 0.35], [-width / 2 - half - 3, size * 0.35]] as const;
    const free = sides.map(([dx, dy]) => ({ name, x: x + dx, y: y + dy })).find((label) => {
      const box = around(label, half, size);
      return within(box, sight) && !taken.some((other) => overlap(other, airy(box, size)));
    });
    if (!free) continue;
    taken.push(around(free, half, size));
    labels.push(free);
  }
  return labels;
}

function around({ x, y }: { x: number; y: number }, half: number, size: number): Box {
  return [x - half, y - size * 0.8, x + half, y + size * 0.25];
}

/** With some room beside it, so that two names do not read as one. */
function airy([left, top, right, bottom]: Box, size: number): Box {
  return [left - size * 0.3, top, right + size * 0.3, bottom];
}

function within(a: Box, b: Box): boolean {
  return a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
