/** What somebody touched in a form, and how that lies over what stands there. Objects are looked into; a list or a
 *  value is one answer. */
type Plain = Record<string, unknown>;

const plain = (value: unknown): value is Plain => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The answers that are other than at the beginning; nothing when none is. */
export function touched(begin: object, now: object): Plain | undefined {
  const found = Object.entries(now).flatMap(([key, value]): [string, unknown][] => {
    const was = (begin as Plain)[key];
    const other = plain(was) && plain(value) ? touched(was, value) : same(was, value) ? undefined : value;
    return other === undefined ? [] : [[key, other]];
  });
  return found.length ? Object.fromEntries(found) : undefined;
}

export function laid<T extends object>(under: T, over: object | undefined): T {
  const put = Object.entries(over ?? {}).map(([key, value]) => {
    const was = (under as Plain)[key];
    return [key, plain(was) && plain(value) ? laid(was, value) : value];
  });
  return { ...under, ...Object.fromEntries(put) } as T;
}

/** Asked and not answered yet are the same here: an empty field was not touched. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? '') === JSON.stringify(b ?? '');
}
