import { graphql } from './graphql.ts';

/** Klopt nog: all that a family told us, confirmed in one tap. */
export const confirmFamily = graphql(`
  mutation ConfirmFamily($input: ConfirmFamilyInput!) {
    confirmFamily(input: $input) {
      clientMutationId replayed
      family { id confirmedAt versheid gevraagdOp }
      userErrors { code message path }
    }
  }
`);
