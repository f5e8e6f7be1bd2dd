/** A new version of the app: it waits, it never takes a form away, and nobody sees an empty page. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { empty, idOf, queue, staff, toCancel, toSignUp } from '../faults.mjs';
import { meetup, parent } from '../families.mjs';
import { assert, press, pulled, signInByHand as signIn, workerReady } from '../people.mjs';
import { ask, freePort, startServer, tokenFor } from '../server.mjs';

/** Our server, and the same app one release later, on one address. Without the API, unless it is `open`: what is on the
 *  phone has to do. `deaf` is a worker that does not hear that it may take over. */
async function twoVersions(base, port = 0) {
  const { build } = await (await fetch(`${base}/shell.json`)).json();
  const later = { second: false, deaf: false, open: false, busy: 0 };
  const change = (path, text) => {
    if (path === '/sw.js') return (later.deaf ? text.replaceAll('skipWaiting', 'hasOwnProperty') : text).replaceAll(build, `${build}2`);
    return extname(path) ? text : text.replace('<title>', '<meta name="version" content="2"><title>');
  };
  /** As a server that is being replaced: too busy for now, or there. Streams come back later by themselves. */
  const api = async (request, response) => {
    if (!later.open || request.headers.accept?.includes('event-stream')) {
      later.busy++;
      return response.writeHead(503).end();
    }
    const body = Buffer.concat(await request.toArray());
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(base + request.url, { method: request.method, headers, body: request.method === 'POST' ? body : undefined });
    const cookies = answer.headers.getSetCookie();
    return response.writeHead(answer.status, { 'Content-Type': answer.headers.get('content-type') ?? 'text/plain', ...(cookies.length && { 'Set-Cookie': cookies }) })
      .end(Buffer.from(await answer.arrayBuffer()));
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, base);
    if (/^\/(graphql|auth)/.test(pathname)) return api(request, response);
    if (pathname === '/a/slow.js') return server.emit('slow', response);
    const answer = await fetch(base + pathname);
    const type = answer.headers.get('content-type');
    const text = later.second && /html|javascript/.test(type);
    const body = text ? change(pathname, await answer.text()) : Buffer.from(await answer.arrayBuffer());
    return response.writeHead(answer.status, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(body);
  });
  await new Promise((done) => server.listen(port, '127.0.0.1', done));
  return {
    base: `http://localhost:${server.address().port}`,
    open: (yes) => (later.open = yes),
    /** What was asked for over a line that gives no answer yet. */
    slow: async () => (await once(server, 'slow'))[0],
    get busy() {
      return later.busy;
    },
    release: (how = {}) => Object.assign(later, { second: true, ...how }),
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const version = (p) => p.evaluate(() => document.querySelector('meta[name=version]')?.content ?? '1');

/** Until the new version is there. A browser that is too busy to hand over soon starts the old one first, and says
 *  so: then somebody presses, or starts once more, as she would. */
async function isSecond(p) {
  const second = p.locator('meta[name=version][content="2"]');
  const again = p.getByRole('button', { name: 'Vernieuwen' });
  for (let start = 0; start < 4; start++) {
    await second.or(again).first().waitFor({ state: 'attached' }).catch(() => p.reload());
    if (await second.count()) return;
    if (await again.count()) await again.click().catch(() => undefined); // it went to the new one by itself
    await second.waitFor({ state: 'attached' }).catch(() => undefined);
    if (await second.count()) return;
  }
  assert.equal(await version(p), '2');
}

/** Looks for a new version, as the app does when it comes to the front, until it is there and waits. */
const waits = (p) => p.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const fresh = registration.installing ?? registration.waiting;
  await new Promise((done) => {
    const look = () => fresh.state === 'installed' && done();
    fresh.addEventListener('statechange', look);
    look();
  });
});

async function withTwo({ device, base }, story) {
  const app = await twoVersions(base);
  try {
    const context = await device();
    const p = await context.newPage();
    await p.goto(app.base);
    await workerReady(p);
    await story(p, app, context);
  } finally {
    await app.stop();
  }
}

