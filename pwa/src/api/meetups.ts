import { graphql, request, type ResultOf } from './graphql.ts';

export const meetupFields = graphql(`
  fragment MeetupFields on Meetup {
    id version title description thema kind startsAt endsAt capacity freePlaces withChildren ageFrom ageTo languages doelgroepen
    cancelledAt reisband
    place { id name street postcode village lat lon access stepFree pram toilet }
    mySignup { id version state adults children waitingPlace passed offeredUntil }
    series { id title kind mySignup { id adults children } }
  }
`);

const meetupsQuery = graphql(
  `
  query Meetups($near: String, $within: Int, $from: DateTime, $to: DateTime, $withChildren: Boolean, $evening: Boolean, $theme: Thema, $language: String, $age: Int, $doelgroep: Doelgroep, $first: Int, $after: Cursor) {
    meetups(first: $first, after: $after, near: $near, within: $within, from: $from, to: $to, withChildren: $withChildren, evening: $evening, theme: $theme, language: $language, age: $age, doelgroep: $doelgroep) {
      edges { node { ...MeetupFields } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`,
  [meetupFields],
);

const seriesQuery = graphql(`
  query SeriesPage($id: ID!) {
    node(id: $id) { ... on Series { id title description kind rhythm { unit every weken days nth } at minutes place { id name street village access stepFree pram toilet } } }
  }
`);
const ofPlaceQuery = graphql(
  `query MeetupsOfPlace($place: ID!, $after: Cursor) { meetups(first: 60, place: $place, after: $after) { edges { node { ...MeetupFields } } pageInfo { hasNextPage endCursor } } }`,
  [meetupFields],
);

const meetupQuery = graphql(`query Meetup($id: ID!) { meetup(id: $id) { ...MeetupFields } }`, [meetupFields]);

export const signUpMutation = graphql(
  `
  mutation SignUp($input: SignUpInput!) {
    signUp(input: $input) {
      clientMutationId replayed
      signup { id version state adults children waitingPlace passed offeredUntil }
      meetup { ...MeetupFields }
      userErrors { code message path }
    }
  }
`,
  [meetupFields],
);

export const cancelMutation = graphql(
  `
  mutation CancelSignup($input: CancelSignupInput!) {
    cancelSignup(input: $input) {
      clientMutationId replayed
      signup { id version state adults children waitingPlace passed offeredUntil }
      meetup { ...MeetupFields }
      userErrors { code message path }
    }
  }
`,
  [meetupFields],
);

export const acceptMutation = graphql(
  `
  mutation AcceptOffer($input: AcceptOfferInput!) {
    acceptOffer(input: $input) {
      clientMutationId replayed
      signup { id version state adults children waitingPlace passed offeredUntil }
      meetup { ...MeetupFields }
      userErrors { code message path }
    }
  }
`,
  [meetupFields],
);

/** A household comes to every meetup of a series, or not any more. */
export const alwaysMutation = graphql(`
  mutation SignUpForSeries($input: SignUpForSeriesInput!) {
    signUpForSeries(input: $input) { clientMutationId replayed seriesSignup { id adults children endedAt } userErrors { code message path } }
  }
`);

export const leaveSeriesMutation = graphql(`
  mutation LeaveSeries($input: LeaveSeriesInput!) {
    leaveSeries(input: $input) { clientMutationId replayed seriesSignup { id adults children endedAt } userErrors { code message path } }
  }
`);

const guestMutation = graphql(`
  mutation SignUpAsGuest($input: SignUpAsGuestInput!) {
    signUpAsGuest(input: $input) { clientMutationId replayed userErrors { code message path } }
  }
`);

/** Somebody without an account comes too. The secret is the key to her own page; made here, kept by her. */
export async function signUpAsGuest(input: { clientMutationId: string; id: string; meetupId: string; firstName: string; adults: number; children: number; secret: string }) {
  return (await request(guestMutation, { input }, { as: null })).signUpAsGuest?.userErrors ?? [];
}

export const meetupChanged = graphql(`subscription MeetupChanged { meetupChanged { id version } }`);

export type Meetup = ResultOf<typeof meetupFields>;
export type Signup = NonNullable<Meetup['mySignup']>;
export type MeetupFilter = {
  near?: string; within?: number; from?: string; to?: string; withChildren?: boolean; evening?: boolean; theme?: Meetup['thema']; language?: string; age?: number;
  doelgroep?: Meetup['doelgroepen'][number]; first?: number;
};

export type MeetupPage = { list: Meetup[]; next: string | null; total: number };

/** A visitor reads what everybody may read; who is signed in sees her own sign-up with it. */
export async function readMeetupPage(filter: MeetupFilter & { after?: string }, as: string | null): Promise<MeetupPage> {
  const { edges, pageInfo, totalCount } = (await request(meetupsQuery, { first: 60, ...filter }, { as })).meetups;
  return { list: (edges ?? []).flatMap((edge) => (edge?.node ? [edge.node] : [])), next: pageInfo.hasNextPage ? pageInfo.endCursor : null, total: totalCount };
}

/** The first of them. */
export async function readMeetups(filter: MeetupFilter, as: string | null): Promise<Meetup[]> {
  return (await readMeetupPage(filter, as)).list;
}

/** All there are of a stretch of time, however many pages that is. */
export async function readAllMeetups(filter: MeetupFilter & { to: string }, as: string | null): Promise<Meetup[]> {
  const list: Meetup[] = [];
  let after: string | undefined;
  do {
    const page = await readMeetupPage({ ...filter, after }, as);
    list.push(...page.list);
    after = page.next ?? undefined;
  } while (after);
  return list;
}

export async function readMeetup(id: string, as: string | null): Promise<Meetup | null> {
  return (await request(meetupQuery, { id }, { as })).meetup;
}

/** A series with its next dates, for whoever scanned its affiche; nothing when there is none. */
export async function readSeriesPage(id: string, as: string | null) {
  const { node } = await request(seriesQuery, { id }, { as });
  if (!node || !('rhythm' in node)) return null;
  const coming: Meetup[] = [];
  let after: string | null = null;
  do {
    const { meetups }: ResultOf<typeof ofPlaceQuery> = await request(ofPlaceQuery, { place: node.place.id, after }, { as });
    coming.push(...(meetups.edges ?? []).flatMap((edge) => (edge?.node?.series?.id === id ? [edge.node] : [])));
    after = coming.length < 12 && meetups.pageInfo.hasNextPage ? meetups.pageInfo.endCursor : null;
  } while (after);
  return { ...node, coming: coming.slice(0, 12) };
}
