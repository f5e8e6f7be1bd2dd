/** All families, by what they are here for and where they stand. A page at a time. */
import { graphql, request, type ResultOf, type VariablesOf } from '../../api/graphql.ts';
import { nodes } from './board.ts';

const vragen = graphql(`
  query DeskVraaggezinnen($first: Int, $after: Cursor, $states: [VraaggezinState!], $matcher: ID) {
    vraaggezinnen(first: $first, after: $after, states: $states, matcher: $matcher, waarneming: true) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id state soorten aangemeldOp wachtendSinds volgendeStap volgendeDatum versheid bevestigdOp overdracht { id naar { firstName } } family { id name village } matcher { id firstName } koppelingen { id state } } }
    }
  }
`);
const steunen = graphql(`
  query DeskSteungezinnen($first: Int, $after: Cursor, $states: [SteungezinState!], $matcher: ID) {
    steungezinnen(first: $first, after: $after, states: $states, matcher: $matcher, waarneming: true) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id state soorten vrij capaciteit aangemeldOp volgendeStap volgendeDatum versheid bevestigdOp overdracht { id naar { firstName } } family { id name village } matcher { id firstName } } }
    }
  }
`);
const paren = graphql(`
  query DeskKoppelingen($first: Int, $after: Cursor, $states: [KoppelingState!], $matcher: ID) {
    koppelingen(first: $first, after: $after, states: $states, matcher: $matcher, waarneming: true) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id state verlooptOp kennismakingOp proefTot actiefSinds afgerondOp
        vraaggezin { id family { id name village } } steungezin { id family { id name village } } matcher { id firstName } } }
    }
  }
`);
const zoek = graphql(`
  query DeskSearch($first: Int, $after: Cursor, $search: String) {
    families(first: $first, after: $after, search: $search) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id name village vraaggezinnen { id state } steungezinnen { id state } } }
    }
  }
`);

export type ListKey = 'vraag' | 'steun' | 'samen';
export type VraagRow = Row<typeof vragen, 'vraaggezinnen'>;
export type SteunRow = Row<typeof steunen, 'steungezinnen'>;
export type PairRow = Row<typeof paren, 'koppelingen'>;
export type FoundRow = Row<typeof zoek, 'families'>;
type Row<D, K extends string> = ResultOf<D> extends Record<K, { edges: readonly ({ node: infer N } | null)[] | null }> ? NonNullable<N> : never;
export type Page<T> = { rows: T[]; total: number; next: string | null };
type State<D> = NonNullable<VariablesOf<D> extends { states?: infer S } ? S : never>;

/** The chips above each list, in the order of a life. The first shows what is open. */
export const filters = {
  vraag: { open: ['AANGEMELD', 'INTAKE', 'WACHTEND', 'GEPAUZEERD'], each: ['AANGEMELD', 'INTAKE', 'WACHTEND', 'GEPAUZEERD', 'AFGEROND', 'DOORVERWEZEN', 'INGETROKKEN'] },
  steun: {
    open: ['AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'PAUZE', 'BEVESTIGEN', 'SLAPEND', 'OPGESCHORT'],
    each: ['AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'PAUZE', 'BEVESTIGEN', 'SLAPEND', 'OPGESCHORT', 'GESTOPT', 'AFGEWEZEN'],
  },
  samen: {
    open: ['VERKEND', 'VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN'],
    each: ['VERKEND', 'VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN', 'AFGEROND', 'AFGEWEZEN', 'VERLOPEN', 'NIET_DOORGEGAAN', 'GESTOPT'],
  },
} as const;

type Ask = { states: readonly string[]; matcher: string | null; after: string | null };
const size = 25;

export async function listVragen({ states, ...rest }: Ask): Promise<Page<VraagRow>> {
  return page((await request(vragen, { first: size, states: states as State<typeof vragen>, ...rest })).vraaggezinnen);
}

export async function listSteunen({ states, ...rest }: Ask): Promise<Page<SteunRow>> {
  return page((await request(steunen, { first: size, states: states as State<typeof steunen>, ...rest })).steungezinnen);
}

export async function listParen({ states, ...rest }: Ask): Promise<Page<PairRow>> {
  return page((await request(paren, { first: size, states: states as State<typeof paren>, ...rest })).koppelingen);
}

export async function search(text: string, after: string | null): Promise<Page<FoundRow>> {
  return page((await request(zoek, { first: size, after, search: text })).families);
}

type Connection<T> = { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null }; edges: readonly ({ node: T | null } | null)[] | null };

function page<T>(connection: Connection<T>): Page<NonNullable<T>> {
  const { totalCount, pageInfo } = connection;
  return { rows: nodes(connection), total: totalCount, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}
