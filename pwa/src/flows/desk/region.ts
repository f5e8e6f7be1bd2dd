/** Where people wait, are available or are together: numbers about three families or more, as the server
 *  laid the villages together; and one's own families in their village. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import { flat, ringPath, type Ground, type Point } from './regionmap.ts';
import type { Village } from './me.svelte.ts';

const query = graphql(`
  query RegionMap {
    regionMap { madeAt layers { soort cells { dorpen gezinnen rand { lat lon } } eigen { dossierId naam dorp } } }
  }
`);

export type RegionMap = NonNullable<ResultOf<typeof query>['regionMap']>;
export type Layer = RegionMap['layers'][number];
export type Own = Layer['eigen'][number];
/** `at`: in the middle-most village, so that a number never stands in the water. `level`: 0 for the least, 1 for the most. */
export type Drawn = { key: string; at: Point; home: string; path: string; level: number; families: number; villages: readonly string[] };

export async function readRegionMap(): Promise<RegionMap | undefined> {
  return (await request(query, {})).regionMap ?? undefined;
}

export function drawLayer({ cells }: Pick<Layer, 'cells'>, villages: readonly Village[], ground?: Ground): Drawn[] {
  const at = flat(villages, ground);
  const most = Math.max(...cells.map(({ gezinnen }) => gezinnen));
  return cells.map(({ dorpen, gezinnen, rand }) => {
    const home = middle(villages.filter(({ name }) => dorpen.includes(name)));
    return {
      key: dorpen.join('|'), villages: dorpen, families: gezinnen, home: home?.name ?? '', at: home ? at(home) : [0, 0] as const,
      path: rand.map((ring) => ringPath(ring, at)).join(''), level: most > 3 ? (gezinnen - 3) / (most - 3) : 0,
    };
  });
}

/** Of some villages the one that lies nearest to all of them. */
function middle(list: readonly Village[]): Village | undefined {
  const far = (one: Village) => list.reduce((sum, other) => sum + Math.hypot(one.lat - other.lat, (one.lon - other.lon) * 0.62), 0);
  return [...list].sort((a, b) => far(a) - far(b))[0];
}

export const total = ({ cells }: Pick<Layer, 'cells'>): number => cells.reduce((sum, { gezinnen }) => sum + gezinnen, 0);

export function ownHref({ dossierId }: Own, soort: Layer['soort']): string {
  return `/werkplek/${soort === 'WACHTEND' ? 'vraag' : soort === 'BESCHIKBAAR' ? 'steun' : 'koppeling'}/${dossierId}`;
}
