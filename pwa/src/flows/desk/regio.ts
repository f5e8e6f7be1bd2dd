/** What a region agreed on: how it stands, how every region begins, and which of it somebody changed. */
import { graphql, request, type ResultOf, type VariablesOf } from '../../api/graphql.ts';
import { spoken } from '../../text/format.ts';

const terms = graphql(`
  fragment AllTerms on Terms {
    reservationDays steunFirst askedPerWeek trialWeeks checkInMonths terugblikMonths vogYears
    vakantieregio offerHours reminderDays reminderAt quietFrom quietUntil
  }
`);
const query = graphql(
  `
  query RegionTerms {
    viewer {
      region {
        id name phone contactName
        terms { version magVeranderen bounds { field min max } now { ...AllTerms } standaard { ...AllTerms } }
      }
    }
  }
`,
  [terms],
);
export const updateRegion = graphql(`
  mutation UpdateRegion($input: UpdateRegionInput!) {
    updateRegion(input: $input) { clientMutationId replayed region { id terms { version } } userErrors { code message path } }
  }
`);

type Read = NonNullable<ResultOf<typeof query>['viewer']['region']>;
export type Region = Omit<Read, 'terms'> & { terms: NonNullable<Read['terms']> };
export type Input = Omit<VariablesOf<typeof updateRegion>['input'], 'clientMutationId'>;
type Changed = Omit<Input, 'id' | 'baseVersion'>;
export type Field = keyof Changed;
/** What stands in the form: as it is typed. */
export type Draft = Record<Field, string>;
export type Bound = { min: number; max: number };

/** In the order they are told, each with its kind of field. */
export type Kind = 'text' | 'tel' | 'number' | 'time' | 'first' | 'schools';
export const parts: readonly { key: string; fields: readonly (readonly [Field, Kind])[] }[] = [
  { key: 'reach', fields: [['name', 'text'], ['phone', 'tel'], ['contactName', 'text']] },
  { key: 'propose', fields: [['reservationDays', 'number'], ['steunFirst', 'first'], ['askedPerWeek', 'number']] },
  { key: 'course', fields: [['trialWeeks', 'number'], ['checkInMonths', 'number'], ['terugblikMonths', 'number'], ['vogYears', 'number']] },
  { key: 'meet', fields: [['vakantieregio', 'schools'], ['offerHours', 'number'], ['reminderDays', 'number'], ['reminderAt', 'time']] },
  { key: 'quiet', fields: [['quietFrom', 'time'], ['quietUntil', 'time']] },
];
export const schools = ['NOORD', 'MIDDEN', 'ZUID'] as const;
const all = parts.flatMap(({ fields }) => fields);

/** Null for who does not work with it. */
export async function readRegion(): Promise<Region | null> {
  const found = (await request(query, {})).viewer.region;
  return found?.terms ? { ...found, terms: found.terms } : null;
}

export function draftOf({ name, phone, contactName, terms: { now } }: Region): Draft {
  const known = { ...now, name, phone: typedAs(phone), contactName };
  return Object.fromEntries(all.map(([field]) => [field, String(known[field])])) as Draft;
}

/** A number as somebody types it: without the marks that hold it together in a sentence. */
const typedAs = (phone: string) => spoken(phone).replace(/[\u2066\u2069]/g, '').replaceAll('\u00a0', ' ');

/** How it is where nothing was changed; a name and a number have no standard. */
export function standardOf(region: Region, field: Field): string | undefined {
  const found: Partial<Record<Field, unknown>> = region.terms.standaard;
  return field in found ? String(found[field]) : undefined;
}

export function boundOf(region: Region, field: Field): Bound | undefined {
  return region.terms.bounds.find((one) => one.field === field);
}

/** The fields in which something else stands than the server said. */
export function touched(region: Region, draft: Draft): Field[] {
  const was = draftOf(region);
  return all.map(([field]) => field).filter((field) => draft[field].trim() !== was[field]);
}

/** Numbers that are none, or go beyond what may be chosen. */
export function beyond(region: Region, draft: Draft): { field: Field; bound: Bound }[] {
  return touched(region, draft).flatMap((field) => {
    const bound = boundOf(region, field);
    const typed = draft[field].trim();
    return bound && (!/^\d+$/.test(typed) || Number(typed) < bound.min || Number(typed) > bound.max) ? [{ field, bound }] : [];
  });
}

/** Only what was changed: what a colleague changed meanwhile is not put back. */
export function inputOf(region: Region, draft: Draft): Input {
  const kinds = new Map(all);
  const value = (field: Field) => ({ number: Number(draft[field]), first: draft[field] === 'true' })[kinds.get(field) as string] ?? draft[field].trim();
  const changed = Object.fromEntries(touched(region, draft).map((field) => [field, value(field)])) as Changed;
  return { id: region.id, baseVersion: region.terms.version, ...changed };
}

/** What was typed, over how it is now. */
export function rebased(before: Region, draft: Draft, now: Region): Draft {
  return { ...draftOf(now), ...Object.fromEntries(touched(before, draft).map((field) => [field, draft[field]])) };
}
