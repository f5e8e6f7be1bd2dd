/** The service worker: it keeps the shell, and for staff the desk; and what somebody shares from another app until
 *  she looks at it. No answer of the API ever enters a cache here, and no write is replayed here: that is the
 *  outbox's work. */
import { isAppPath } from './paths.ts';
import { sharePath, sharedCache, staffCache } from './offline/shared.ts';

declare const self: ServiceWorkerGlobalScope;
declare const __BUILD__: string;
declare const __SHELL__: string[];
declare const __DESK__: string[];

const prefix = 'shell-';
const current = prefix + __BUILD__;

self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data === 'skip') void self.skipWaiting();
  if (event.data === 'staff') event.waitUntil(keepDesk());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method === 'POST' && url.origin === self.location.origin && url.pathname === sharePath) return event.respondWith(shared(request));
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isAppPath(url.pathname)) event.respondWith(page(request));
  } else if (url.pathname.startsWith('/a/') || __SHELL__.includes(url.pathname)) {
    event.respondWith(asset(request));
  }
});

type News = { title: string; text: string; path: string; tag: string; receipt: string };

self.addEventListener('push', (event) => event.waitUntil(show(event.data)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open((event.notification.data as { path?: string } | null)?.path ?? '/'));
});

/** A message has to show something, whatever it holds: a browser takes the right away otherwise. What shows says
 *  only that there is news. Then the server hears that it came, and sends no mail. */
async function show(data: PushMessageData | null) {
  const news = read(data);
  await self.registration.showNotification(news.title ?? 'Buurtdorp', {
    body: news.text ?? 'Er is nieuws voor je in Buurtdorp.', icon: '/icons/icon-192.png', badge: '/icons/icon-192.png',
    tag: news.tag ?? 'nieuws', data: { path: news.path ?? '/' },
  });
  if (!news.receipt) return;
  const init = { method: 'POST', credentials: 'omit', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ receipt: news.receipt }) } as const;
  await fetch('/push/ontvangen', init).catch(() => undefined); // then the mail comes too
}

function read(data: PushMessageData | null): Partial<News> {
  try {
    return (data?.json() ?? {}) as Partial<News>;
  } catch {
    return {};
  }
}

/** To the app where it is open, or else anew; and only to a page of ours. */
async function open(path: string) {
  const to = new URL(path, self.location.origin);
  const href = to.origin === self.location.origin && isAppPath(to.pathname) ? to.href : self.location.origin;
  const [page] = await self.clients.matchAll({ type: 'window' });
  if (!page) return self.clients.openWindow(href);
  await page.navigate(href).catch(() => undefined); // one that this worker does not answer for
  return page.focus();
}

/** '/' and not '/index.html': a redirected answer cannot serve a navigation. */
async function keepShell() {
  const cache = await caches.open(current);
  const wanted = (await caches.has(staffCache)) ? [...__SHELL__, ...__DESK__] : __SHELL__;
  await cache.addAll(wanted.map((path) => new Request(path, { cache: path.startsWith('/a/') ? 'default' : 'reload' })));
}

/** Somebody who works here has the desk too, and so does each version after this one. What does not come now comes
 *  when she goes there. */
async function keepDesk() {
  await caches.open(staffCache);
  const cache = await caches.open(current);
  const have = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  await Promise.all(__DESK__.filter((path) => !have.has(path)).map((path) => cache.add(path).catch(() => undefined)));
}

/** A text or a picture from another app: it stays on this phone, and the form for a new meetup takes it up. */
async function shared(request: Request) {
  const form = await request.formData();
  const text = (name: string) => (typeof form.get(name) === 'string' ? (form.get(name) as string) : '');
  const picture = form.get('photo');
  const cache = await caches.open(sharedCache);
  await cache.put('/gedeeld/tekst', Response.json({ title: text('title'), text: text('text'), url: text('url') }));
  await cache.delete('/gedeeld/foto');
  if (picture instanceof File && picture.size > 0) await cache.put('/gedeeld/foto', new Response(picture, { headers: { 'Content-Type': picture.type } }));
  return Response.redirect('/werkplek/ontmoeten/nieuw', 303);
}

/** The build before this one stays: a page that is still open may ask for its chunks. */
async function tidy() {
  const shells = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== current);
  await Promise.all(shells.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request: Request) {
  const kept = await caches.match('/', { cacheName: current, ignoreVary: true });
  return kept ?? fetch(request);
}

/** Names carry a hash, so whatever a cache holds is right, whichever build put it there. */
async function asset(request: Request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(current)).put(request, answer.clone());
  return answer;
}
