/** A browser may clear what an app keeps: for want of room, or after a week without a visit. Then the app says so,
 *  instead of pretending that there never was anything. A note of which stores there were stands in localStorage;
 *  when that is gone too, a cookie of the server still says that somebody is signed in here (session.ts). */
const noted = 'buurtdorp-winkels';
const listeners = new Set<() => void>();
let wiped = false;

/** A store that begins empty: one that was here before was taken from us. */
export function begins(name: string) {
  if (names().includes(name)) say();
  else note([...names(), name]);
}

/** A store that we took away ourselves. */
export function ends(name: string) {
  note(names().filter((other) => other !== name));
}

export const storage = {
  wiped: (): boolean => wiped,
  say,
  understood() {
    wiped = false;
    for (const changed of listeners) changed();
  },
  subscribe(changed: () => void): () => void {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};

function say() {
  wiped = true;
  for (const changed of listeners) changed();
}

function names(): string[] {
  try {
    return (JSON.parse(localStorage.getItem(noted) ?? '[]') as string[]).filter((name) => typeof name === 'string');
  } catch {
    return [];
  }
}

function note(now: string[]) {
  try {
    localStorage.setItem(noted, JSON.stringify(now));
  } catch {
    // private mode, or a unit test: nothing outlives the page anyway
  }
}
