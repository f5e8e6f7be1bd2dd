/** Every language somebody may pick stands here with its own name. One that is not `ready` is
 *  known to the code and hidden from people: half a language helps nobody. */
export type Lang = 'nl' | 'en' | 'ar' | 'tr' | 'pl' | 'uk';
export type Section = 'core' | 'visitor' | 'register' | 'parent' | 'device' | 'visit' | 'desk' | 'host' | 'regio';

export const languages: { code: Lang; name: string; short: string; dir: 'ltr' | 'rtl'; ready: boolean }[] = [
  { code: 'nl', name: 'Nederlands', short: 'NL', dir: 'ltr', ready: true },
  { code: 'en', name: 'English', short: 'EN', dir: 'ltr', ready: true },
  { code: 'ar', name: 'العربية', short: 'عربي', dir: 'rtl', ready: true },
  { code: 'tr', name: 'Türkçe', short: 'TR', dir: 'ltr', ready: true },
  { code: 'pl', name: 'Polski', short: 'PL', dir: 'ltr', ready: true },
  { code: 'uk', name: 'Українська', short: 'УКР', dir: 'ltr', ready: true },
];

export const ready = languages.filter((language) => language.ready);

/** The first language of the browser that we have whole; Dutch otherwise. */
export function preferred(wanted: readonly string[]): Lang {
  for (const tag of wanted) {
    const found = ready.find(({ code }) => code === tag.slice(0, 2).toLowerCase());
    if (found) return found.code;
  }
  return 'nl';
}
