/** The secret address at which a family's own calendar reads its meetups. */
import { graphql, request } from './graphql.ts';

const feedsQuery = graphql(`query MyCalendarFeeds { myCalendarFeeds { id createdAt revokedAt } }`);

const makeMutation = graphql(`
  mutation MakeCalendarFeed($input: MakeCalendarFeedInput!) {
    makeCalendarFeed(input: $input) { clientMutationId replayed calendarFeed { id } userErrors { code message path } }
  }
`);

const revokeMutation = graphql(`
  mutation RevokeCalendarFeed($input: RevokeCalendarFeedInput!) {
    revokeCalendarFeed(input: $input) { clientMutationId replayed calendarFeed { id } userErrors { code message path } }
  }
`);

export type CalendarFeed = { id: string; createdAt: string; revokedAt: string | null };

/** Those that still answer. */
export async function readFeeds(as: string): Promise<CalendarFeed[]> {
  const { myCalendarFeeds } = await request(feedsQuery, {}, { as });
  return (myCalendarFeeds as CalendarFeed[]).filter(({ revokedAt }) => !revokedAt);
}

/** Gives what the server refuses; nothing is all right. */
export async function makeFeed(input: { clientMutationId: string; id: string; secret: string }, as: string) {
  return (await request(makeMutation, { input }, { as })).makeCalendarFeed?.userErrors ?? [];
}

export async function revokeFeed(input: { clientMutationId: string; id: string }, as: string) {
  return (await request(revokeMutation, { input }, { as })).revokeCalendarFeed?.userErrors ?? [];
}
