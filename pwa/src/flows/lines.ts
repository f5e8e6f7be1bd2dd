/** An answer in one line, for "Klopt dit?". Empty means: nothing filled in. */
import type { Contact, Zorg } from './vraag.ts';
import { days, parts, type Dagdeel, type Dier } from './words.ts';
import { languageName, list, written } from '../text/format.ts';
import { lang, t } from '../text/index.svelte.ts';

export function placeLine({ postcode, village }: { postcode: string; village: string }): string {
  return village || written(postcode);
}

/** "woensdag ochtend en middag, vrijdag avond" */
export function weekLine({ dagdelen, maaktNietUit }: { dagdelen: readonly Dagdeel[]; maaktNietUit: boolean }): string {
  if (maaktNietUit) return t('check.any');
  return days
    .map((day) => {
      const here = parts.filter((part) => dagdelen.includes(`${day}_${part}`)).map((part) => t(`part.${part}`));
      return here.length ? `${t(`day.${day.toLowerCase() as Lowercase<typeof day>}`)} ${list(here, lang())}` : '';
    })
    .filter(Boolean)
    .join(', ');
}

export function animals(dieren: readonly Dier[]): string {
  return enumerate(dieren.map((dier) => t(`dier.${dier}`)));
}

export function languages(codes: readonly string[]): string {
  return list(codes.map((code) => languageName(code, lang())), lang());
}

/** Labels of buttons as one sentence: only the first keeps its capital. */
export function enumerate(labels: readonly string[]): string {
  const [first = '', ...rest] = labels;
  const small = rest.map((label) => label.charAt(0).toLocaleLowerCase(lang()) + label.slice(1));
  return list([first.charAt(0).toLocaleUpperCase(lang()) + first.slice(1), ...small].filter(Boolean), lang());
}

export function zorgLine(zorg: Zorg): string {
  const say = (on: boolean, what: string, ...more: string[]) => (on ? [[what, ...more.filter(Boolean)].join(': ')] : []);
  return [
    ...say(zorg.allergie, t('zorg.allergie'), animals(zorg.allergieDieren), zorg.allergieTekst.trim()),
    ...say(zorg.bang, t('zorg.bang'), animals(zorg.bangVoor)),
    ...say(zorg.zorg, t('zorg.zorg'), zorg.zorgTekst.trim()),
    ...say(zorg.anders, t('zorg.anders'), zorg.andersTekst.trim()),
  ].join('. ');
}

export function contactLine({ phone, email, via }: Contact): string {
  const numbers = [phone.trim(), email.trim()].filter(Boolean);
  return numbers.length ? [...numbers, t(`contact.via.${via}`)].join(', ') : '';
}
