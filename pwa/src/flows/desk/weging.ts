/** How the region weighs what makes two families fit: now, before, and what other weights would change. */
import { graphql, request, type ResultOf, type VariablesOf } from '../../api/graphql.ts';

const weights = graphql(`
  fragment AllWeights on Weights { reis dagdelen hulp kind taal opvoeding duur interesses ervaring huis beurt goedVanaf pastVanaf }
`);
const query = graphql(
  `
  query Weging {
    weging {
      nummer magVeranderen
      weights { ...AllWeights }
      standaard { ...AllWeights }
      versies { id nummer reden createdAt actor { id firstName } weights { ...AllWeights } }
    }
  }
`,
  [weights],
);
const previewQuery = graphql(`
  query PreviewWeights($weights: WeightsInput!) {
    previewWeights(weights: $weights, first: 12) {
      wachtend bekeken veranderd
      lijst { vraaggezin nu { steungezin score anders } straks { steungezin score anders } }
      vraaggezinnen { id family { id name village } }
      steungezinnen { id family { id name village } }
    }
  }
`);
export const setWeights = graphql(`
  mutation SetWeights($input: SetWeightsInput!) {
    setWeights(input: $input) { clientMutationId replayed weging { id nummer } userErrors { code message path } }
  }
`);

export type Weging = NonNullable<ResultOf<typeof query>['weging']>;
export type Weights = VariablesOf<typeof previewQuery>['weights'];
export type Part = Exclude<keyof Weights, 'goedVanaf' | 'pastVanaf'>;
type Raw = NonNullable<ResultOf<typeof previewQuery>['previewWeights']>;
export type Place = { id: string; name: string; score: number; was: number | null };
export type Preview = { waiting: number; looked: number; changed: number; list: { id: string; name: string; now: Place[]; then: Place[] }[] };

/** The eleven, in the order they are told, with the key of the criterion they weigh. */
export const parts: readonly (readonly [Part, string])[] = [
  ['reis', 'REIS'], ['dagdelen', 'DAGDELEN'], ['hulp', 'HULP'], ['kind', 'KINDEREN'], ['taal', 'TAAL'], ['opvoeding', 'OPVOEDING'],
  ['duur', 'DUUR'], ['interesses', 'INTERESSES'], ['ervaring', 'ERVARING'], ['huis', 'HUIS'], ['beurt', 'BEURT'],
];

export async function readWeging(): Promise<Weging | null> {
  return (await request(query, {})).weging;
}

export async function readPreview(weights: Weights): Promise<Preview | null> {
  const raw = (await request(previewQuery, { weights })).previewWeights;
  return raw && named(raw);
}

export function sum(weights: Weights): number {
  return parts.reduce((total, [part]) => total + weights[part], 0);
}

/** Whether two weighings are the same. */
export function same(a: Weights, b: Weights): boolean {
  return parts.every(([part]) => a[part] === b[part]) && a.goedVanaf === b.goedVanaf && a.pastVanaf === b.pastVanaf;
}

/** What changed against another: for the history. */
export function changes(now: Weights, before: Weights): { key: string; from: number; to: number }[] {
  return parts.filter(([part]) => now[part] !== before[part]).map(([part, key]) => ({ key, from: before[part], to: now[part] }));
}

function named({ wachtend, bekeken, veranderd, lijst, vraaggezinnen, steungezinnen }: Raw): Preview {
  const name = (list: readonly { id: string; family: { name: string } | null }[], id: string) => list.find((one) => one.id === id)?.family?.name ?? '';
  const places = (list: Raw['lijst'][number]['nu']) => list.map(({ steungezin, score, anders }) => ({ id: steungezin, name: name(steungezinnen, steungezin), score, was: anders }));
  return {
    waiting: wachtend, looked: bekeken, changed: veranderd,
    list: lijst.map(({ vraaggezin, nu, straks }) => ({ id: vraaggezin, name: name(vraaggezinnen, vraaggezin), now: places(nu), then: places(straks) })),
  };
}
