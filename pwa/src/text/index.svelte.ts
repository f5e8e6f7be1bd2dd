/** All words on the screen. Keys are typed; a language comes in per section, when it is needed;
 *  changing it changes the words in place, and nothing else. */
import { fill, type Values } from './message.ts';
import { languages, preferred, ready, type Lang, type Section } from './languages.ts';
import core from './nl/core.ts';
import type desk from './nl/desk.ts';
import type host from './nl/host.ts';
import type device from './nl/device.ts';
import type parent from './nl/parent.ts';
import type regio from './nl/regio.ts';
import type register from './nl/register.ts';
import type visit from './nl/visit.ts';
import type visitor from './nl/visitor.ts';

export type Key = keyof typeof core | keyof typeof visitor | keyof typeof register | keyof typeof parent | keyof typeof device | keyof typeof visit | keyof typeof desk | keyof typeof host | keyof typeof regio;
type Words = Record<string, string>;

const files = import.meta.glob<{ default: Words }>(['./*/*.ts', '!./nl/core.ts']);
const stored = 'buurtdorp-taal';
const families: readonly Section[] = ['core', 'visitor', 'register', 'parent', 'device'];

const current = $state<{ lang: Lang; words: Words }>({ lang: 'nl', words: core });
const loaded = new Map<string, Words>([['nl/core', core]]);
const asked = new Set<Section>(['core']);

export function t(key: Key, values?: Values): string {
  const text = current.words[key] ?? key;
  return values || text.includes('{') ? fill(text, values ?? {}, current.lang) : text;
}

/** The present language; reading it in a template follows every change. */
export function lang(): Lang {
  return current.lang;
}

/** Brings in the words of a part of the app before its first screen shows. */
export async function need(...sections: Section[]) {
  for (const section of sections) asked.add(section);
  await Promise.all(sections.map((section) => load(current.lang, section)));
  show(current.lang);
}

export async function setLang(code: Lang) {
  await Promise.all([...asked].map((section) => load(code, section)));
  show(code);
  remember(code);
  fetchRest(code);
}

/** At the start: the choice of last time, here or on a page of the server, or else what the browser speaks. */
export async function startLang() {
  const choice = recall();
  const known = ready.find(({ code }) => code === choice)?.code;
  const code = known ?? preferred(navigator.languages ?? []);
  await load(code, 'core').catch(() => undefined); // without internet, before it was ever here: Dutch
  show(loaded.has(`${code}/core`) ? code : 'nl');
  fetchRest(code);
}

/** Dutch is on the phone with the app; of another language the rest comes along once the screen is
 *  there, so that the next one has its words without internet too. */
function fetchRest(code: Lang) {
  if (code !== 'nl') setTimeout(() => families.forEach((section) => void load(code, section).catch(() => undefined)), 3000);
}

/** The desk and what goes along from it are for staff, who work in Dutch: they have no other words. */
function fileOf(code: Lang, section: Section): string {
  return section === 'desk' || section === 'host' || section === 'regio' || section === 'visit' ? `nl/${section}` : `${code}/${section}`;
}

async function load(code: Lang, section: Section) {
  const name = fileOf(code, section);
  if (loaded.has(name)) return;
  try {
    const file = await files[`./${name}.ts`]?.();
    if (file) loaded.set(name, file.default);
  } catch (trouble) {
    if (code === 'nl' || section === 'core') throw trouble;
    await load('nl', section); // words that never came in are Dutch, rather than no page
  }
}

function show(code: Lang) {
  current.words = Object.assign({}, ...[...asked].map((section) => loaded.get(fileOf(code, section)) ?? loaded.get(`nl/${section}`) ?? {}));
  current.lang = code;
  document.documentElement.lang = code;
  document.documentElement.dir = languages.find((language) => language.code === code)?.dir ?? 'ltr';
}

/** Beside the app's own, in a word that goes along with a request: the pages of the server, which have no script,
 *  are then in the same language (internal/app/talen.go). */
function remember(code: Lang) {
  document.cookie = `${stored}=${code}; Path=/; Max-Age=31536000; SameSite=Lax; Secure`;
  try {
    localStorage.setItem(stored, code);
  } catch {
    // private mode: the choice holds for this visit
  }
}

function recall(): string | null {
  const said = new RegExp(`(?:^|; )${stored}=([a-z]+)`).exec(document.cookie)?.[1];
  if (said) return said;
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
}
