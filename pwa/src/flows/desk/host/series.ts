/** What comes back: the rule of a series, in the terms of the API and in words. */
import { graphql, request, type ResultOf, type VariablesOf } from '../../../api/graphql.ts';
import { list } from '../../../text/format.ts';
import { lang, t } from '../../../text/index.svelte.ts';
import { nodes } from '../board.ts';
import { say } from '../say.ts';
import { days } from '../../words.ts';
import { myRegion } from './meetups.ts';

const seriesFields = graphql(`
  fragment SeriesFields on Series {
    id version title description thema kind capacity withChildren ageFrom ageTo languages doelgroepen
    rhythm { unit every weken days nth } fromDay untilDay count skipDays schoolGaps at minutes nextDays place { id name village }
  }
`);
const all = graphql(
  `query HostSeries($region: ID) { allSeries(first: 100, region: $region) { edges { node { ...SeriesFields } } } }`,
  [seriesFields],
);
const previewQuery = graphql(`
  query SeriesPreview($rhythm: RhythmInput!, $fromDay: String!, $untilDay: String, $count: Int, $skipDays: [String!], $schoolGaps: Boolean, $region: ID) {
    seriesPreview(rhythm: $rhythm, fromDay: $fromDay, untilDay: $untilDay, count: $count, skipDays: $skipDays, schoolGaps: $schoolGaps, region: $region) {
      days holidays holidaysKnownUntil
    }
  }
`);
export const planSeries = graphql(`
  mutation PlanSeries($input: PlanSeriesInput!) {
    planSeries(input: $input) { clientMutationId replayed series { id } userErrors { code message path } }
  }
`);
const changeQuery = graphql(`
  query SeriesChange($input: ChangeSeriesInput!) {
    seriesChange(input: $input) { changed moved off kept stays added told userErrors { code message path } }
  }
`);
export const changeSeries = graphql(`
  mutation ChangeSeries($input: ChangeSeriesInput!) {
    changeSeries(input: $input) { clientMutationId replayed series { id version } userErrors { code message path } }
  }
`);
export const endSeries = graphql(`
  mutation EndSeries($input: EndSeriesInput!) {
    endSeries(input: $input) { clientMutationId replayed series { id version untilDay } userErrors { code message path } }
  }
`);

export type Series = ResultOf<typeof seriesFields>;
export type Preview = ResultOf<typeof previewQuery>['seriesPreview'];
export type Rhythm = VariablesOf<typeof previewQuery>['rhythm'];
export type Day = Rhythm['days'][number];
export type SeriesInput = Omit<VariablesOf<typeof changeQuery>['input'], 'clientMutationId'>;
export type Effect = NonNullable<ResultOf<typeof changeQuery>['seriesChange']>;

export async function readSeries(): Promise<Series[]> {
  return nodes((await request(all, { region: await myRegion() })).allSeries);
}

export async function preview(variables: Omit<VariablesOf<typeof previewQuery>, 'region'>): Promise<Preview> {
  return (await request(previewQuery, { ...variables, region: await myRegion() })).seriesPreview;
}

/** One series, also one that has ended. */
export async function readOneSeries(id: string): Promise<Series | null> {
  return (await readSeries()).find((one) => one.id === id) ?? null;
}

/** What a change would do; nothing is written. */
export async function effectOf(input: SeriesInput): Promise<Effect | null> {
  return (await request(changeQuery, { input: { ...input, clientMutationId: 'look' } })).seriesChange;
}

/** What a host chooses from; each is one shape of the API's rule. */
export const ways = ['WEEK', 'EVEN', 'ONEVEN', 'OM_DE_WEKEN', 'MAAND'] as const;
export type Way = (typeof ways)[number];
export type Shape = { way: Way; every: number; days: Day[]; nth: number[] };

export function ruleOf({ way, every, days: chosen, nth }: Shape): Rhythm {
  const ordered = days.filter((day) => chosen.includes(day));
  if (way === 'MAAND') return { unit: 'MAAND', every, days: ordered, nth, weken: null };
  return { unit: 'WEEK', every: way === 'OM_DE_WEKEN' ? every : 1, days: ordered, nth: [], weken: way === 'EVEN' || way === 'ONEVEN' ? way : null };
}

export function shapeOf({ unit, every, weken, days, nth }: { unit: string; every: number; weken: string | null; days: readonly Day[]; nth: readonly number[] }): Shape {
  const way: Way = unit === 'MAAND' ? 'MAAND' : weken === 'EVEN' || weken === 'ONEVEN' ? weken : every > 1 ? 'OM_DE_WEKEN' : 'WEEK';
  return { way, every: way === 'OM_DE_WEKEN' || way === 'MAAND' ? every : 2, days: [...days], nth: [...nth] };
}

/** "Elke eerste maandag van de maand", "Elke woensdag in de even weken" */
export function rhythmLine(rhythm: Parameters<typeof shapeOf>[0]): string {
  const { way, every, days: on, nth } = shapeOf(rhythm);
  const names = list(days.filter((day) => on.includes(day)).map((day) => t(`day.${day.toLowerCase() as 'ma'}`)), lang());
  const which = list(nth.map((n) => say(`series.nth.${n}`).toLowerCase()), lang());
  if (way === 'MAAND') return t(every > 1 ? 'series.line.months' : 'series.line.month', { which, days: names, n: every });
  return say(`series.line.${way}`, { days: names, n: every });
}

/** Whether it still comes back. */
export function running({ nextDays }: Series): boolean {
  return nextDays.length > 0;
}

/** From half past nine to half past eleven is 120 minutes; over midnight is more than none. */
export function minutesBetween(from: string, to: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return minutes(to) - minutes(from);
}

export function later(from: string, minutes: number): string {
  const at = Number(from.slice(0, 2)) * 60 + Number(from.slice(3, 5)) + minutes;
  return `${String(Math.floor(at / 60) % 24).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

/** When it comes back, as it stands in the fields. */
export type Timing = {
  shape: Shape; at: { day: string; from: string; to: string }; end: 'open' | 'day' | 'count'; until: string; count: string; schoolGaps: boolean; skip: string[];
};

export function timingOf({ rhythm, fromDay, untilDay, count, skipDays, schoolGaps, at, minutes }: Series): Timing {
  return {
    shape: shapeOf(rhythm), at: { day: fromDay, from: at, to: later(at, minutes) }, end: count ? 'count' : untilDay ? 'day' : 'open',
    until: untilDay, count: count ? String(count) : '10', schoolGaps, skip: [...skipDays],
  };
}

/** In the terms of the API; `untilDay` and `count` are there only when that is how it ends. */
export function planOf({ shape, at, end, until, count, schoolGaps, skip }: Timing) {
  return {
    rhythm: ruleOf(shape), fromDay: at.day, untilDay: end === 'day' && until ? until : null, count: end === 'count' ? Number(count) || null : null,
    skipDays: skip, schoolGaps, at: at.from, minutes: minutesBetween(at.from, at.to),
  };
}
