/** Messages, and signing out from elsewhere. */
import { assert, holds, press, sees, seesNot, signInByHand as signIn, workerReady } from '../people.mjs';

const parent = 'parent1@demo.buurtdorp.example';

export const whole = true; // a notification is the browser's own

export const stories = [
  ['a lost phone is signed out from another, and wipes itself when it is next in touch', async ({ device, base }) => {
    const lost = await (await device()).newPage();
    await signIn(lost, base, parent);
    await sees(lost, 'Dag Samira');
    const mine = await (await device({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' })).newPage();
    await signIn(mine, base, parent);
    await mine.goto(`${base}/mijn-gegevens`);
    await sees(mine, 'Dit apparaat');
    await sees(mine, 'Computer, Firefox');
    await mine.getByRole('button', { name: /^Log uit\s*: .*Chrome$/ }).first().click();
    await press(mine, 'Ja, log uit');
    await sees(mine, 'Uitgelogd.');

    await lost.reload();
    await lost.waitForURL(/\/inloggen\?elders=/);
    await sees(lost, 'Je bent hier uitgelogd vanaf een ander apparaat');
    const left = await holds(lost);
    assert.ok(!left.text.includes('Samira') && !left.keys.includes('buurtdorp-wie'), `it still holds ${left.text.slice(0, 200)}`);
    await mine.reload();
    await sees(mine, 'Computer, Firefox');
    assert.equal(await mine.getByRole('button', { name: /^Log uit\s*: / }).count(), 0, 'the lost phone is still there');
  }],

  ['what comes is neutral, and leads to a page of ours', async ({ page, base }) => {
    const p = await page({ permissions: ['notifications'] });
    await signIn(p, base, parent);
    await workerReady(p);
    const cdp = await p.context().newCDPSession(p);
    const registration = new Promise((done) => cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && done(registrations[0].registrationId)));
    await cdp.send('ServiceWorker.enable');
    const news = { kind: 'MEETUP', title: 'Buurtdorp', text: 'Er is nieuws voor je in Buurtdorp.', path: '/ontmoeten', tag: 'proef', receipt: '' };
    await cdp.send('ServiceWorker.deliverPushMessage', { origin: base, registrationId: await registration, data: JSON.stringify(news) });
    const shown = () => p.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => ({ title, body, tag, data })));
    for (let i = 0; i < 100 && !(await shown()).length; i++) await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(await shown(), [{ title: 'Buurtdorp', body: news.text, tag: 'proef', data: { path: '/ontmoeten' } }]);
  }],

  ['asked once, after the first success, and never at the start', async ({ page, base }) => {
    const p = await page();
    await p.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'default' }));
    await signIn(p, base, parent);
    await sees(p, 'Dag Samira');
    await seesNot(p, 'Een bericht als er nieuws is?');
    await p.evaluate(async () => {
      const name = (await indexedDB.databases()).map((one) => one.name).find((one) => /^buurtdorp-[0-9a-f]{8}-/.test(one));
      const db = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
      await new Promise((done) => (db.transaction('receipts', 'readwrite').objectStore('receipts').put({ target: 'x', op: 'signUp', at: new Date().toISOString() }).onsuccess = done));
      db.close();
    });
    await p.reload();
    await sees(p, 'Een bericht als er nieuws is?');
    await press(p, 'Nu niet');
    await p.reload();
    await sees(p, 'Dag Samira');
    await seesNot(p, 'Een bericht als er nieuws is?');
  }],

  ['kinds are switched off, and stay off', async ({ page, base }) => {
    const p = await page();
    await signIn(p, base, parent);
    await p.goto(`${base}/mijn-gegevens`);
    const kind = p.getByRole('switch', { name: /^Ontmoetingen/ });
    await kind.click();
    await sees(p, 'Bewaard.');
    await p.reload();
    await p.locator('[role="switch"][aria-checked="false"]', { hasText: 'Ontmoetingen' }).waitFor();
    await kind.click();
    await p.locator('[role="switch"][aria-checked="true"]', { hasText: 'Ontmoetingen' }).waitFor();
  }],
];
