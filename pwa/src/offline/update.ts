/** The service worker's life as seen from a page: a new one waits; it takes over when somebody
 *  says so, or at the next start; and only the page that asked loads again. */
const listeners = new Set<() => void>();
let registration: ServiceWorkerRegistration | undefined;
/** A newer version than this page's answers for it: it came over when the page had begun, or another tab took it. */
let taken = false;

export const update = {
  waiting: (): boolean => taken || (!!registration?.waiting && navigator.serviceWorker.controller !== null),
  subscribe(changed: () => void): () => void {
    listeners.add(changed);
    return () => listeners.delete(changed);
  },
};

/** From the first line on: a version that comes over later than anybody waits for it is told of, and the page, which
 *  is still the old one, offers to load again. */
export function followWorker() {
  let mine = navigator.serviceWorker?.controller;
  navigator.serviceWorker?.addEventListener('controllerchange', () => {
    taken ||= !!mine; // a first visit gets its first worker: that is nothing new
    mine = navigator.serviceWorker.controller;
    tell();
  });
}

/** After the first screen shows, so that filling the cache does not slow it down. */
export async function startWorker() {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  registration.addEventListener('updatefound', () => {
    registration?.installing?.addEventListener('statechange', tell);
  });
  document.addEventListener('visibilitychange', () => document.hidden || void registration?.update().catch(() => undefined));
  tell();
}

/** Somebody who works here has the desk without internet too. */
export async function keepDesk() {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  (await navigator.serviceWorker.ready).active?.postMessage('staff');
}

/** Takes the new version at the start of the app, before anything is on the screen. A browser that
 *  does not hand over soon keeps nobody waiting before an empty page: then the old one starts. */
export async function takeWaiting(patience = 3000): Promise<boolean> {
  if (!navigator.serviceWorker?.controller) return false; // a first visit has nothing to take over
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting;
  if (!waiting) return false;
  const taken = new Promise<boolean>((done) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => done(true), { once: true });
    setTimeout(() => done(false), patience);
  });
  waiting.postMessage('skip');
  if (!(await taken)) return false;
  location.reload();
  return true;
}

/** Loading again before `controllerchange` would bring the old shell back. But a browser hands over only when the old
 *  worker has nothing on its hands, and on a broken line that can last: then the page goes first, and the next start
 *  takes the new one (takeWaiting), or the old one once more, whole. */
export function applyUpdate(patience = 8000) {
  if (taken) return location.reload();
  setTimeout(() => location.reload(), patience);
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  registration?.waiting?.postMessage('skip');
}

function tell() {
  for (const changed of listeners) changed();
}
