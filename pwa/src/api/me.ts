import { graphql, request, type ResultOf } from './graphql.ts';
import { meetupFields } from './meetups.ts';

export const koppelingFields = graphql(`
  fragment KoppelingFields on Koppeling {
    id version state kant verlooptOp kennismakingOp kennismakingPlaats proefVan proefTot actiefSinds pauzeTot mogelijk
    matcher { id firstName }
    waarnemer { id firstName }
    profiel { reisband soorten dagdelen talen leeftijden dieren naam village }
    answers { id kind antwoord kant kindJa createdAt }
    geldigeAfspraken
    momenten { soort nummer voor stand }
    afspraken { id nummer wanneer halenBrengen eten telefoon allergie noodnummer overig createdAt }
    checkIns { id smiley createdAt }
    afscheidOp afgerondOp afscheidTot heropenVoor contactBlijft vragen
    afscheidswoorden { id kant woord naam }
  }
`);

const meQuery = graphql(
  `
  query Me {
    viewer {
      person { id firstName }
      roles
      region { id name phone contactName wachttijd { vanWeken totWeken } }
      family {
        id version name village adults confirmedAt versheid gevraagdOp
        children { id age }
        vraaggezinnen { id version state aangemeldOp wachtendSinds volgendeDatum pauzeTot matcher { id firstName } waarnemer { id firstName } }
        steungezinnen { id version state aangemeldOp volgendeDatum pauzeTot matcher { id firstName } waarnemer { id firstName } screening { teDoen } }
        signups { id version state adults children waitingPlace passed offeredUntil meetup { ...MeetupFields } }
      }
    }
    koppelingen(first: 20) { edges { node { ...KoppelingFields } } }
  }
`,
  [meetupFields, koppelingFields],
);

export type Koppeling = ResultOf<typeof koppelingFields>;
type MeResult = ResultOf<typeof meQuery>;
export type Family = NonNullable<MeResult['viewer']['family']>;
export type MySignup = Family['signups'][number];
/** The home of a family in one piece: what is kept for reading without internet. */
export type Me = MeResult['viewer'] & { koppelingen: Koppeling[] };

export async function readMe(as: string): Promise<Me> {
  const { viewer, koppelingen } = await request(meQuery, {}, { as });
  return { ...viewer, koppelingen: (koppelingen.edges ?? []).flatMap((edge) => (edge?.node ? [edge.node] : [])) };
}

