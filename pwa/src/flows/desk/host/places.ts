/** The ontmoetingsplekken as hosts keep them: what they are like, who receives there, where they are. */
import { graphql, request, type ResultOf } from '../../../api/graphql.ts';
import { written } from '../../../text/format.ts';
import { nodes } from '../board.ts';
import { myRegion } from './meetups.ts';

const placeFields = graphql(`
  fragment PlaceFields on Place {
    id version name street postcode village lat lon access stepFree pram toilet languages active hosts { id firstName }
  }
`);
const all = graphql(`query HostPlacesWhole($region: ID) { places(first: 100, region: $region) { edges { node { ...PlaceFields } } } }`, [placeFields]);
const one = graphql(`query HostPlace($id: ID!) { place(id: $id) { ...PlaceFields } receivers { id firstName } }`, [placeFields]);
const people = graphql(`query HostReceivers { receivers { id firstName } }`);
const lookup = graphql(`query HostPostcode($code: String!) { postcode(code: $code) { postcode village known postbus } }`);

export const addPlace = graphql(`
  mutation AddPlace($input: AddPlaceInput!) { addPlace(input: $input) { clientMutationId replayed place { id } userErrors { code message path } } }
`);
export const changePlace = graphql(`
  mutation ChangePlace($input: ChangePlaceInput!) { changePlace(input: $input) { clientMutationId replayed place { id version } userErrors { code message path } } }
`);
export const closePlace = graphql(`
  mutation ClosePlace($input: PlaceStepInput!) { closePlace(input: $input) { clientMutationId replayed place { id version active } userErrors { code message path } } }
`);
export const reopenPlace = graphql(`
  mutation ReopenPlace($input: PlaceStepInput!) { reopenPlace(input: $input) { clientMutationId replayed place { id version active } userErrors { code message path } } }
`);

export type WholePlace = ResultOf<typeof placeFields>;
export type Spot = { lat: number; lon: number };

export async function readWholePlaces(): Promise<WholePlace[]> {
  return nodes((await request(all, { region: await myRegion() })).places);
}

/** A place, or an empty one to begin with, and who may receive there. */
export async function readPlace(id: string | undefined) {
  if (!id) return { place: undefined, receivers: (await request(people, {})).receivers ?? [] };
  const { place, receivers } = await request(one, { id });
  return { place, receivers: receivers ?? [] };
}

/** The village of a postcode; empty when nobody knows it. */
export async function villageOf(code: string): Promise<string> {
  const found = (await request(lookup, { code })).postcode;
  return found?.known && !found.postbus ? found.village : '';
}

/** What can be known of how one gets in: without steps, with a pram, a toilet. */
export const accesses = ['stepFree', 'pram', 'toilet'] as const;

export type PlaceDraft = {
  name: string; street: string; postcode: string; village: string; access: string;
  stepFree: boolean | null; pram: boolean | null; toilet: boolean | null; languages: string[]; hosts: string[];
  /** Picked by hand; else it is the middle of the postcode, or where it was. */
  spot: Spot | undefined;
};

export function draftOf(place: WholePlace | undefined): PlaceDraft {
  return {
    name: place?.name ?? '', street: place?.street ?? '', postcode: written(place?.postcode ?? '').replace('\u00a0', ' '), village: place?.village ?? '', access: place?.access ?? '',
    stepFree: place?.stepFree ?? null, pram: place?.pram ?? null, toilet: place?.toilet ?? null, languages: [...(place?.languages ?? ['nl'])],
    hosts: (place?.hosts ?? []).map(({ id }) => id), spot: undefined,
  };
}
