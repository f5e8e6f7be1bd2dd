/** A new version of the app: it waits, it never takes a form away, and nobody sees an empty page. */
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { assert, press, workerReady } from '../people.mjs';

/** Our server, and the same app one release later, on one address. Without the API: what is on the
 *  phone has to do. `deaf` is a worker that does not hear that it may take over. */
async function twoVersions(base) {
  const { build } = await (await fetch(`${base}/shell.json`)).json();
  const later = { second: false, deaf: false };
  const change = (path, text) => {
    if (path === '/sw.js') return (later.deaf ? text.replaceAll('skipWaiting', 'hasOwnProperty') : text).replaceAll(build, `${build}2`);
    return extname(path) ? text : text.replace('<title>', '<meta name="version" content="2"><title>');
  };
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, base);
    if (/^\/(graphql|auth)/.test(pathname)) return response.writeHead(503).end();
    const answer = await fetch(base + pathname);
    const type = answer.headers.get('content-type');
    const text = later.second && /html|javascript/.test(type);
    const body = text ? change(pathname, await answer.text()) : Buffer.from(await answer.arrayBuffer());
    return response.writeHead(answer.status, { 'Content-Type': type, 'Cache-Control': 'no-cache' }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    base: `http://localhost:${server.address().port}`,
    release: (how = {}) => Object.assign(later, { second: true, ...how }),
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const version = (p) => p.evaluate(() => document.querySelector('meta[name=version]')?.content ?? '1');
const isSecond = (p) => p.waitForFunction(() => document.querySelector('meta[name=version]')?.content === '2');

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

  ['a version that does not take over leaves nobody before an empty page', (world) => withTwo(world, async (p, app) => {
    app.release({ deaf: true });
    await waits(p);
    await p.goto(`${app.base}/hulp`);
    await p.getByRole('heading', { name: 'Hulp' }).waitFor();
    assert.equal(await version(p), '1', 'the old one, whole');
  })],
];
