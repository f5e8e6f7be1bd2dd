/** The questions of registration, checked as the server checks them. The same table of cases holds
 *  both to it: internal/family/testdata/validation.json. Nothing here knows of screens. */
import { typeOf, type TypeName } from '../api/id.ts';
import type { SteunInput, VraagInput } from '../api/register.ts';
import { clean, fold, holdsBsn, length, line } from './clean.ts';
import { email, phone } from './contact.ts';
import { parsePostcode } from './postcode.ts';

export type Fault = { path: string; code: string; key: string };
export type World = { now: Date; villages: readonly string[] };

export const limits = {
  name: 80, firstName: 80, lastName: 80, street: 120, houseNumber: 20, talen: 10, adults: 12, children: 12, childAge: 18,
  offeredAge: 23, eigenWoorden: 2000, zorg: 12, zorgText: 1000, reisMinuten: 180, textVersion: 40,
} as const;

type Family = VraagInput['family'];
type Found = (path: string, code: string, key?: string) => void;

export function checkVraag(input: VraagInput, world: World): Fault[] {
  return collect((found) => {
    id(found, 'id', input.id, 'Vraaggezin');
    household(found, input.family, world);
    if (!input.family.children?.length) found('family.children', 'REQUIRED', 'kinderen.aantal');
    if (!input.soorten?.length && !input.weetNogNiet) found('soorten', 'REQUIRED', 'keuze.leeg');
    care(found, input.zorg ?? []);
    text(found, 'eigenWoorden', clean(input.eigenWoorden ?? ''), limits.eigenWoorden);
    consent(found, input);
  });
}

export function checkSteun(input: SteunInput, world: World): Fault[] {
  return collect((found) => {
    id(found, 'id', input.id, 'Steungezin');
    household(found, input.family, world);
    between(found, 'maxReisMinuten', input.maxReisMinuten ?? 0, limits.reisMinuten);
    const { leeftijdVan: from = null, leeftijdTot: to = null } = input;
    const good = [from === null || between(found, 'leeftijdVan', from, limits.offeredAge), to === null || between(found, 'leeftijdTot', to, limits.offeredAge)];
    if (good.every(Boolean) && from !== null && to !== null && from > to) found('leeftijdTot', 'INVALID', 'leeftijd.volgorde');
    text(found, 'eigenWoorden', clean(input.eigenWoorden ?? ''), limits.eigenWoorden);
    consent(found, input);
  });
}

function household(found: Found, family: Family, world: World) {
  id(found, 'family.id', family.id, 'Family');
  const name = line(family.name);
  text(found, 'family.name', name, limits.name);
  if (!name) found('family.name', 'REQUIRED', 'voornaam.leeg');
  where(found, family, world);
  const talen = family.talen ?? [];
  if (talen.length > limits.talen) found('family.talen', 'TOO_MANY', 'aantal.veel');
  else talen.forEach((code, i) => isLanguage(code) || found(`family.talen.${i}`, 'INVALID', 'taal.vreemd'));
  const adults = family.adults ?? 1;
  if (adults < 1 || adults > limits.adults) found('family.adults', 'INVALID', 'gezin.volwassenen');
  children(found, family.children ?? [], world.now);
  contact(found, family.contact);
}

function where(found: Found, { postcode, village }: Family, { villages }: World) {
  const typed = line(postcode ?? '');
  const chosen = line(village ?? '');
  if (!typed && !chosen) return found('family.postcode', 'REQUIRED', 'postcode.leeg');
  if (!typed) {
    if (villages.length && !villages.some((name) => fold(name) === fold(chosen))) found('family.village', 'INVALID', 'plaats.vreemd');
    return;
  }
  const parsed = parsePostcode(typed);
  if (!parsed.ok) found('family.postcode', 'INVALID', parsed.why === 'postbus' ? 'postcode.postbus' : 'postcode.vreemd');
}

function children(found: Found, list: NonNullable<Family['children']>, now: Date) {
  if (list.length > limits.children) return found('family.children', 'TOO_MANY', 'kinderen.aantal');
  const seen = new Set<string>();
  list.forEach((child, i) => {
    const at = `family.children.${i}`;
    id(found, `${at}.id`, child.id, 'Child');
    if (seen.has(child.id)) found(`${at}.id`, 'INVALID', 'id.vreemd');
    seen.add(child.id);
    text(found, `${at}.firstName`, line(child.firstName ?? ''), limits.firstName);
    const month = child.birthMonth?.trim();
    if (month) born(found, `${at}.birthMonth`, month, now);
    else if (child.age == null) found(`${at}.age`, 'REQUIRED', 'leeftijd.kind');
    else if (child.age < 0 || child.age > limits.childAge) found(`${at}.age`, 'INVALID', 'leeftijd.kind');
  });
}

function born(found: Found, path: string, month: string, now: Date) {
  const [, year, m] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (!year || !m) return found(path, 'INVALID', 'geboortemaand.vorm');
  const months = (now.getUTCFullYear() - Number(year)) * 12 + now.getUTCMonth() + 1 - Number(m);
  if (months < 0) found(path, 'INVALID', 'datum.later');
  else if (Math.floor(months / 12) > limits.childAge) found(path, 'INVALID', 'leeftijd.kind');
}

function contact(found: Found, given: Family['contact']) {
  const at = 'family.contact';
  for (const name of ['lastName', 'street', 'houseNumber'] as const) text(found, `${at}.${name}`, line(given[name] ?? ''), limits[name]);
  const number = line(given.phone ?? '');
  const address = line(given.email ?? '');
  if (number && !phone(number)) found(`${at}.phone`, 'INVALID', 'telefoon.vorm');
  if (address && !email(address)) found(`${at}.email`, 'INVALID', 'email.vorm');
  if (!number && !address) found(`${at}.phone`, 'REQUIRED', 'contact.leeg');
}

function care(found: Found, list: NonNullable<VraagInput['zorg']>) {
  if (list.length > limits.zorg) return found('zorg', 'TOO_MANY', 'aantal.veel');
  list.forEach((fact, i) => text(found, `zorg.${i}.toelichting`, clean(fact.toelichting ?? ''), limits.zorgText));
}

function consent(found: Found, { toestemming, textVersion = '2026-11' }: Pick<VraagInput, 'toestemming' | 'textVersion'>) {
  if (!toestemming) found('toestemming', 'REQUIRED', 'toestemming.nodig');
  if (!textVersion) found('textVersion', 'REQUIRED');
  else if (!/^[A-Za-z0-9._-]{1,40}$/.test(textVersion)) found('textVersion', 'INVALID');
}

function text(found: Found, path: string, value: string, max: number) {
  if (length(value) > max) found(path, 'TOO_LONG', 'tekst.lang');
  else if (holdsBsn(value)) found(path, 'INVALID', 'bsn.niet');
}

function between(found: Found, path: string, n: number, max: number): boolean {
  if (n >= 0 && n <= max) return true;
  found(path, 'INVALID', 'getal.bereik');
  return false;
}

function id(found: Found, path: string, value: string, type: TypeName) {
  if (typeOf(value) !== type) found(path, 'INVALID', 'id.vreemd');
}

/** Two letters that name a language. The browser knows the names of all of ISO 639-1. */
function isLanguage(code: string): boolean {
  const two = code.trim().toLowerCase();
  return /^[a-z]{2}$/.test(two) && new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(two) !== undefined;
}

function collect(work: (found: Found) => void): Fault[] {
  const faults: Fault[] = [];
  work((path, code, key = '') => faults.push({ path, code, key }));
  return faults;
}
