/** A proposal, in the matcher's own words; and a thought for later, which no family sees. */
import { graphql } from '../../api/graphql.ts';

export const propose = graphql(`
  mutation ProposeKoppeling($input: ProposeKoppelingInput!) {
    proposeKoppeling(input: $input) { clientMutationId replayed koppeling { id state } userErrors { code message path } }
  }
`);

export const explore = graphql(`
  mutation ExploreKoppeling($input: ExploreKoppelingInput!) {
    exploreKoppeling(input: $input) { clientMutationId replayed koppeling { id state } userErrors { code message path } }
  }
`);
