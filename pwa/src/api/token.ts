/** The access token lives here, in memory, and dies with the page. The refresh cookie is out of
 *  reach of script. One refresh at a time over all tabs: the cookie rotates, and using an old
 *  one twice ends the session. */
import { AuthError, NetworkError, RetryableError } from './errors.ts';
import { withLock } from '../offline/lock.ts';
import { heard, unsentHeader, type Lost } from '../offline/unsent.ts';

export type Claims = { sub: string; roles: string[]; region?: string; exp: number };
type Issued = { accessToken: string; expiresIn: number; lost?: Lost };
type Held = { token: string; until: number };

let held: Held | undefined;
let running: Promise<string> | undefined;
let ended: () => void = () => undefined;
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('buurtdorp-token');

if (channel) {
  channel.onmessage = (event: MessageEvent<Held | null>) => {
    held = event.data ?? undefined;
  };
}

/** A token good for at least 20 seconds more, refreshed when there is none. */
export async function accessToken(): Promise<string> {
  return fresh() ?? (running ??= refresh().finally(() => (running = undefined)));
}

export function keepToken(issued: Issued): Claims {
  heard(issued);
  held = { token: issued.accessToken, until: Date.now() + issued.expiresIn * 1000 };
  channel?.postMessage(held);
  return claims(issued.accessToken);
}

/** The server refused this one; unless somebody already brought a newer. */
export function dropToken(token?: string) {
  if (!token || held?.token === token) held = undefined;
  if (!token) channel?.postMessage(null);
}

/** How far the clock of this phone is ahead of the server's, in ms. Only to know when a lease is over. */
export function clockAhead(): number {
  return held ? held.until - claims(held.token).exp * 1000 : 0;
}

/** What to do when this person signed out here from another device. */
export function whenEnded(wipe: () => void) {
  ended = wipe;
}

/** What the token says about its owner. Only to choose screens: the server decides what may be seen. */
export function claims(token: string): Claims {
  const part = token.split('.')[1] ?? '';
  const text = atob(part.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  const found = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Claims>;
  return { ...found, sub: found.sub ?? '', roles: found.roles ?? [], exp: found.exp ?? 0 };
}

function fresh(): string | undefined {
  return held && held.until - Date.now() > 20_000 ? held.token : undefined;
}

function refresh(): Promise<string> {
  return withLock('buurtdorp-refresh', async () => {
    const given = fresh(); // another tab may have brought one while we waited
    if (given) return given;
    const answer = await post('/auth/refresh');
    if (answer.status === 401 && (await codeOf(answer)) === 'SESSION_ENDED') ended();
    if (answer.status === 401 || answer.status === 403) throw new AuthError('signed out');
    if (!answer.ok) throw new RetryableError(`refresh: ${answer.status}`);
    const issued = (await answer.json()) as Issued;
    keepToken(issued);
    return issued.accessToken;
  });
}

async function codeOf(answer: Response): Promise<string | undefined> {
  return ((await answer.json().catch(() => ({}))) as { code?: string }).code;
}

/** In which language the server answers us, and writes its mails: that of the app. At the desk that is Dutch. */
export function language(): string {
  const desk = globalThis.location?.pathname.startsWith('/werkplek');
  return (!desk && globalThis.document?.documentElement.lang) || 'nl';
}

/** Every /auth call carries the header that a foreign page cannot set (CSRF). */
export async function post(path: string, body?: unknown): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language(), 'X-Buurtdorp': '1', ...(/(refresh|session|unsent)$/.test(path) && unsentHeader()) },
      body: JSON.stringify(body ?? {}),
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new NetworkError(path);
  }
}
