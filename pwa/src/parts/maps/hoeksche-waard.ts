/** Own sketch of the Hoeksche Waard: shore, river, main roads and villages. */
type Point = [lon: number, lat: number];

export const x = (lon: number) => Number(((lon - 4.22) * 68.9 * 20).toFixed(1));
export const y = (lat: number) => Number(((51.845 - lat) * 111.2 * 20).toFixed(1));

const coast: Point[] = [
  [4.372, 51.835], [4.41, 51.831], [4.44, 51.835], [4.48, 51.834], [4.52, 51.832], [4.555, 51.819], [4.585, 51.808], [4.618, 51.797],
  [4.636, 51.785], [4.64, 51.75], [4.63, 51.717], [4.58, 51.713], [4.53, 51.709], [4.47, 51.714], [4.42, 51.711], [4.37, 51.727],
  [4.32, 51.741], [4.262, 51.763], [4.242, 51.782], [4.265, 51.797], [4.31, 51.81], [4.35, 51.822],
];
const haringvliet: Point[] = [
  [4.0, 51.82], [4.235, 51.79], [4.31, 51.745], [4.41, 51.716], [4.52, 51.712], [4.64, 51.72], [4.9, 51.715], [4.9, 51.68], [4.6, 51.688],
  [4.5, 51.69], [4.35, 51.7], [4.2, 51.735], [4.0, 51.76],
];

export const shore = smooth(coast);
export const river = `${line(haringvliet)}Z`;
export const roads = [
  { width: 5, d: line([[4.496, 51.86], [4.486, 51.82], [4.47, 51.795], [4.462, 51.77], [4.44, 51.742], [4.415, 51.712], [4.4, 51.68]]) },
  { width: 3, d: line([[4.36, 51.8], [4.41, 51.815], [4.45, 51.812], [4.49, 51.801], [4.55, 51.788], [4.61, 51.781], [4.66, 51.785]]) },
  { width: 3, d: line([[4.446, 51.772], [4.474, 51.788], [4.49, 51.801], [4.478, 51.824]]) },
  { width: 3, d: line([[4.27, 51.79], [4.342, 51.805], [4.41, 51.815]]) },
  { width: 3, d: line([[4.446, 51.772], [4.437, 51.73]]) },
];
export const villages = [
  { name: 'Oud-Beijerland', lon: 4.413, lat: 51.823, size: 17 }, { name: 'Puttershoek', lon: 4.568, lat: 51.805, size: 10 },
  { name: 'Westmaas', lon: 4.474, lat: 51.788, size: 7 }, { name: 'Numansdorp', lon: 4.437, lat: 51.73, size: 11 },
  { name: 'Klaaswaal', lon: 4.446, lat: 51.772, size: 8 }, { name: "'s-Gravendeel", lon: 4.615, lat: 51.78, size: 10 },
  { name: 'Strijen', lon: 4.553, lat: 51.745, size: 11 }, { name: 'Mijnsheerenland', lon: 4.49, lat: 51.801, size: 8 },
  { name: 'Heinenoord', lon: 4.478, lat: 51.824, size: 7 }, { name: 'Zuid-Beijerland', lon: 4.369, lat: 51.751, size: 7 },
  { name: 'Nieuw-Beijerland', lon: 4.342, lat: 51.809, size: 8 }, { name: 'Maasdam', lon: 4.551, lat: 51.787, size: 8 },
  { name: 'Piershil', lon: 4.316, lat: 51.796, size: 6 }, { name: 'Goudswaard', lon: 4.278, lat: 51.794, size: 6 },
  { name: 'Mookhoek', lon: 4.596, lat: 51.752, size: 5 }, { name: 'Strijensas', lon: 4.586, lat: 51.715, size: 5 },
];

function line(points: Point[]): string {
  return `M${points.map(([lon, lat]) => `${x(lon)},${y(lat)}`).join('L')}`;
}

/** A closed curve through all points (Catmull-Rom as cubic Béziers). */
function smooth(points: Point[]): string {
  const at = (i: number) => {
    const [lon, lat] = points[(i + points.length) % points.length]!;
    return [x(lon), y(lat)] as const;
  };
  const curve = points.map((_, i) => {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const bend = [b[0] + (c[0] - a[0]) / 6, b[1] + (c[1] - a[1]) / 6, c[0] - (d[0] - b[0]) / 6, c[1] - (d[1] - b[1]) / 6];
    return `C${bend.map((n) => n.toFixed(1)).join(' ')} ${c}`;
  });
  return `M${at(0)}${curve.join('')}Z`;
}
