import { graphql, request, type ResultOf } from './graphql.ts';
import { meetupFields } from './meetups.ts';

const koppelingFields = graphql(`
  fragment KoppelingFields on Koppeling {
    id version state kant verlooptOp kennismakingOp kennismakingPlaats proefVan proefTot actiefSinds pauzeTot mogelijk
    matcher { id firstName }
    profiel { reisband soorten dagdelen talen leeftijden dieren naam village }
    answers { id kind antwoord kant createdAt }
    afspraken { id nummer wanneer halenBrengen eten telefoon allergie noodnummer overig createdAt }
    checkIns { id smiley createdAt }
  }
`);

const meQuery = graphql(
  `
  query Me {
    viewer {
      person { id firstName }
      roles
      region { id name phone contactName }
      family {
        id version name village adults
        children { id age }
        vraaggezinnen { id version state aangemeldOp pauzeTot matcher { id firstName } }
        steungezinnen { id version state aangemeldOp pauzeTot matcher { id firstName } screening { teDoen } }
        signups { id version state adults children waitingPlace meetup { ...MeetupFields } }
      }
    }
    koppelingen(first: 20) { edges { node { ...KoppelingFields } } }
  }
`,
  [meetupFields, koppelingFields],
);

const contactQuery = graphql(`
  query Samen($id: ID!) {
    koppeling(id: $id) {
      id
      andereFamilie { name contactgegevens { phone street houseNumber postcode } }
    }
  }
`);

const detailsQuery = graphql(`
  query MyDetails {
    viewer {
      email
      region { phone contactName }
      family {
        id name village adults talen
        children { id firstName age }
        contactgegevens { phone email street houseNumber postcode bereikVia bereikOp }
        zorgFeiten { id kind toelichting dieren }
        toestemmingen { id doel givenAt withdrawnAt }
        vraaggezinnen { id soorten dagdelen }
        steungezinnen { id soorten dagdelen }
      }
    }
  }
`);

export const answerProposal = graphql(
  `
  mutation AnswerProposal($input: AnswerProposalInput!) {
    answerProposal(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const answerKennismaking = graphql(
  `
  mutation AnswerKennismaking($input: AnswerKennismakingInput!) {
    answerKennismaking(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const confirmAfspraken = graphql(
  `
  mutation ConfirmAfspraken($input: ConfirmAfsprakenInput!) {
    confirmAfspraken(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const checkIn = graphql(
  `
  mutation CheckIn($input: CheckInInput!) {
    checkIn(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const koppelingChanged = graphql(`subscription KoppelingChanged { koppelingChanged { id version } }`);

export type Koppeling = ResultOf<typeof koppelingFields>;
type MeResult = ResultOf<typeof meQuery>;
export type Family = NonNullable<MeResult['viewer']['family']>;
export type MySignup = Family['signups'][number];
/** The home of a family in one piece: what is kept for reading without internet. */
export type Me = MeResult['viewer'] & { koppelingen: Koppeling[] };
export type Details = ResultOf<typeof detailsQuery>['viewer'];

export async function readMe(as: string): Promise<Me> {
  const { viewer, koppelingen } = await request(meQuery, {}, { as });
  return { ...viewer, koppelingen: (koppelingen.edges ?? []).flatMap((edge) => (edge?.node ? [edge.node] : [])) };
}

/** Phone and address of the other family: from the trial on, and never kept on the phone. */
export async function readContact(id: string, as: string) {
  const { koppeling } = await request(contactQuery, { id }, { as });
  return koppeling;
}

export async function readDetails(as: string): Promise<Details> {
  return (await request(detailsQuery, {}, { as })).viewer;
}
