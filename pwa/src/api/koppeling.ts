import { graphql, request } from './graphql.ts';
import { koppelingFields } from './me.ts';

export const answerProposal = graphql(
  `
  mutation AnswerProposal($input: AnswerProposalInput!) {
    answerProposal(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path ... on ConflictError { current { ... on Koppeling { id version state } } } }
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
      userErrors { code message path ... on ConflictError { current { ... on Koppeling { id version state } } } }
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
      userErrors { code message path ... on ConflictError { current { ... on Koppeling { id version state } } } }
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

export const checkInKind = graphql(
  `
  mutation CheckInKind($input: CheckInKindInput!) {
    checkInKind(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const giveTerugblik = graphql(
  `
  mutation GiveTerugblik($input: GiveTerugblikInput!) {
    giveTerugblik(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const skipVisit = graphql(
  `
  mutation SkipVisit($input: SkipVisitInput!) {
    skipVisit(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const askChange = graphql(
  `
  mutation AskChange($input: AskChangeInput!) {
    askChange(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const koppelingChanged = graphql(`subscription KoppelingChanged { koppelingChanged { id version } }`);

const contactQuery = graphql(`
  query Samen($id: ID!) {
    koppeling(id: $id) {
      id
      andereFamilie { name contactgegevens { phone street houseNumber postcode } }
    }
  }
`);

/** Phone and address of the other family: from the trial on, and never kept on the phone. */
export async function readContact(id: string, as: string) {
  const { koppeling } = await request(contactQuery, { id }, { as });
  return koppeling;
}
