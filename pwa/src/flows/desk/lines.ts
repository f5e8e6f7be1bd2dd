/** Facts in one line, as colleagues read them. */
import { date, languageName, list, tile } from '../../text/format.ts';
import { lang } from '../../text/index.svelte.ts';
import { days, parts, type Dagdeel } from '../words.ts';
import { say } from './say.ts';

export function words(list_: readonly string[], prefix: string): string {
  return list_.map((one) => say(`${prefix}.${one}`)).join(', ');
}

export function talen(codes: readonly string[]): string {
  return codes.map((code) => languageName(code, lang())).join(', ');
}

export function letterFor(name: string): string {
  return name.replace(/^familie /i, '').charAt(0).toUpperCase();
}

/** "Noah 4, Lina 7"; a child whose name was not asked is its age. */
export function kids(children: readonly { firstName: string; age: number }[]): string {
  return children.map(({ firstName, age }) => (firstName ? say('fact.child', { name: firstName, age }).replaceAll(' ', '\u00a0') : say('dossier.childAge', { n: age }))).join(', ');
}

export function whole(at: string): string {
  return date(at, lang());
}

/** "12 november", with the year when it is another. */
export function since(at: string): string {
  const text = date(at, lang());
  return at.slice(0, 4) === new Date().toISOString().slice(0, 4) ? text.replace(/ \d{4}$/, '') : text;
}

/** "12 nov" */
export function brief(at: string): string {
  const { day, month } = tile(at, lang());
  return `${day} ${month}`;
}

/** "woensdag ochtend en middag, vrijdag avond"; nothing chosen is: whenever. */
export function week(dagdelen: readonly Dagdeel[]): string {
  if (!dagdelen.length) return say('week.any');
  return days.flatMap((day) => {
    const here = parts.filter((part) => dagdelen.includes(`${day}_${part}`)).map((part) => say(`part.${part}`));
    return here.length ? [`${say(`day.${day.toLowerCase()}`)} ${list(here, lang())}`] : [];
  }).join(', ');
}

type Care = { kind: string; toelichting: string; dieren: readonly string[]; zorgtaken: readonly string[]; astma: boolean };

export function care({ kind, toelichting, dieren, zorgtaken, astma }: Care): string {
  const more = [...dieren.map((one) => say(`dier.${one}`)), ...zorgtaken.map((one) => say(`zorgtaak.${one}`).toLowerCase()), astma && !/^astma/i.test(toelichting) ? say('dossier.care.astma') : '', toelichting].filter(Boolean);
  return [say(`zorgKind.${kind}`), more.join(', ')].filter(Boolean).join(': ');
}

type Careful = { bangVoor: readonly string[]; nietEigenDorp: boolean; tolk: boolean; bezwaar: boolean; family: { zorgFeiten: readonly Care[] } | null };

/** What to mind with a family, the weightiest first. */
export function mind({ bangVoor, nietEigenDorp, tolk, bezwaar, family }: Careful): string[] {
  return [
    ...(bezwaar ? [say('fact.bezwaar')] : []),
    ...(family?.zorgFeiten ?? []).map(care),
    ...bangVoor.map((one) => say('fact.dier', { dier: say(`dier.${one}`) })),
    ...(nietEigenDorp ? [say('fact.nietEigenDorp')] : []),
    ...(tolk ? [say('fact.tolk')] : []),
  ];
}

type Consent = { doel: string; givenAt: string; withdrawnAt: string | null };

/** The consent that counts now for a purpose. */
export function consentFor<C extends Consent>(given: readonly C[], doel: string): C | undefined {
  return given.find((one) => one.doel === doel && !one.withdrawnAt);
}
