/** Meetups as a host runs them: what is coming, who comes, who is there. */
import { graphql, request, type ResultOf } from '../../../api/graphql.ts';
import { nodes } from '../board.ts';
import { deskViewer } from '../me.svelte.ts';
import { say } from '../say.ts';

const list = graphql(`
  query HostMeetups($from: DateTime, $after: Cursor, $region: ID) {
    meetups(first: 30, from: $from, after: $after, region: $region) {
      totalCount pageInfo { hasNextPage endCursor }
      edges { node { id title startsAt endsAt capacity freePlaces cancelledAt kind place { id name village } signups { id state adults children } } }
    }
  }
`);
const one = graphql(`
  query HostMeetup($id: ID!) {
    meetup(id: $id) {
      id version title description thema kind startsAt endsAt capacity freePlaces withChildren ageFrom ageTo languages doelgroepen cancelledAt
      place { id name street village access } series { id }
      walkIns { id name adults peuters kinderen tieners createdAt } closing { note themas }
      signups { id version state adults children waitingPlace presentAdults presentChildren createdAt guestName reminder family { id name talen } }
    }
  }
`);
const placesQuery = graphql(`
  query HostPlaces($region: ID) { places(first: 100, region: $region) { edges { node { id name village active } } } }
`);

export const attendance = graphql(`
  mutation RecordAttendance($input: RecordAttendanceInput!) {
    recordAttendance(input: $input) {
      clientMutationId replayed signup { id version state presentAdults presentChildren } meetup { id }
      userErrors { code message path ... on ConflictError { current { ... on Signup { id version state presentAdults presentChildren } } } }
    }
  }
`);
export const walkIn = graphql(`
  mutation RecordWalkIn($input: RecordWalkInInput!) {
    recordWalkIn(input: $input) {
      clientMutationId replayed meetup { id walkIns { id name adults peuters kinderen tieners createdAt } } userErrors { code message path }
    }
  }
`);
export const noWalkIn = graphql(`
  mutation RemoveWalkIn($input: RemoveWalkInInput!) {
    removeWalkIn(input: $input) {
      clientMutationId replayed meetup { id walkIns { id name adults peuters kinderen tieners createdAt } } userErrors { code message path }
    }
  }
`);
export const closing = graphql(`
  mutation CloseMeetup($input: CloseMeetupInput!) {
    closeMeetup(input: $input) { clientMutationId replayed meetup { id closing { note themas } } userErrors { code message path } }
  }
`);
const before = graphql(`
  query MeetupsBefore($region: ID, $from: DateTime!, $to: DateTime!) {
    meetups(last: 12, region: $region, from: $from, to: $to) {
      edges { node { id title description thema kind startsAt endsAt capacity withChildren ageFrom ageTo languages doelgroepen place { id } } }
    }
  }
`);
export const changeMeetup = graphql(`
  mutation ChangeMeetup($input: ChangeMeetupInput!) {
    changeMeetup(input: $input) { clientMutationId replayed meetup { id version } userErrors { code message path } }
  }
`);
export const planMeetup = graphql(`
  mutation PlanMeetup($input: PlanMeetupInput!) {
    planMeetup(input: $input) { clientMutationId replayed meetup { id } userErrors { code message path } }
  }
`);
export const cancelMeetup = graphql(`
  mutation CancelMeetup($input: CancelMeetupInput!) {
    cancelMeetup(input: $input) { clientMutationId replayed meetup { id cancelledAt } userErrors { code message path } }
  }
`);

export type HostMeetup = NonNullable<ResultOf<typeof one>['meetup']>;
export type HostSignup = HostMeetup['signups'][number];
export type HostLine = Awaited<ReturnType<typeof readUpcoming>>['rows'][number];
export type MeetupBefore = Awaited<ReturnType<typeof readBefore>>[number];
export type Place = Awaited<ReturnType<typeof readPlaces>>[number];

/** The region of who is at the desk: known before anything of it is asked. */
export async function myRegion(): Promise<string | null> {
  if (!deskViewer.data) await deskViewer.refresh();
  return deskViewer.data?.region?.id ?? null;
}

export async function readUpcoming(from: string, after: string | null) {
  const region = await myRegion();
  const { meetups } = await request(list, { from, region, after });
  return { rows: nodes(meetups), next: meetups.pageInfo.hasNextPage ? meetups.pageInfo.endCursor : null };
}

export async function readMeetup(id: string): Promise<HostMeetup | null> {
  return (await request(one, { id })).meetup;
}

export async function readPlaces() {
  return nodes((await request(placesQuery, { region: await myRegion() })).places).filter(({ active }) => active);
}

/** What was there in the last half year, newest first, and each title once: to begin the next one with. */
export async function readBefore() {
  const region = await myRegion();
  const now = Date.now();
  const { meetups } = await request(before, { region, from: new Date(now - 182 * 86_400_000).toISOString(), to: new Date(now).toISOString() });
  const rows = nodes(meetups).reverse();
  return rows.filter((row, i) => rows.findIndex(({ title, place }) => title === row.title && place.id === row.place.id) === i);
}

const comes = ['AANGEMELD', 'GEWEEST', 'NIET_GEWEEST', 'AANGEBODEN'];

/** Who has a place, and who waits for one; who cancelled is out of sight. */
export function guests<T extends { state: string }>(signups: readonly T[]): { coming: T[]; waiting: T[] } {
  return { coming: signups.filter(({ state }) => comes.includes(state)), waiting: signups.filter(({ state }) => state === 'WACHTLIJST') };
}

export function people(signups: readonly { adults: number; children: number }[]): number {
  return signups.reduce((sum, { adults, children }) => sum + adults + children, 0);
}

/** What a household is called; a guest by her first name. */
export function called({ family, guestName }: HostSignup): string {
  return family?.name ?? guestName;
}

/** "1 groot, 2 kinderen" */
export function party(adults: number, children: number): string {
  return [adults ? say('host.party', { adults }) : '', children ? say('host.party.kids', { n: children }) : ''].filter(Boolean).join(', ');
}
