import { graphql, request, type ResultOf } from './graphql.ts';

const regionsQuery = graphql(`
  query Regions { regions { id key name phone contactName zoZoekenWij villages { name postcodes } } }
`);

export type Region = ResultOf<typeof regionsQuery>['regions'][number];

export async function readRegions(): Promise<Region[]> {
  return (await request(regionsQuery, {}, { as: null })).regions;
}
