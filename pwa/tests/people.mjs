/** What people do again and again in the stories. */
import { strict as assert } from 'node:assert';
import { codeFor, mailsTo } from './server.mjs';

export { assert };

/** Signs in by hand, on the screen. `direct` is where the mail is to be read, when something stands between the page and the server. */
export async function signInByHand(page, base, email, to = '', direct = base) {
  await page.goto(`${base}/inloggen${to ? `?naar=${to}` : ''}`);
  const before = await mailsTo(direct, email);
  await page.fill('#email', email);
  await page.getByRole('button', { name: 'Stuur mij een code' }).click();
  await page.waitForSelector('#code');
  await page.fill('#code', await codeFor(direct, email, before));
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL((url) => url.pathname !== '/inloggen');
  await page.waitForSelector('h1');
}

/** Is signed in, for the stories that are about something else: the same code from the same mail, handed to the server
 *  without the two screens, which halves the time. The browser then has what it has after signing in by hand: the
 *  server's cookie, and who this is. */
export async function signIn(page, base, email, to = '', direct = base) {
  const context = page.context();
  const post = async (path, data) => {
    const answer = await context.request.post(base + path, { data, headers: { 'X-Buurtdorp': '1' } });
    if (!answer.ok()) throw new Error(`${path} for ${email}: ${answer.status()}`);
    return answer;
  };
  const before = await mailsTo(direct, email);
  await post('/auth/code', { email });
  const { accessToken } = await (await post('/auth/session', { email, code: await codeFor(direct, email, before) })).json();
  const { sub: id, roles } = JSON.parse(Buffer.from(accessToken.split('.')[1], 'base64url'));
  await page.goto(`${base}/blad.css`); // a page of the server that has nothing of the app
  await page.evaluate((who) => localStorage.setItem('buurtdorp-wie', who), JSON.stringify({ id, roles }));
  const staff = roles.some((role) => role !== 'parent');
  await page.goto(base + (to || (staff ? '/werkplek' : '/thuis')));
  await page.waitForSelector('h1');
}

/** Until the service worker has the shell and answers for this page. */
export async function workerReady(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }));
  });
}

export async function headings(page) {
  return page.locator('h1').allInnerTexts();
}

export async function sees(page, text) {
  await page.getByText(text).first().waitFor();
}

export async function seesNot(page, text) {
  const count = await page.getByText(text).count();
  assert.equal(count, 0, `${text} is on the screen`);
}

/** The button of that name, there once it is. */
export async function press(page, name) {
  await page.getByRole('button', { name, exact: typeof name === 'string' }).first().click();
}

/** A day from today in the village, as a date field wants it. */
export function dayOf(days) {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date(Date.now() + days * 86_400_000));
}

/** Counts how often somebody taps, from now on until the page goes. */
export async function taps(page) {
  await page.evaluate(() => {
    window.taps = 0;
    addEventListener('click', (event) => (window.taps += event.isTrusted && event.detail ? 1 : 0), true);
  });
  return () => page.evaluate(() => window.taps);
}

/** Until what was tapped is known to the server: before that, the phone says so. */
export async function sent(page) {
  await page.getByText('Bewaard op je telefoon').or(page.getByText(/^Nog \d+ ding/)).first().waitFor({ state: 'detached' });
}

/** Until the phone has what it may keep: only then does it know anything without internet. */
export async function pulled(page) {
  await until(page, async () => {
    const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie') ?? '{}');
    const name = `buurtdorp-${id}`;
    if (!(await indexedDB.databases()).some((db) => db.name === name)) return false;
    const db = await new Promise((done, failed) => Object.assign(indexedDB.open(name), { onsuccess: ({ target }) => done(target.result), onerror: failed }));
    try {
      return (await new Promise((done) => (db.transaction('checkpoints').objectStore('checkpoints').count().onsuccess = ({ target }) => done(target.result)))) > 0;
    } finally {
      db.close();
    }
  });
}

/** Until the page says yes. (waitForFunction takes a promise for a yes.) */
export async function until(page, holds, arg, patience = 60_000) {
  for (const end = Date.now() + patience; ; await new Promise((done) => setTimeout(done, 100))) {
    const yes = await page.evaluate(holds, arg).catch((error) => {
      if (!/navigation|destroyed/i.test(String(error))) throw error;
    });
    if (yes) return;
    if (Date.now() > end) throw new Error(`never: ${String(holds).slice(0, 200)}`);
  }
}

/** Until something is so outside the browser. */
export async function when(holds, patience = 20_000) {
  for (const end = Date.now() + patience; !(await holds()); await new Promise((done) => setTimeout(done, 50))) {
    if (Date.now() > end) throw new Error(`never: ${String(holds).slice(0, 200)}`);
  }
}

/** Everything this browser holds of an origin, as text. */
export async function holds(page) {
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name);
    const rows = [];
    for (const name of databases) {
      const db = await new Promise((done, failed) => Object.assign(indexedDB.open(name), { onsuccess: ({ target }) => done(target.result), onerror: failed }));
      for (const store of db.objectStoreNames) {
        rows.push(await new Promise((done) => (db.transaction(store).objectStore(store).getAll().onsuccess = ({ target }) => done(target.result))));
      }
      db.close();
    }
    const caught = await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)));
    return { databases, keys: Object.keys(localStorage), cached: caught.flat(), text: JSON.stringify([rows, { ...localStorage }, { ...sessionStorage }]) };
  });
}

/** Whether so many forms that are not sent yet stand on the disk. Runs in a page: until(page, drafts, 1). */
export const drafts = async (n) => {
  const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie'));
  const db = await new Promise((done) => (indexedDB.open(`buurtdorp-${id}`).onsuccess = ({ target }) => done(target.result)));
  const found = await new Promise((done) => (db.transaction('drafts').objectStore('drafts').count().onsuccess = ({ target }) => done(target.result)));
  db.close();
  return found === n;
};
