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
  query Everything($family: ID!) {
    viewer {
      email
      person { firstName }
      family {
        name village adults talen vervoer confirmedAt wissenOp
        children { firstName birthMonth }
        contactgegevens { lastName phone email street houseNumber postcode bereikVia bereikOp bevestigdOp }
        zorgFeiten { kind toelichting dieren zorgtaken astma }
        toestemmingen { doel giver textVersion givenAt withdrawnAt }
        vraaggezinnen { state soorten dagdelen frequentie eigenWoorden }
        steungezinnen { state soorten dagdelen eigenWoorden }
        signups { state adults children createdAt meetup { title startsAt place { name } } }
      }
    }
    koppelingen(first: 50) {
      edges { node {
        state kant proefVan actiefSinds afgerondOp
        andereFamilie { name }
        answers { kind antwoord reden createdAt }
        checkIns { smiley toelichting createdAt }
        terugblikken { nummer hoe hoeVaak verder toelichting createdAt }
        afspraken { nummer wanneer halenBrengen eten telefoon allergie noodnummer overig createdAt }
      } }
    }
    inzagen(familyId: $family) { op soort wat wie { firstName } }
  }
`);

/** All that we know of a family and may show it, for a file of its own (AVG 15 and 20). */
export async function readEverything(as: string, family: string): Promise<ResultOf<typeof everythingQuery>> {
  return request(everythingQuery, { family }, { as });
}
