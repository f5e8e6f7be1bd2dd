/** Dates and times as people here say them: day before date, 9.30 uur, always Dutch time. */
const zone = 'Europe/Amsterdam';

/** Digits as they stand on Dutch doors and letters: Arabic has its own in some browsers. */
export function locale(lang: string): string {
  return lang === 'ar' ? 'ar-u-nu-latn' : lang;
}

function formatter(lang: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale(lang), { timeZone: zone, ...options });
}

/** "9.30" in Dutch; other languages as they write it. */
export function clock(at: string | Date, lang: string): string {
  const text = formatter(lang, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
  return lang === 'nl' ? text.replace(':', '.').replace(/^0(?=\d)/, '') : text;
}

/** "dinsdag 24 november" */
export function day(at: string | Date, lang: string): string {
  return formatter(lang, { weekday: 'long', day: 'numeric', month: 'long' }).format(new Date(at));
}

/** "24 november 2026" */
export function date(at: string | Date, lang: string): string {
  return formatter(lang, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(at));
}

export function weekday(at: string | Date, lang: string): string {
  return formatter(lang, { weekday: 'long' }).format(new Date(at));
}

/** The three words of a date house: "di", "24", "nov". */
export function tile(at: string | Date, lang: string): { weekday: string; day: string; month: string } {
  const part = (options: Intl.DateTimeFormatOptions) => formatter(lang, options).format(new Date(at)).replace('.', '');
  return { weekday: part({ weekday: 'short' }), day: part({ day: 'numeric' }), month: part({ month: 'short' }) };
}

/** Which day it is here, as 2026-11-24, whatever the clock of the phone thinks of time zones. */
export function dayKey(at: string | Date): string {
  return formatter('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(at));
}

export function languageName(code: string, lang: string): string {
  const name = new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(lang) + name.slice(1);
}

/** How a label stands within a sentence: a small first letter, but not of letters that are a word: VOG. */
export function within(text: string, lang: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase(lang) + text.slice(1);
}

/** "Arabisch, Engels en Nederlands" */
export function list(words: readonly string[], lang: string): string {
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(words);
}

/** The end of the working day that lies `days` working days after `from`. */
export function workingDay(from: Date, days: number): Date {
  const at = new Date(from);
  for (let left = days; left > 0; ) {
    at.setDate(at.getDate() + 1);
    if (at.getDay() !== 0 && at.getDay() !== 6) left--;
  }
  return at;
}

/** A number to call and nothing beside it: people also write "oma, na vijf uur". */
export const isNumber = (text: string) => /^\+?\d{3,15}$/.test(text);

/** "+31100000000" as people say it: 010 000 00 00. In one piece, and from left to right in every language. */
export function spoken(phone: string): string {
  const text = phone.replace(/^\+31/, '0');
  return `\u2066${grouped(text).replaceAll(' ', '\u00a0')}\u2069`;
}

function grouped(text: string): string {
  if (text.startsWith('06')) return text.replace(/^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4 $5');
  const short = /^0(1[035]|2[0346]|3[03568]|4[0356]|5[0358]|7\d|8[58])/.test(text); // big towns have three digits
  return short ? text.replace(/^(\d{3})(\d{3})(\d\d)(\d\d)$/, '$1 $2 $3 $4') : text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4');
}

/** "3264ZW" as people write it: 3264 ZW, on one line. What is something else stays as it was typed. */
export function written(postcode: string): string {
  return postcode.trim().toUpperCase().replace(/^(\d{4})\s*([A-Z]{2})$/, '$1\u00a0$2');
}

type Address = { street?: string | null; houseNumber?: string | null; postcode?: string | null; village?: string | null };

/** "Voorstraat 12, 3264 ZW Nieuw-Beijerland", as far as it is known. */
export function addressLine({ street, houseNumber, postcode, village }: Address): string {
  const beside = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ');
  return [beside(street, houseNumber), beside(written(postcode ?? ''), village)].filter(Boolean).join(', ');
}
