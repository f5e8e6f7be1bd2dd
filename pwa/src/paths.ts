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
