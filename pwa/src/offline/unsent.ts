/** The server knows how much this phone had still to send: so that when a browser throws that away, or it is signed
 *  out from elsewhere, somebody hears how much was lost. A number, and nothing of what it was. */
const header = 'X-Buurtdorp-Unsent';
const stored = 'buurtdorp-hier';
const listeners = new Set<() => void>();

let here = 0;
let said: number | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let lost: Lost | undefined;

export type Lost = { n: number; at: string };

/** What the server is told with a sign-in or a refresh: "new" is a phone that remembers nothing. */
export function unsentHeader(): Record<string, string> {
  if (!known()) return { [header]: 'new' };
  said = here;
  return { [header]: String(here) };
}

/** An answer came: from now on this phone is known; and perhaps it had something that is gone. */
export function heard(answer: { lost?: Lost }) {
  try {
    localStorage.setItem(stored, '1');
  } catch {
    // private mode: nothing outlives the page, so nothing is missed
  }
  if (!answer.lost) return;
  lost = answer.lost;
  for (const changed of listeners) changed();
}

/** The outbox changed. What was said before is put right soon, when there is internet. */
export function unsent(n: number, tell: (headers: Record<string, string>) => Promise<unknown>) {
  here = n;
  clearTimeout(timer);
  if (said === undefined || said === n) return; // nothing was said yet: the next refresh does
  timer = setTimeout(() => void tell(unsentHeader()).catch(() => (said = -1)), 1500);
}

/** What this phone had to send and has not any more. */
export const lostUnsent = {
  now: (): Lost | undefined => lost,
  understood() {
    lost = undefined;
    for (const changed of listeners) changed();
  },
  subscribe(changed: () => void): () => void {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};

/** Whether this phone was ever heard of; false also after its browser threw everything away. */
export function known(): boolean {
  try {
    return localStorage.getItem(stored) !== null;
  } catch {
    return true;
  }
}
