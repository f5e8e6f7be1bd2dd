/** Who is using the app. A hint (an id and roles, nothing personal) outlives the page, so that
 *  the right database opens without internet; everything else comes from the server. */
import { withLock } from '../offline/lock.ts';
import { heard, known } from '../offline/unsent.ts';
import { NetworkError, PermanentError, RetryableError } from './errors.ts';
import { accessToken, claims, dropToken, keepToken, post, type Claims } from './token.ts';

export type Viewer = { id: string; roles: string[] };
const stored = 'buurtdorp-wie';
const staff = ['matcher', 'head_matcher', 'admin', 'host', 'professional'];

let viewer = recall();
const listeners = new Set<() => void>();

export const session = {
  get viewer(): Viewer | null {
    return viewer;
  },
  get isStaff(): boolean {
    return viewer?.roles.some((role) => staff.includes(role)) ?? false;
  },
  get isParent(): boolean {
    return viewer?.roles.includes('parent') ?? false;
  },
  subscribe(changed: () => void): () => void {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};

export async function requestCode(email: string): Promise<void> {
  await accepted(await post('/auth/code', { email }));
}

export async function openSession(email: string, code: string): Promise<Viewer> {
  return alone(async () => {
    const answer = await accepted(await post('/auth/session', { email, code }));
    return become(keepToken((await answer.json()) as { accessToken: string; expiresIn: number }));
  });
}

/** Asks the server whether we are still who we were: roles may have changed meanwhile. */
export async function confirmSession(): Promise<void> {
  const found = claims(await accessToken());
  if (viewer && found.sub === viewer.id && found.roles.join() === viewer.roles.join()) return;
  become(found);
}

/** A phone that remembers nothing may still hold the server's cookie: then its browser threw the rest away. Asked
 *  once in the life of a store; tells whether it was so. */
export async function recoverSession(): Promise<boolean> {
  return alone(async () => {
    if (viewer || known()) return false;
    const answer = await post('/auth/refresh');
    if (answer.status === 401) heard({});
    if (!answer.ok) return false;
    become(keepToken((await answer.json()) as { accessToken: string; expiresIn: number }));
    return true;
  });
}

/** One answer at a time may set the cookie: what was asked first could otherwise be heard last. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  return withLock('buurtdorp-refresh', work);
}

/** Forgets who this was, here; the caller has wiped what was kept and told the server. */
export function forget() {
  dropToken();
  set(null);
}

/** What the server answers to a sign-in that it does not take. */
async function accepted(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => ({}))) as { code?: string };
  if (answer.status === 429) throw new PermanentError('RATE_LIMITED');
  if (answer.status >= 500) throw new RetryableError(String(answer.status));
  if (answer.status === 404 || answer.status === 405) throw new NetworkError('no server there');
  throw new PermanentError(problem.code ?? 'INVALID');
}

function become({ sub, roles }: Claims): Viewer {
  const now = { id: sub, roles };
  set(now);
  return now;
}

function set(next: Viewer | null) {
  viewer = next;
  try {
    if (next) localStorage.setItem(stored, JSON.stringify(next));
    else localStorage.removeItem(stored);
  } catch {
    // private mode: who this is holds for this visit
  }
  for (const changed of listeners) changed();
}

function recall(): Viewer | null {
  try {
    const found = JSON.parse(localStorage.getItem(stored) ?? 'null') as Viewer | null;
    return found && typeof found.id === 'string' && Array.isArray(found.roles) ? found : null;
  } catch {
    return null;
  }
}
