/** The proposal for the whole list: who could go with whom, a stretch at a time. Made anew each time
 *  it is asked; nothing of it stays on this machine. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';

const query = graphql(`
  query WholeList($first: Int, $from: Int) {
    listProposal {
      madeAt waiting places paired score
      pairs(first: $first, from: $from) {
        vaker
        vraaggezin { id family { id name village } koppelingen { id version state steungezin { id } } }
        suggestion {
          score band reisband vragen magVoorstellen
          criteria { key points max match reason }
          hard { key outcome waivable reason }
          steungezin { id family { id name village } }
        }
        others {
          minder punten
          suggestion { score band reisband hard { key outcome waivable reason } steungezin { id family { id name village } } }
        }
      }
    }
  }
`);
const aloneQuery = graphql(`
  query WholeAlone($first: Int, $from: Int) {
    listProposal {
      waiting places paired score
      alone(first: $first, from: $from) { passend vraaggezin { id wachtendSinds family { id name village } } belet { key bij alleen } }
    }
  }
`);

type Found = NonNullable<ResultOf<typeof query>['listProposal']>;
type Shown<P extends { vraaggezin: unknown }> = P & { vraaggezin: NonNullable<P['vraaggezin']> };
export type WholePair = Shown<Found['pairs'][number]>;
export type WholeOther = WholePair['others'][number];
export type WholeAlone = Shown<NonNullable<ResultOf<typeof aloneQuery>['listProposal']>['alone'][number]>;
export type Whole = Omit<Found, 'pairs'> & { pairs: WholePair[]; alone: WholeAlone[]; left: number };

/** As many as the server gives in one answer, with all their reasons. */
const stretch = 12;

/** The first `most` pairs, and everybody for whom there is nobody: two questions, asked again when
 *  something changed between them. */
export async function readWhole(most: number, tries = 3): Promise<Whole | undefined> {
  const [first, nobody] = await Promise.all([request(query, { first: Math.min(most, stretch), from: 0 }), request(aloneQuery, { first: 50, from: 0 })]);
  if (!first.listProposal || !nobody.listProposal) return undefined;
  if (tries > 1 && sum(first.listProposal) !== sum(nobody.listProposal)) return readWhole(most, tries - 1);
  const { pairs: begin, ...facts } = first.listProposal;
  const pairs = [...begin];
  while (pairs.length < Math.min(most, facts.paired)) {
    const next = (await request(query, { first: stretch, from: pairs.length })).listProposal?.pairs ?? [];
    if (!next.length) break;
    pairs.push(...next);
  }
  return { ...facts, pairs: once(pairs.filter(shown)), alone: nobody.listProposal.alone.filter(shown), left: Math.max(0, facts.paired - pairs.length) };
}

const sum = ({ waiting, places, paired, score }: Pick<Found, 'waiting' | 'places' | 'paired' | 'score'>) => [waiting, places, paired, score].join();

/** The list is made anew for each stretch: who moved meanwhile stands in it once. */
function once(pairs: WholePair[]): WholePair[] {
  return [...new Map(pairs.map((pair) => [pair.vraaggezin.id, pair])).values()];
}

function shown<P extends { vraaggezin: unknown }>(row: P): row is Shown<P> {
  return Boolean(row.vraaggezin);
}

/** Whether two lists say the same: the same pairs, fitting as well, and the same who are alone. */
export function same(a: Whole, b: Whole): boolean {
  const said = ({ waiting, places, paired, pairs, alone }: Whole, n: number) =>
    JSON.stringify([waiting, places, paired, pairs.slice(0, n).map(({ vraaggezin, suggestion }) => [vraaggezin.id, suggestion.steungezin.id, suggestion.score]), alone.map(({ vraaggezin }) => vraaggezin.id)]);
  const n = Math.min(a.pairs.length, b.pairs.length);
  return said(a, n) === said(b, n);
}

/** What people can talk about: not who is kept apart, nor what is not safe. */
export const movable: readonly string[] = ['H1', 'H4', 'H6', 'H7', 'H8', 'H9', 'H10', 'H12'];

/** What would help most: where it is all that stands in the way, and else what stands there most. */
export function helps({ belet }: WholeAlone): { only: WholeAlone['belet']; most: WholeAlone['belet'][number] | undefined } {
  return {
    only: belet.filter(({ key, alleen }) => alleen > 0 && movable.includes(key)).sort((a, b) => b.alleen - a.alleen).slice(0, 3),
    most: [...belet].sort((a, b) => b.bij - a.bij)[0],
  };
}
