/** What weighs, told in three breaths: the heaviest, the next two, and a few that count as well. */
export const looks = ['REIS', 'DAGDELEN', 'HULP', 'KINDEREN', 'TAAL', 'OPVOEDING', 'DUUR', 'INTERESSES', 'ERVARING', 'HUIS', 'BEURT'] as const;

/** A phone may remember a region from before this was told, and a server may know more than this app. */
export function lookOrder(keys: readonly string[] | undefined): { first: string | undefined; then: readonly string[]; also: readonly string[] } {
  const known = (keys ?? []).filter((key) => (looks as readonly string[]).includes(key));
  return { first: known[0], then: known.slice(1, 3), also: known.slice(3) };
}
