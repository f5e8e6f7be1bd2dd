/** What a meetup is, as a host types it: the same for one meetup, for a series, and for a change. */
import type { VariablesOf } from '../../../api/graphql.ts';
import type { planMeetup } from './meetups.ts';

type Input = VariablesOf<typeof planMeetup>['input'];
export type Thema = NonNullable<Input['thema']>;
export type Kind = NonNullable<Input['kind']>;
export type Doelgroep = NonNullable<Input['doelgroepen']>[number];

export const themas: readonly Thema[] = ['KOFFIE', 'SLAPEN', 'ETEN', 'OPVOEDEN', 'SCHEIDING', 'PUBERTEIT', 'WONEN', 'SPELEN', 'TAAL', 'ANDERS'];
export const kinds: readonly Kind[] = ['AANMELDEN', 'INLOOP', 'VOL_IS_VOL'];
export const doelgroepen: readonly Doelgroep[] = ['VROUWEN', 'MANNEN', 'GROOTOUDERS', 'JONGE_OUDERS', 'ALLEENSTAAND'];

/** Numbers are what stands in the field: an empty one is empty, not 0. */
export type Draft = {
  placeId: string; title: string; description: string; thema: Thema; kind: Kind; capacity: string;
  withChildren: boolean; ageFrom: string; ageTo: string; languages: string[]; doelgroepen: Doelgroep[];
};
/** What there is already, to begin with: a meetup or a series. */
export type Before = {
  title: string; description: string; thema: Thema; kind: Kind; capacity: number; withChildren: boolean;
  ageFrom: number | null; ageTo: number | null; languages: readonly string[]; doelgroepen: readonly Doelgroep[]; place: { id: string };
};

export function blank(): Draft {
  return { placeId: '', title: '', description: '', thema: 'KOFFIE', kind: 'AANMELDEN', capacity: '12', withChildren: true, ageFrom: '', ageTo: '', languages: ['nl'], doelgroepen: [] };
}

export function like(one: Before): Draft {
  return {
    placeId: one.place.id, title: one.title, description: one.description, thema: one.thema, kind: one.kind, capacity: String(one.capacity),
    withChildren: one.withChildren, ageFrom: text(one.ageFrom), ageTo: text(one.ageTo), languages: [...one.languages], doelgroepen: [...one.doelgroepen],
  };
}

export function inputOf(draft: Draft) {
  const { withChildren: kids } = draft;
  return {
    placeId: draft.placeId, title: draft.title, description: draft.description, thema: draft.thema, kind: draft.kind,
    capacity: draft.kind === 'INLOOP' ? 0 : (number(draft.capacity) ?? 0), withChildren: kids,
    ageFrom: kids ? number(draft.ageFrom) : null, ageTo: kids ? number(draft.ageTo) : null, languages: draft.languages, doelgroepen: draft.doelgroepen,
  };
}

function text(n: number | null): string {
  return n === null ? '' : String(n);
}

/** What is no number goes to the server as one that it refuses in its own words. */
function number(typed: string): number | null {
  if (typed.trim() === '') return null;
  const n = Number(typed);
  return Number.isInteger(n) ? n : -1;
}
