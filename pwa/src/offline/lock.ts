/** One at a time over all tabs. Where the browser has no Web Locks, over this tab alone. */
const chains = new Map<string, Promise<unknown>>();

export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (globalThis.navigator?.locks) return navigator.locks.request(name, work) as Promise<T>;
  const before = chains.get(name) ?? Promise.resolve();
  const mine = before.then(work, work);
  chains.set(name, mine.catch(() => undefined));
  return mine;
}

/** Runs the work if nobody else is at it, and tells whether it did. */
export async function ifFree(name: string, work: () => Promise<void>): Promise<boolean> {
  if (globalThis.navigator?.locks) {
    return navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
      return lock !== null;
    });
  }
  if (busy.has(name)) return false;
  busy.add(name);
  try {
    await work();
  } finally {
    busy.delete(name);
  }
  return true;
}
const busy = new Set<string>();
