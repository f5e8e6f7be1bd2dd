/** One person's yes, and taking it back. */
import { graphql } from './graphql.ts';

export const giveToestemming = graphql(`
  mutation GiveToestemming($input: GiveToestemmingInput!) {
    giveToestemming(input: $input) {
      clientMutationId replayed
      family { id version }
      userErrors { code message path }
    }
  }
`);

export const withdrawToestemming = graphql(`
  mutation WithdrawToestemming($input: WithdrawToestemmingInput!) {
    withdrawToestemming(input: $input) {
      clientMutationId replayed
      family { id version }
      userErrors { code message path }
    }
  }
`);
