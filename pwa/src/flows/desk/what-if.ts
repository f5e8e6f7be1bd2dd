/** What might be otherwise: which change would help, for whom somebody is the only option, and how any
 *  pair fits. Asked apart from the list, which does not wait for it. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';
import type { Suggestion } from './fit.ts';
import { nodes } from './board.ts';

const vraagQuery = graphql(`
  query WhatIf($id: ID!) {
    vraaggezin(id: $id) {
      id
      zouHelpen(first: 6) { kant key erbij hoogstens zin steungezinnen { id family { id name village } } }
      suggestions(first: 10) { steungezin { id } enigeVoor { id family { id name village } } }
    }
  }
`);
const steunQuery = graphql(`
  query WhatIfSteun($id: ID!) {
    steungezin(id: $id) { id zouHelpen(first: 6) { kant key erbij hoogstens zin vraaggezinnen { id family { id name village } } } }
  }
`);
const pairQuery = graphql(`
  query WhyNot($vraaggezin: ID!, $steungezin: ID!) {
    fit(vraaggezin: $vraaggezin, steungezin: $steungezin) {
      score band reisband vragen magVoorstellen
      criteria { key points max match reason }
      hard { key outcome waivable reason }
      steungezin { id dagdelen weken vrij family { id name village } screening { id vogs { id voornaam geldigTot } } }
    }
  }
`);
const searchQuery = graphql(`
  query FindSteungezin($search: String) {
    families(first: 20, search: $search) { totalCount edges { node { id name village steungezinnen { id state } } } }
  }
`);

type Node = { id: string; family: { id: string; name: string; village: string } | null };
export type Help = { kant: string; key: string; erbij: number; hoogstens: boolean; zin: string; families: Node[]; side: 'vraag' | 'steun' };
export type WhatIf = { helps: Help[]; only: Map<string, Node[]> };
export type Found = { id: string; name: string; village: string; state: string };

export async function readWhatIf(id: string): Promise<WhatIf> {
  const { vraaggezin } = await request(vraagQuery, { id });
  return {
    helps: (vraaggezin?.zouHelpen ?? []).map(({ steungezinnen, ...help }) => ({ ...help, families: [...steungezinnen], side: 'steun' as const })),
    only: new Map((vraaggezin?.suggestions ?? []).map(({ steungezin, enigeVoor }) => [steungezin.id, [...enigeVoor]])),
  };
}

export async function readHelpSteun(id: string): Promise<Help[]> {
  const { steungezin } = await request(steunQuery, { id });
  return (steungezin?.zouHelpen ?? []).map(({ vraaggezinnen, ...help }) => ({ ...help, families: [...vraaggezinnen], side: 'vraag' as const }));
}

export async function readPairFit(vraaggezin: string, steungezin: string): Promise<Suggestion | null> {
  return (await request(pairQuery, { vraaggezin, steungezin })).fit;
}

/** Families that offer help, by a part of their name or village. */
export async function findSteun(text: string): Promise<Found[]> {
  const { families } = await request(searchQuery, { search: text });
  return nodes(families).flatMap(({ name, village, steungezinnen }) => steungezinnen.slice(-1).map(({ id, state }) => ({ id, state, name, village })));
}

type Answer = ResultOf<typeof pairQuery>['fit'];
type Same<A, B> = A extends B ? true : never;
/** The compiler tells when a pair no longer looks like a suggestion. */
export const alike: Same<NonNullable<Answer>, Suggestion> = true;
