/** A region as a schematic map. The server cuts the land in cells; here they are laid flat, at one scale
 *  in both directions. */
import type { Village } from './me.svelte.ts';

export type Point = readonly [x: number, y: number];
export type Spot = { lat: number; lon: number };
export type Cell = { name: string; at: Point; path: string };
/** A hand-drawn ground for a region: shore, water and roads at the same scale. */
export type Ground = { x: (lon: number) => number; y: (lat: number) => number; shore: string; river: string; roads: { d: string; width: number }[] };
/** Regions that somebody drew; elsewhere the cells alone are the map. */
const grounds: Record<string, () => Promise<Ground>> = { 'hoeksche-waard': () => import('../../parts/maps/hoeksche-waard.ts') };

export async function groundOf(region: string | undefined): Promise<Ground | undefined> {
  return grounds[region ?? '']?.().catch(() => undefined);
}

/** 20 to the kilometre, as the drawn grounds are. */
const scale = 20;

/** Where a spot lies on the flat map of these villages. */
export function flat(villages: readonly Spot[], ground?: Ground): (spot: Spot) => Point {
  const middle = villages.reduce((sum, { lat }) => sum + lat, 0) / villages.length;
  const x = ground?.x ?? ((lon: number) => lon * 111.2 * Math.cos((middle * Math.PI) / 180) * scale);
  const y = ground?.y ?? ((lat: number) => -lat * 111.2 * scale);
  return ({ lat, lon }) => [x(lon), y(lat)];
}

export function ringPath(ring: readonly Spot[], at: (spot: Spot) => Point): string {
  return `M${ring.map((spot) => at(spot).map((n) => n.toFixed(1)).join(' ')).join('L')}Z`;
}

export function drawCells(villages: readonly Village[], ground?: Ground): Cell[] {
  const at = flat(villages, ground);
  return villages.map(({ name, lat, lon, rand }) => ({ name, at: at({ lat, lon }), path: ringPath(rand, at) }));
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
