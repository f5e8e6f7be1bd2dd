/** Every page of the app. A screen is fetched when somebody goes there, with the words it needs. */
import type { Component } from 'svelte';
import type { Section } from './text/languages.ts';

export type Params = Record<string, string>;
/** A screen names the params of its path itself; `match` gives it those and no others. */
export type Screen = Component<any>;
export type Route = {
  path: string;
  words: Section[];
  load: () => Promise<{ default: Screen }>;
  /** Who has something to see here. Others are shown the way in. */
  who?: 'parent' | 'staff';
};

const visitor: Section[] = ['visitor'];
const register: Section[] = ['register'];
const parent: Section[] = ['parent'];
const host: Section[] = ['desk', 'host'];
const family: Section[] = ['parent', 'register'];
const visit: Section[] = ['visit', 'register'];

export const routes: Route[] = [
  { path: '/', words: visitor, load: () => import('./screens/visitor/Welcome.svelte') },
  { path: '/ontmoeten', words: visitor, load: () => import('./screens/visitor/Meetups.svelte') },
  { path: '/ontmoeten/:id', words: visitor, load: () => import('./screens/visitor/Meetup.svelte') },
  { path: '/reeks/:id', words: visitor, load: () => import('./screens/visitor/Series.svelte') },
  { path: '/hoe-werkt-het', words: visitor, load: () => import('./screens/visitor/How.svelte') },
  { path: '/veilig', words: visitor, load: () => import('./screens/visitor/Safe.svelte') },
  { path: '/inloggen', words: visitor, load: () => import('./screens/visitor/SignIn.svelte') },
  { path: '/hulp', words: visitor, load: () => import('./screens/visitor/Help.svelte') },
  { path: '/nog-te-versturen', words: parent, load: () => import('./screens/parent/Outbox.svelte') },
  { path: '/steun-vragen', words: register, load: () => import('./screens/register/Vraag.svelte') },
  { path: '/steun-vragen/:step', words: register, load: () => import('./screens/register/Vraag.svelte') },
  { path: '/steun-geven', words: register, load: () => import('./screens/register/Steun.svelte') },
  { path: '/steun-geven/:step', words: register, load: () => import('./screens/register/Steun.svelte') },
  { path: '/thuis', words: parent, who: 'parent', load: () => import('./screens/parent/Home.svelte') },
  { path: '/mijn-steun', words: family, load: () => import('./screens/parent/Support.svelte') },
  { path: '/voorstel/:id', words: family, who: 'parent', load: () => import('./screens/parent/Proposal.svelte') },
  { path: '/hoe-was-het/:id', words: parent, who: 'parent', load: () => import('./screens/parent/HowWasIt.svelte') },
  { path: '/afscheid/:id', words: parent, who: 'parent', load: () => import('./screens/parent/Farewell.svelte') },
  { path: '/zelf-ja/:id', words: parent, who: 'parent', load: () => import('./screens/parent/ChildYes.svelte') },
  { path: '/zorg-delen', words: parent, who: 'parent', load: () => import('./screens/parent/Zorg.svelte') },
  { path: '/klopt-het-nog', words: family, who: 'parent', load: () => import('./screens/parent/StillRight.svelte') },
  { path: '/mijn-gegevens', words: ['parent', 'register', 'device'], who: 'parent', load: () => import('./screens/parent/Details.svelte') },
  { path: '/mijn-gegevens/inzage', words: family, who: 'parent', load: () => import('./screens/parent/Looked.svelte') },
  { path: '/mee-op-pad', words: visit, who: 'staff', load: () => import('./screens/visit/Visits.svelte') },
  { path: '/mee-op-pad/:id', words: visit, who: 'staff', load: () => import('./screens/visit/Visit.svelte') },
  { path: '/werkplek', words: ['desk'], who: 'staff', load: () => import('./screens/desk/board/Werkplek.svelte') },
  { path: '/werkplek/instellingen', words: ['desk', 'device'], who: 'staff', load: () => import('./screens/desk/Settings.svelte') },
  { path: '/werkplek/nieuw', words: ['desk'], who: 'staff', load: () => import('./screens/desk/New.svelte') },
  { path: '/werkplek/gezinnen', words: ['desk'], who: 'staff', load: () => import('./screens/desk/lists/Families.svelte') },
  { path: '/werkplek/kaart', words: ['desk'], who: 'staff', load: () => import('./screens/desk/map/RegionMap.svelte') },
  { path: '/werkplek/lijsten', words: ['desk'], who: 'staff', load: () => import('./screens/desk/lists/Lists.svelte') },
  { path: '/werkplek/collegas', words: ['desk'], who: 'staff', load: () => import('./screens/desk/team/Team.svelte') },
  { path: '/werkplek/lijstvoorstel', words: ['desk'], who: 'staff', load: () => import('./screens/desk/whole/Whole.svelte') },
  { path: '/werkplek/werven', words: ['desk'], who: 'staff', load: () => import('./screens/desk/whole/Recruit.svelte') },
  { path: '/werkplek/vraag/:id', words: ['desk'], who: 'staff', load: () => import('./screens/desk/dossier/Vraag.svelte') },
  { path: '/werkplek/vraag/:id/gesprek', words: ['desk'], who: 'staff', load: () => import('./screens/desk/dossier/TalkVraag.svelte') },
  { path: '/werkplek/steun/:id', words: ['desk'], who: 'staff', load: () => import('./screens/desk/dossier/Steun.svelte') },
  { path: '/werkplek/steun/:id/gesprek', words: ['desk'], who: 'staff', load: () => import('./screens/desk/dossier/TalkSteun.svelte') },
  { path: '/werkplek/koppeling/:id', words: ['desk'], who: 'staff', load: () => import('./screens/desk/pair/Koppeling.svelte') },
  { path: '/werkplek/toestemming/:kant/:id', words: ['desk'], who: 'staff', load: () => import('./screens/desk/dossier/ConsentForms.svelte') },
  { path: '/werkplek/gekeken/:id', words: ['desk'], who: 'staff', load: () => import('./screens/desk/dossier/Looks.svelte') },
  { path: '/werkplek/zorg/:id', words: ['desk'], who: 'staff', load: () => import('./screens/desk/pair/Zorg.svelte') },
  { path: '/werkplek/weging', words: ['desk'], who: 'staff', load: () => import('./screens/desk/weging/Weging.svelte') },
  { path: '/werkplek/regio', words: ['desk', 'regio'], who: 'staff', load: () => import('./screens/desk/regio/Regio.svelte') },
  { path: '/werkplek/ontmoeten', words: host, who: 'staff', load: () => import('./screens/desk/host/Meetups.svelte') },
  { path: '/werkplek/ontmoeten/nieuw', words: host, who: 'staff', load: () => import('./screens/desk/host/Plan.svelte') },
  { path: '/werkplek/ontmoeten/reeksen', words: host, who: 'staff', load: () => import('./screens/desk/host/SeriesList.svelte') },
  { path: '/werkplek/ontmoeten/reeksen/nieuw', words: host, who: 'staff', load: () => import('./screens/desk/host/SeriesPlan.svelte') },
  { path: '/werkplek/ontmoeten/plekken', words: host, who: 'staff', load: () => import('./screens/desk/host/Places.svelte') },
  { path: '/werkplek/ontmoeten/plekken/nieuw', words: host, who: 'staff', load: () => import('./screens/desk/host/PlaceEdit.svelte') },
  { path: '/werkplek/ontmoeten/plekken/:id', words: host, who: 'staff', load: () => import('./screens/desk/host/PlaceEdit.svelte') },
  { path: '/werkplek/ontmoeten/cijfers', words: host, who: 'staff', load: () => import('./screens/desk/host/Figures.svelte') },
  { path: '/werkplek/ontmoeten/:id', words: host, who: 'staff', load: () => import('./screens/desk/host/Presence.svelte') },
  { path: '/werkplek/ontmoeten/reeksen/:id/affiche', words: host, who: 'staff', load: () => import('./screens/desk/host/SeriesPoster.svelte') },
  { path: '/werkplek/ontmoeten/reeksen/:id/wijzig', words: host, who: 'staff', load: () => import('./screens/desk/host/SeriesEdit.svelte') },
  { path: '/werkplek/ontmoeten/:id/affiche', words: host, who: 'staff', load: () => import('./screens/desk/host/MeetupPoster.svelte') },
  { path: '/werkplek/ontmoeten/:id/lijst', words: host, who: 'staff', load: () => import('./screens/desk/host/PaperList.svelte') },
  { path: '/werkplek/ontmoeten/:id/wijzig', words: host, who: 'staff', load: () => import('./screens/desk/host/Change.svelte') },
];

export const notFound: Route = { path: '*', words: [], load: () => import('./screens/visitor/NotFound.svelte') };

export function match(pathname: string): { route: Route; params: Params } {
  const segments = pathname.replace(/\/+$/, '').split('/');
  for (const route of routes) {
    const params = fit(route.path.replace(/\/$/, '').split('/'), segments);
    if (params) return { route, params };
  }
  return { route: notFound, params: {} };
}

function fit(pattern: string[], segments: string[]): Params | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Params = {};
  for (const [i, part] of pattern.entries()) {
    if (part.startsWith(':')) params[part.slice(1)] = decode(segments[i]!);
    else if (part !== segments[i]) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a broken % is no reason to fall over
  }
}
