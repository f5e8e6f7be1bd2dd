/** First segments of the app's own pages. The service worker answers these and no other:
 *  /graphiql, /dev/mail and the like belong to the server. tests/unit/routes.test.ts keeps it true. */
export const appPaths = [
  '', 'ontmoeten', 'reeks', 'hoe-werkt-het', 'veilig', 'inloggen', 'steun-vragen', 'steun-geven', 'hulp',
  'thuis', 'mijn-steun', 'voorstel', 'klopt-het-nog', 'mijn-gegevens', 'zorg-delen', 'hoe-was-het', 'afscheid', 'zelf-ja', 'nog-te-versturen', 'werkplek', 'mee-op-pad',
] as const;

export function isAppPath(pathname: string): boolean {
  const first = pathname.split('/')[1] ?? '';
  return (appPaths as readonly string[]).includes(first);
}

/** Pages where somebody is filling in something: a new version of the app leaves those alone. */
const forms = /^\/(steun-(vragen|geven)\/.|mee-op-pad\/.|zorg-delen|klopt-het-nog|hoe-was-het\/|afscheid\/|zelf-ja\/|inloggen|werkplek\/(nieuw$|(vraag|steun)\/[^/]+\/gesprek|ontmoeten\/(nieuw|reeksen\/nieuw|plekken\/.|[^/]+\/wijzig)))/;

export function isForm(pathname: string): boolean {
  return forms.test(pathname);
}
