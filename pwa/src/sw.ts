/** The service worker: it keeps the shell and nothing else. No answer of the API ever enters
 *  a cache here, and no write is replayed here: that is the outbox's work. */
import { isAppPath } from './paths.ts';

declare const self: ServiceWorkerGlobalScope;
declare const __BUILD__: string;
declare const __SHELL__: string[];

const prefix = 'shell-';
const current = prefix + __BUILD__;

self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(tidy().then(() => self.clients.claim())));
self.addEventListener('message', (event) => {
  if (event.data === 'skip') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (isAppPath(url.pathname)) event.respondWith(page(request));
  } else if (url.pathname.startsWith('/a/') || __SHELL__.includes(url.pathname)) {
    event.respondWith(asset(request));
  }
});

/** '/' and not '/index.html': a redirected answer cannot serve a navigation. */
async function keepShell() {
  const cache = await caches.open(current);
  await cache.addAll(__SHELL__.map((path) => new Request(path, { cache: path.startsWith('/a/') ? 'default' : 'reload' })));
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
