/** What a side says at and after the farewell. */
import { graphql } from './graphql.ts';
import { koppelingFields } from './me.ts';

export const sayAfscheid = graphql(
  `
  mutation SayAfscheid($input: SayAfscheidInput!) {
    sayAfscheid(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const answerContact = graphql(
  `
  mutation AnswerContact($input: OwnAnswerInput!) {
    answerContact(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const answerOpnieuw = graphql(
  `
  mutation AnswerOpnieuw($input: OwnAnswerInput!) {
    answerOpnieuw(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);

export const answerReopen = graphql(
  `
  mutation AnswerReopen($input: OwnAnswerInput!) {
    answerReopen(input: $input) {
      clientMutationId replayed
      koppeling { ...KoppelingFields }
      userErrors { code message path }
    }
  }
`,
  [koppelingFields],
);
