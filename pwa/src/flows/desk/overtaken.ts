/** Fields in which what is chosen has a state of its own: a place that is closed, a kind that cannot change any more. */
const chosen = ['placeId', 'kind'];

/** Somebody else was first, or what this is about has moved on. A state that is in the way of a field is for that field. */
export function overtaken(faults: { code: string; path: string[] }[]): boolean {
  return faults.some(({ code, path }) => code === 'CONFLICT' || (code === 'STATE' && !chosen.includes(path.at(-1) ?? '')));
}
