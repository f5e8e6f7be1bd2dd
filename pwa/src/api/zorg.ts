import { graphql, request, type ResultOf } from './graphql.ts';

export const shareZorg = graphql(`
  mutation ShareZorg($input: ShareZorgInput!) {
    shareZorg(input: $input) {
      clientMutationId replayed
      zorgmelding { id gezienOp }
      userErrors { code message path }
    }
  }
`);

const mine = graphql(`
  query MijnZorgen { zorgmeldingen(last: 5) { edges { node { id createdAt gezienOp } } } }
`);

export type MineZorg = NonNullable<NonNullable<NonNullable<ResultOf<typeof mine>['zorgmeldingen']['edges']>[number]>['node']>;

/** What I shared: that it arrived, and that somebody read it. Not the words: more people hold this phone. */
export async function readMineZorg(as: string): Promise<MineZorg[]> {
  const { zorgmeldingen } = await request(mine, {}, { as });
  return (zorgmeldingen.edges ?? []).flatMap((edge) => (edge?.node ? [edge.node] : [])).reverse();
}
