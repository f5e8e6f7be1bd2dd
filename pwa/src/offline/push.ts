/** Messages on this phone. The browser asks its person once, and only after she said yes to us first. */
import { readBerichten, removeSubscription, saveSubscription, type Berichten } from '../api/device.ts';
import { lang } from '../text/index.svelte.ts';
import { install, isIos } from './install.ts';

/** What this browser can: nothing, only from the home screen (iPhone), blocked by its person, or it is off or on. */
export type PushState = 'none' | 'home-screen' | 'blocked' | 'off' | 'on';

export async function pushState(hier: boolean): Promise<PushState> {
  if (!('PushManager' in window) || !('Notification' in window) || !('serviceWorker' in navigator)) return isIos() && !install.there() ? 'home-screen' : 'none';
  if (Notification.permission === 'denied') return 'blocked';
  return hier && Notification.permission === 'granted' && (await present()) ? 'on' : 'off';
}

/** Call it from a tap: browsers want that. Tells whether messages come from now on. */
export async function pushOn(sleutel: string): Promise<Berichten | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  return subscribe(sleutel);
}

export async function pushOff(): Promise<Berichten | undefined> {
  remember(false);
  const now = await removeSubscription();
  await (await present())?.unsubscribe().catch(() => undefined);
  return now;
}

/** A browser may renew its subscription by itself, and signing in again is another session: who said yes once, is
 *  not asked again. */
export async function keepPush() {
  if (!wanted() || !('PushManager' in window) || Notification.permission !== 'granted') return;
  const now = await readBerichten();
  if (now && (!now.hier || !(await present()))) await subscribe(now.sleutel);
}

async function subscribe(sleutel: string): Promise<Berichten | undefined> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const key = bytes(sleutel);
  let found = await pushManager.getSubscription();
  if (found && text(found.options.applicationServerKey) !== text(key.buffer)) {
    await found.unsubscribe(); // it belongs to another key
    found = null;
  }
  found ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const saved = await saveSubscription({ endpoint: found.endpoint, p256dh: text(found.getKey('p256dh')), auth: text(found.getKey('auth')), taal: lang() });
  if (saved?.hier) remember(true);
  return saved;
}

async function present(): Promise<PushSubscription | null> {
  return (await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription()) ?? null;
}

const stored = 'buurtdorp-berichten';

function wanted(): boolean {
  try {
    return localStorage.getItem(stored) !== null;
  } catch {
    return false;
  }
}

function remember(yes: boolean) {
  try {
    if (yes) localStorage.setItem(stored, '1');
    else localStorage.removeItem(stored);
  } catch {
    // private mode: there are no messages there either
  }
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
}

function text(buffer: ArrayBuffer | null): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer ?? new ArrayBuffer(0)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}
