import { describe, expect, it } from 'vitest';
import { placeLabels } from '../../src/flows/desk/labels.ts';
import { drawLayer, total } from '../../src/flows/desk/region.ts';
import { drawCells, frame } from '../../src/flows/desk/regionmap.ts';

describe('the map', () => {
  const at = (name: string, lat: number, lon: number) => ({ name, lat, lon, rand: [{ lat: lat + 0.01, lon }, { lat, lon: lon + 0.01 }, { lat: lat - 0.01, lon: lon - 0.01 }] });
  const villages = [at('Westmaas', 51.788, 4.474), at('Klaaswaal', 51.772, 4.446), at('Strijen', 51.745, 4.553)];

  it('has one scale: as far north is as long as as far east', () => {
    const [a, b] = drawCells([at('a', 52, 4), at('b', 52.01, 4 + 0.01 / Math.cos((52.005 * Math.PI) / 180))]).map(({ at }) => at);
    expect(Math.abs(a![0] - b![0]) / Math.abs(a![1] - b![1])).toBeCloseTo(1, 3);
  });

  it('never comes closer than a village', () => {
    const [, , width, height] = frame(drawCells(villages).slice(0, 1).map(({ at }) => at));
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(180); // 9 km
  });

  it('without villages there is none', () => expect(drawCells([])).toEqual([]));

  it('draws the cells as the server laid them together, and its numbers', () => {
    const layer = { cells: [{ dorpen: ['Klaaswaal', 'Westmaas'], gezinnen: 9, rand: [villages[0]!.rand, villages[1]!.rand] }, { dorpen: ['Strijen'], gezinnen: 3, rand: [villages[2]!.rand] }] };
    const [two, one] = drawLayer(layer, villages);
    expect([two!.families, one!.families, total(layer)]).toEqual([9, 3, 12]);
    expect(two!.path.match(/M/g)).toHaveLength(2);
    expect(['Westmaas', 'Klaaswaal']).toContain(two!.home);
    expect([two!.level, one!.level]).toEqual([1, 0]);
  });
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
