/** One family on the board: who they are, what they ask, and who might fit. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';

const query = graphql(`
  query Fit($id: ID!) {
    vraaggezin(id: $id) {
      id version state soorten weetNogNiet dagdelen weken bangVoor tolk nietEigenDorp eigenWoorden gesprekken gezag bezwaar zorgBesproken
      aangemeldOp wachtendSinds volgendeStap volgendeDatum
      matcher { id firstName }
      family {
        id name village talen
        children { id firstName age }
        zorgFeiten { id kind toelichting dieren zorgtaken astma }
        toestemmingen { id doel givenAt withdrawnAt }
        contactgegevens { id phone email bereikVia bereikOp }
      }
      koppelingen { id version state mogelijk verlooptOp kennismakingOp kennismakingPlaats proefTot actiefSinds pauzeTot
        steungezin { id dagdelen weken family { id name village } }
        answers { id kant kind antwoord mondeling createdAt }
      }
      suggestions(first: 10) {
        score band reisband vragen magVoorstellen
        criteria { key points max match reason }
        hard { key outcome waivable reason }
        steungezin {
          id dagdelen weken vrij
          family { id name village }
          screening { id vogs { id voornaam geldigTot } }
        }
      }
    }
    steungezinnen(first: 1, states: [BESCHIKBAAR]) { totalCount }
  }
`);

type Result = ResultOf<typeof query>;
export type FitFamily = NonNullable<Result['vraaggezin']>;
export type Suggestion = NonNullable<FitFamily['suggestions']>[number];
export type Criterion = Suggestion['criteria'][number];
export type Constraint = Suggestion['hard'][number];
export type FitPair = FitFamily['koppelingen'][number];
export type Fit = { family: FitFamily; free: number };

export async function readFit(id: string): Promise<Fit | undefined> {
  const { vraaggezin, steungezinnen } = await request(query, { id });
  return vraaggezin ? { family: vraaggezin, free: steungezinnen.totalCount } : undefined;
}

/** A, B, C …: the same letter in the list and on the map. */
export function letterOf(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The heaviest reason for, and the one that costs most: told equally loud. */
export function telling({ criteria }: Pick<Suggestion, 'criteria'>): { plus: Criterion | undefined; min: Criterion | undefined } {
  const by = (worth: (one: Criterion) => number) => [...criteria].sort((a, b) => worth(b) - worth(a))[0];
  const plus = by(({ points, match }) => (match === 'JA' ? points : -1));
  const min = by(({ points, max, match }) => (match === 'JA' ? -1 : max - points + (match === 'NEE' ? 100 : 0)));
  return { plus: plus?.match === 'JA' ? plus : undefined, min: min && min.match !== 'JA' ? min : undefined };
}

/** What comes before points: nothing has to be set aside, something has, or the journey is too long. The
 *  list comes in this order. */
export function rang({ hard }: Pick<Suggestion, 'hard'>): 'past' | 'opzij' | 'ver' {
  const no = hard.filter(({ outcome }) => outcome === 'NEE');
  return no.some(({ key }) => key === 'H7') ? 'ver' : no.length ? 'opzij' : 'past';
}

/** What stands in the way of a proposal: what has to be asked first, what nobody may set aside, what
 *  only the parents may, and what a matcher may with a written reason. */
export function obstacles({ hard }: Pick<Suggestion, 'hard'>): { ask: Constraint[]; never: Constraint[]; parent: Constraint[]; waive: Constraint[] } {
  return {
    ask: hard.filter(({ outcome, waivable }) => outcome === 'ONBEKEND' && waivable === 'NEVER'),
    never: hard.filter(({ outcome, waivable }) => outcome === 'NEE' && waivable === 'NEVER'),
    parent: hard.filter(({ outcome, waivable }) => outcome === 'NEE' && waivable === 'PARENT'),
    waive: hard.filter(({ outcome, waivable }) => outcome === 'NEE' && waivable === 'MATCHER'),
  };
}

/** Until when the VOGs hold: the first that ends, of each adult the newest. */
export function vogUntil(vogs: readonly { voornaam: string; geldigTot: string }[] | undefined): string | undefined {
  const newest = new Map<string, string>();
  for (const { voornaam, geldigTot } of vogs ?? []) if ((newest.get(voornaam) ?? '') < geldigTot) newest.set(voornaam, geldigTot);
  return [...newest.values()].sort()[0];
}

/** The koppeling that stands in the middle: not ended, and not only a thought. */
export function running<P extends { state: string }>(pairs: readonly P[]): P | undefined {
  return pairs.find(({ state }) => !ended.includes(state) && state !== 'VERKEND');
}

export const ended: readonly string[] = ['AFGEROND', 'AFGEWEZEN', 'VERLOPEN', 'NIET_DOORGEGAAN', 'GESTOPT'];
