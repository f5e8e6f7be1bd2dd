/** What a region looks for, and how to say that in a village paper. No names, no small numbers: the
 *  server leaves those out, here they are only put into words. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import { say } from './say.ts';

const query = graphql(`
  query Demand { demand { madeAt cells { village dagdeel van tot children } } }
`);

export type Demand = NonNullable<ResultOf<typeof query>['demand']>;
export type Cell = Demand['cells'][number];

export async function readDemand(): Promise<Demand | undefined> {
  return (await request(query, {})).demand ?? undefined;
}

export const keyOf = ({ village, dagdeel, van }: Cell): string => [village ?? '', dagdeel ?? '', van ?? ''].join('|');

/** "woensdagmiddag" */
export function moment({ dagdeel }: Pick<Cell, 'dagdeel'>): string {
  if (!dagdeel) return say('recruit.anytime');
  const [day = '', part = ''] = dagdeel.split('_');
  return say(`day.${day.toLowerCase()}`) + say(`part.${part}`);
}

export function ages({ van, tot }: Cell): string {
  return van === null || tot === null ? say('recruit.allAges') : say('recruit.ages', { van, tot });
}

/** What says most to a reader: an age in a village before a village, a village before the region. */
export function tellingFirst(cells: readonly Cell[]): Cell[] {
  const exact = ({ village, van }: Cell) => (village ? 1 : 0) + (van === null ? 0 : 1);
  return [...cells].sort((a, b) => exact(b) - exact(a) || b.children - a.children);
}

type Region = { name: string; phone: string; site: string };

/** The text to share. */
export function textFor(cells: readonly Cell[], { name, phone, site }: Region): string {
  const lines = cells.map(({ village, dagdeel, van, tot, children }) =>
    say('recruit.line', {
      n: children,
      ages: van === null || tot === null ? '' : say('recruit.line.ages', { van, tot }),
      when: dagdeel ? say('recruit.line.when', { moment: moment({ dagdeel }) }) : say('recruit.line.anytime'),
      where: village ?? say('recruit.line.region', { name }),
    }));
  if (!lines.length) return '';
  return [...lines, '', say('recruit.begin'), phone ? say('recruit.end', { site, phone }) : say('recruit.end.site', { site })].join('\n');
}
