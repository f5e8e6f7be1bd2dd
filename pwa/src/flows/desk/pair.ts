/** One koppeling with both its sides, as its matcher sees it. */
import { graphql, request, type ResultOf } from '../../api/graphql.ts';

const sideFields = graphql(`
  fragment SideFields on Family {
    id name village talen
    children { id firstName age }
    contactgegevens { id phone email bereikVia bereikOp street houseNumber postcode }
  }
`);
const query = graphql(
  `
  query KoppelingPage($id: ID!) {
    koppeling(id: $id) {
      id version state verlooptOp kennismakingOp kennismakingPlaats proefVan proefTot actiefSinds pauzeTot afscheidOp afgerondOp heropenGevraagdOp heropenVoor contactBlijft mogelijk
      matcher { id firstName }
      vraaggezin { id state soorten dagdelen weken family { ...SideFields } }
      steungezin { id state soorten dagdelen weken family { ...SideFields } }
      answers { id kant kind antwoord reden mondeling createdAt }
      afspraken { id nummer wanneer halenBrengen eten telefoon allergie noodnummer overig createdAt }
      checkIns { id kant vanKind smiley toelichting createdAt }
      afscheidswoorden { id kant woord }
      geldigeAfspraken
      momenten { kant soort nummer voor stand }
      terugblikken { id kant nummer hoe hoeVaak verder toelichting createdAt }
      steps { id step fromState toState toelichting reden score createdAt actor { id firstName } ontheffingen { key door reden gesprokenOp } }
    }
  }
`,
  [sideFields],
);

export type Pair = NonNullable<ResultOf<typeof query>['koppeling']>;
export type Side = NonNullable<NonNullable<Pair['vraaggezin']>['family']>;
export type Kant = 'VRAAG' | 'STEUN';

export async function readPair(id: string): Promise<Pair | null> {
  return (await request(query, { id })).koppeling;
}

/** The houses of its life, and the one that is lit. What ended shows where it ended. */
export const line = ['voorstel', 'kennismaking', 'proef', 'samen', 'afronden'] as const;
const at: Record<string, number> = {
  VERKEND: 0, VOORGESTELD_STEUN: 1, VOORGESTELD_VRAAG: 1, KENNISMAKING: 2, PROEFPERIODE: 3, ACTIEF: 4, GEPAUZEERD: 4, AFRONDEN: 5, AFGEROND: 6,
};

export function lineAt({ state, steps }: Pair): number {
  const now = at[state];
  if (now !== undefined) return now;
  return Math.max(1, ...steps.map(({ fromState }) => at[fromState ?? ''] ?? 0));
}

/** Who took the last step: the name in "Els heeft dit ook veranderd". */
export function lastActor({ steps }: Pair): string | undefined {
  return steps.at(-1)?.actor?.firstName;
}

/** The yes to the newest afspraken counts; older ones are history. */
export function confirmed({ afspraken, answers }: Pair, kant: Kant): boolean {
  const newest = afspraken.at(-1);
  return newest !== undefined && answers.some((one) => one.kind === 'AFSPRAKEN' && one.kant === kant && one.antwoord === 'JA' && one.createdAt >= newest.createdAt);
}
