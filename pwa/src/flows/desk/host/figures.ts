/** The year of the ontmoetingsplekken. A number under 5 does not leave the server. */
import { graphql, request, type ResultOf } from '../../../api/graphql.ts';

const query = graphql(`
  query MeetupFigures($year: Int!) {
    meetupFigures(year: $year) {
      year meetups visits places newHouseholds returningHouseholds
      perPlace { meetups visits place { id name village } } perMonth { month meetups visits } perThema { thema meetups visits talkedAbout }
    }
  }
`);

export type Figures = NonNullable<ResultOf<typeof query>['meetupFigures']>;

export async function readFigures(year: number): Promise<Figures | null> {
  return (await request(query, { year })).meetupFigures;
}
