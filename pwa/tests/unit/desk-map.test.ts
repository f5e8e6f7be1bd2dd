import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../src/flows/desk/labels.ts';
import { drawCells, frame } from '../../src/flows/desk/regionmap.ts';
import { cells, type Point } from '../../src/flows/desk/voronoi.ts';

/** The same villages every time, no two alike. */
function points(n: number, seed = 7): Point[] {
  let x = seed;
  const next = () => (x = (x * 16807) % 2147483647) / 2147483647;
  return Array.from({ length: n }, () => [next() * 400, next() * 300] as const);
}
const area = (cell: readonly Point[]) => Math.abs(cell.reduce((sum, [x, y], i) => sum + x * cell[(i + 1) % cell.length]![1] - cell[(i + 1) % cell.length]![0] * y, 0)) / 2;
const inside = ([x, y]: Point, cell: readonly Point[]) => cell.every(([ax, ay], i) => {
  const [bx, by] = cell[(i + 1) % cell.length]!;
  return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -1e-6;
});

describe('cells', () => {
  it.each([1, 2, 3, 16, 60])('%i villages share all of the land', (n) => {
    const found = cells(points(n), [-20, -20, 420, 320]);
    expect(found.reduce((sum, cell) => sum + area(cell), 0)).toBeCloseTo(440 * 340, 3);
  });

  it('every spot lies in the cell of the village that is nearest', () => {
    const villages = points(16);
    const found = cells(villages, [-20, -20, 420, 320]);
    for (const spot of points(500, 11)) {
      const far = villages.map(([x, y]) => Math.hypot(x - spot[0], y - spot[1]));
      expect(inside(spot, found[far.indexOf(Math.min(...far))]!)).toBe(true);
    }
  });

  it('two names for one place do not eat each other', () => expect(cells([[5, 5], [5, 5], [9, 9]], [0, 0, 10, 10]).every((cell) => area(cell) > 0)).toBe(true));
});

describe('the map', () => {
  const villages = [{ name: 'Westmaas', lat: 51.788, lon: 4.474 }, { name: 'Klaaswaal', lat: 51.772, lon: 4.446 }, { name: 'Strijen', lat: 51.745, lon: 4.553 }];

  it('has one scale: as far north is as long as as far east', () => {
    const [a, b] = drawCells([{ name: 'a', lat: 52, lon: 4 }, { name: 'b', lat: 52.01, lon: 4 + 0.01 / Math.cos((52.005 * Math.PI) / 180) }]).map(({ at }) => at);
    expect(Math.abs(a![0] - b![0]) / Math.abs(a![1] - b![1])).toBeCloseTo(1, 3);
  });

  it('never comes closer than a village', () => {
    const [, , width, height] = frame(drawCells(villages).slice(0, 1).map(({ at }) => at));
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(180); // 9 km
  });

  it('without villages there is none', () => expect(drawCells([])).toEqual([]));
});

describe('names', () => {
  const sight = [0, 0, 300, 300] as const;
  const at = (name: string, x: number, y: number) => ({ name, x, y, width: 20, height: 20 });

  it('stand clear of marks, of each other and of the edge', () => {
    const places = [at('Oud-Beijerland', 40, 40), at('Westmaas', 60, 60), at('Klaaswaal', 70, 80), at('Strijen', 290, 290)];
    const marks = places.map(({ x, y }) => [x - 10, y - 10, x + 10, y + 10] as const);
    const labels = placeLabels(places, 12, marks, sight);
    const boxes = labels.map(({ name, x, y }) => [x - (name.length * 12 * 0.6) / 2, y - 9.6, x + (name.length * 12 * 0.6) / 2, y + 3] as const);
    for (const [i, box] of boxes.entries()) {
      for (const other of [...marks, ...boxes.slice(0, i)]) expect(box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]).toBe(false);
      expect(box[0] >= 0 && box[2] <= 300 && box[1] >= 0 && box[3] <= 300).toBe(true);
    }
  });

  it('what has no room stays away; the first comes first', () => {
    const places = Array.from({ length: 8 }, (_, i) => at(`Dorp ${i}`, 150, 150));
    const labels = placeLabels(places, 12, [[140, 140, 160, 160]], sight);
    expect(labels[0]?.name).toBe('Dorp 0');
    expect(labels.length).toBeLessThan(8);
  });
});