export const stories = [
  ['a new version waits, never shows in a form, and loses nothing', (world) => withTwo(world, async (p, app, context) => {
    await p.goto(`${app.base}/steun-vragen/naam`);
    await p.fill('#naam', 'Samira');
    await p.getByText('Bewaard', { exact: true }).waitFor();
    app.release();
    await waits(p);
    assert.equal(await p.getByRole('button', { name: 'Vernieuwen' }).count(), 0, 'not inside a form');
    await press(p, 'Verder');
    await p.getByRole('heading', { name: 'Waar woon je?' }).waitFor();
    await context.setOffline(true);
    await p.reload(); // in a form the old version stays, also without internet
    await p.getByRole('heading', { name: 'Waar woon je?' }).waitFor();
    assert.equal(await version(p), '1');
    await context.setOffline(false);
    await p.getByRole('link', { name: 'Later verder' }).click();
    await p.getByRole('link', { name: 'Ga naar het begin' }).click();
    await press(p, 'Vernieuwen');
    await isSecond(p);
    await p.getByRole('link', { name: 'Ga verder' }).click();
    await p.getByRole('heading', { name: 'Waar woon je?' }).waitFor();
    await p.goto(`${app.base}/steun-vragen/naam`);
    await p.getByRole('button', { name: 'Verder' }).waitFor();
    assert.equal(await p.inputValue('#naam'), 'Samira');
  })],

  ['the next start takes the version that waited', (world) => withTwo(world, async (p, app) => {
    app.release();
    await waits(p);
    await p.getByRole('button', { name: 'Vernieuwen' }).waitFor();
    await p.goto(`${app.base}/hulp`);
    await isSecond(p);
    await p.getByRole('heading', { name: 'Hulp' }).waitFor();
  })],

  ['a version that comes over late: the old one meanwhile, whole, and one press brings the new', (world) => withTwo(world, async (p, app, context) => {
    const other = await context.newPage();
    await other.goto(`${app.base}/hulp`);
    const slow = app.slow();
    await other.evaluate(() => void fetch('/a/slow.js').catch(() => undefined)); // the old worker has its hands full
    const answer = await slow;
    app.release();
    await waits(p);
    await p.goto(`${app.base}/steun-vragen/naam`); // a form: nothing is taken, and nothing shows
    await p.getByRole('button', { name: 'Verder' }).waitFor();
    await p.goto(`${app.base}/hulp`);
    await p.getByRole('heading', { name: 'Hulp' }).waitFor();
    assert.equal(await version(p), '1', 'nobody waits for it');
    await p.evaluate(() => void (window.over = new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true }))));
    answer.writeHead(404).end();
    await p.evaluate(() => window.over);
    assert.equal(await version(p), '1', 'a page goes on as it began');
    await p.evaluate(() => void (window.setTimeout = () => 0)); // there is nothing left to wait for
    await press(p, 'Vernieuwen');
    await p.locator('meta[name=version][content="2"]').waitFor({ state: 'attached' });
    await other.getByRole('button', { name: 'Vernieuwen' }).waitFor(); // the tab that did not ask goes on, and is told
    assert.equal(await version(other), '1');
    await press(other, 'Vernieuwen');
    await other.locator('meta[name=version][content="2"]').waitFor({ state: 'attached' });
  })],

  ['a version that does not take over leaves nobody before an empty page', (world) => withTwo(world, async (p, app) => {
    app.release({ deaf: true });
    await waits(p);
    await p.goto(`${app.base}/hulp`);
    await p.getByRole('heading', { name: 'Hulp' }).waitFor();
    assert.equal(await version(p), '1', 'the old one, whole');
  })],

  ['16: with sixty in the queue, from a form, while the server says 503: all there, and sent once', async ({ device }) => {
    const port = await freePort();
    const server = await startServer({ house: 'demo', publicBase: `http://localhost:${port}` });
    const direct = `http://127.0.0.1:${server.port}`;
    const app = await twoVersions(direct, port);
    try {
      const host = await tokenFor(direct, staff.host);
      const at = await meetup(direct, host, { capacity: 9, title: 'Koffie' });
      const email = `gezin-${Date.now()}@voorbeeld.example`;
      await parent(direct, 'Gezin', email);
      app.open(true);
      const context = await device();
      const p = await context.newPage();
      const white = [];
      await context.exposeFunction('wasWhite', (path) => white.push(path));
      await context.addInitScript(() => addEventListener('DOMContentLoaded', () => {
        const look = () => document.getElementById('app')?.childElementCount || window.wasWhite(location.pathname);
        let shown = false;
        new MutationObserver(() => {
          shown ||= document.querySelector('h1') !== null;
          if (shown) look();
        }).observe(document.body, { childList: true, subtree: true });
      }));
      await signIn(p, app.base, email, '', direct);
      await workerReady(p);
      await pulled(p);
      app.open(false);
      await queue(p, Array.from({ length: 30 }, () => idOf('signup')).flatMap((id) => [toSignUp(at.id, id), toCancel(at.id, id)]));
      const left = () => p.evaluate(async () => {
        const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie'));
        const db = await new Promise((done) => (indexedDB.open(`buurtdorp-${id}`).onsuccess = ({ target }) => done(target.result)));
        const n = await new Promise((done) => (db.transaction('outbox').objectStore('outbox').count().onsuccess = ({ target }) => done(target.result)));
        db.close();
        return n;
      });
      await p.goto(`${app.base}/steun-vragen/naam`);
      await p.fill('#naam', 'Samira');
      await p.getByText('Bewaard', { exact: true }).waitFor();
      app.release();
      await waits(p);
      assert.equal(await p.getByRole('button', { name: 'Vernieuwen' }).count(), 0, 'not inside a form');
      await p.reload();
      await p.getByRole('button', { name: 'Verder' }).waitFor();
      assert.equal(await version(p), '1', 'a form keeps the version it began with');
      assert.equal(await p.inputValue('#naam'), 'Samira');
      await p.goto(`${app.base}/thuis`); // the next start elsewhere takes the new one
      await isSecond(p);
      await p.getByRole('heading', { level: 1 }).waitFor();
      assert.ok(app.busy > 0, 'it was tried, and the server was too busy');
      assert.equal(await left(), 60, 'nothing is lost');
      app.open(true);
      await p.evaluate(() => dispatchEvent(new Event('online')));
      await empty(p);
      assert.equal(await left(), 0, 'and none of them was refused');
      const { data } = await ask(direct, 'query($id: ID!) { meetup(id: $id) { signups { state } } }', { id: at.id }, host);
      assert.ok(data.meetup.signups.length > 0 && data.meetup.signups.every(({ state }) => state === 'AFGEMELD'));
      await p.goto(`${app.base}/steun-vragen/naam`);
      await p.getByRole('button', { name: 'Verder' }).waitFor();
      assert.equal(await p.inputValue('#naam'), 'Samira');
      assert.deepEqual(white, [], 'an empty page');
    } finally {
      await app.stop();
      await server.stop();
    }
  }],
];
