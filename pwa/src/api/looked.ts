import { graphql, request, type ResultOf } from './graphql.ts';

const lookedQuery = graphql(`
  query WhoLooked($family: ID!, $before: DateTime) {
    inzagen(familyId: $family, before: $before) { op soort wat wie { id firstName } }
  }
`);

export type Look = ResultOf<typeof lookedQuery>['inzagen'][number];

/** Who looked at what of a family, newest first, at most 200 at a time. Kept nowhere. */
export async function readLooked(as: string, family: string, before?: string): Promise<Look[]> {
  return (await request(lookedQuery, { family, before: before ?? null }, { as })).inzagen;
}

const everythingQuery = graphql(`
  query Everything {
    viewer {
      email
      person { firstName }
      family {
        name village adults talen vervoer confirmedAt wissenOp
        children { firstName birthMonth }
        contactgegevens { lastName phone email street houseNumber postcode bereikVia bereikOp bevestigdOp }
        zorgFeiten { kind toelichting dieren zorgtaken astma }
        toestemmingen { doel giver textVersion givenAt withdrawnAt }
        vraaggezinnen { state soorten dagdelen keerPerMaand eigenWoorden gezag volgendeStap volgendeDatum }
        steungezinnen { state soorten dagdelen keerPerMaand eigenWoorden volgendeStap volgendeDatum }
        signups { state adults children createdAt meetup { title startsAt place { name } } }
      }
    }
  }
`);
const togetherQuery = graphql(`
  query EverythingTogether($after: Cursor) {
    koppelingen(first: 10, after: $after) {
      pageInfo { hasNextPage endCursor }
      edges { node {
        state kant proefVan actiefSinds afgerondOp
        andereFamilie { name }
        answers { kind antwoord reden createdAt }
        checkIns { smiley toelichting createdAt }
        terugblikken { nummer hoe hoeVaak verder toelichting createdAt }
        afspraken { nummer wanneer halenBrengen eten telefoon allergie noodnummer overig createdAt }
      } }
    }
  }
`);

type Koppelingen = NonNullable<ResultOf<typeof togetherQuery>['koppelingen']['edges']>;

/** All that we know of a family and may show it, for a file of its own (AVG 15 and 20). In parts,
 *  because one question for all of it would cost more than anybody may ask at once. */
export async function readEverything(as: string, family: string) {
  const { viewer } = await request(everythingQuery, {}, { as });
  const koppelingen: NonNullable<Koppelingen[number]>['node'][] = [];
  for (let after: string | null = null; ; ) {
    const { koppelingen: page }: ResultOf<typeof togetherQuery> = await request(togetherQuery, { after }, { as });
    koppelingen.push(...(page.edges ?? []).map((edge) => edge?.node ?? null));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  const inzagen = await readLooked(as, family);
  return { viewer, koppelingen, inzagen };
}
