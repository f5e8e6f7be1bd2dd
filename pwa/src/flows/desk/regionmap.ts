/** A region as a schematic map: a cell per village, at one scale in both directions. */
import { cells, type Point } from './voronoi.ts';
import type { Village } from './me.svelte.ts';

export type Cell = { name: string; at: Point; path: string };
/** A hand-drawn ground for a region: shore, water and roads at the same scale. */
export type Ground = { x: (lon: number) => number; y: (lat: number) => number; shore: string; river: string; roads: { d: string; width: number }[] };

/** 20 to the kilometre, as the drawn grounds are. */
const scale = 20;
const margin = 4 * scale;

export function drawCells(villages: readonly Village[], ground?: Ground): Cell[] {
  if (!villages.length) return [];
  const middle = villages.reduce((sum, { lat }) => sum + lat, 0) / villages.length;
  const x = ground?.x ?? ((lon: number) => lon * 111.2 * Math.cos((middle * Math.PI) / 180) * scale);
  const y = ground?.y ?? ((lat: number) => -lat * 111.2 * scale);
  const points = villages.map(({ lat, lon }): Point => [x(lon), y(lat)]);
  const shapes = cells(points, box(points, margin));
  return villages.map(({ name }, i) => ({ name, at: points[i]!, path: `M${shapes[i]!.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L')}Z` }));
}

/** A frame around what matters, with room for names and never so close that it says more than a village. */
export function frame(points: readonly Point[], least = 9 * scale): [left: number, top: number, width: number, height: number] {
  const [left, top, right, bottom] = box(points, 2.2 * scale);
  const width = Math.max(right - left, least);
  const height = Math.max(bottom - top, least);
  return [(left + right - width) / 2, (top + bottom - height) / 2, width, height];
}

function box(points: readonly Point[], around: number): [number, number, number, number] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs) - around, Math.min(...ys) - around, Math.max(...xs) + around, Math.max(...ys) + around];
}
