import { graphql, request, type ResultOf } from './graphql.ts';

const detailsQuery = graphql(`
  query MyDetails {
    viewer {
      email
      region { phone contactName }
      family {
        id name village adults talen wissenOp
        children { id firstName age }
        contactgegevens { phone email street houseNumber postcode bereikVia bereikOp }
        zorgFeiten { id kind toelichting dieren }
        toestemmingen { id doel giver givenAt withdrawnAt }
        jaNodig { wie nummer child { id firstName age } toestemming { id giver givenAt } }
        vraaggezinnen { id soorten dagdelen }
        steungezinnen { id soorten dagdelen }
      }
    }
  }
`);

export type Details = ResultOf<typeof detailsQuery>['viewer'];

/** What we know of somebody: read each time, kept nowhere. */
export async function readDetails(as: string): Promise<Details> {
  return (await request(detailsQuery, {}, { as })).viewer;
}
