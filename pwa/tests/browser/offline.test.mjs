import { assert, pulled, sees, signIn, until, workerReady } from '../people.mjs';
import { newProfile } from '../profile.mjs';

const vraag = 'parent9@demo.buurtdorp.example';

export const stories = [
  ['after ONE visit to the front door, a visitor’s pages start without internet', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await p.goto(base);
    await workerReady(p);
    await sees(p, 'Ik zoek steun');
    await until(p, async () => {
      const name = 'buurtdorp-gast';
      if (!(await indexedDB.databases()).some((db) => db.name === name)) return false;
      const db = await new Promise((done) => (indexedDB.open(name).onsuccess = ({ target }) => done(target.result)));
      const kept = await new Promise((done) => (db.transaction('snaps').objectStore('snaps').getAllKeys().onsuccess = ({ target }) => done(target.result)));
      db.close();
      return kept.includes('meetups') && kept.includes('regions');
    });
    await context.setOffline(true);
    for (const [path, heading] of [['/', 'Gezinnen uit de buurt helpen elkaar'], ['/hulp', 'Hulp'], ['/hoe-werkt-het', 'Hoe werkt het?'], ['/veilig', 'Veilig en privé'], ['/inloggen', 'Inloggen'], ['/steun-vragen/zorg', 'Moeten we iets weten?'], ['/steun-geven', 'Fijn dat je wilt helpen'], ['/ontmoeten', 'Ontmoeten'], ['/mijn-steun', 'Zo krijg je steun']]) {
      await p.goto(base + path);
      await p.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    await p.goto(`${base}/hulp`);
    await p.getByRole('link', { name: 'Bel Ria' }).waitFor();
    await p.goto(`${base}/ontmoeten`);
    await p.locator('h3 a').first().waitFor();
    assert.equal(await p.evaluate(() => document.fonts.check('18px "Readex Pro"')), true);
  }],

  ['a family’s pages too, with what it knew', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, vraag);
    await sees(p, 'Dag Hanna');
    await workerReady(p);
    await p.goto(`${base}/ontmoeten`);
    await p.locator('h3 a').first().waitFor();
    await pulled(p);
    await context.setOffline(true);
    await p.goto(base);
    await sees(p, 'Dag Hanna');
    await sees(p, /^Dit is van/);
    await p.goto(`${base}/mijn-steun`);
    await sees(p, 'Stap 5 van 5: Samen');
    assert.doesNotMatch(await p.locator('main').innerText(), /Adres/, 'no address without the server');
    await p.goto(`${base}/ontmoeten`);
    await p.locator('h3 a').first().waitFor();
    await p.goto(`${base}/hulp`);
    await p.getByRole('link', { name: 'Bel Ria' }).waitFor();
  }],

  ['the worker leaves the server’s own pages alone', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await p.goto(base);
    await workerReady(p);
    assert.match(await (await p.goto(`${base}/dev/mail`)).text(), /Post/);
    assert.match(await (await p.goto(`${base}/healthz`)).text(), /ok/);
    const kept = await p.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat());
    assert.deepEqual(kept.filter((path) => /^\/(graphql|auth|dev)\b/.test(path)), []);
    assert.ok(!kept.some((path) => /desk/.test(path)), 'the desk is not for everybody’s phone');
  }],

  ['it can be installed, and asks nothing on arrival', async ({ base }) => {
    const profile = newProfile(); // an incognito context can never be installed
    try {
      const { context, page: p } = await profile.start();
      await p.goto(base);
      await workerReady(p);
      const cdp = await context.newCDPSession(p);
      const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
      assert.deepEqual(installabilityErrors, []);
      assert.equal(await p.getByText('Zet deze app op je telefoon?').count(), 0);
      const { data } = await cdp.send('Page.getAppManifest');
      const { icons, name, start_url: start, display } = JSON.parse(data);
      assert.deepEqual([name, start, display], ['Buurtdorp', '/', 'standalone']);
      for (const { src, sizes, type } of icons) {
        const answer = await fetch(new URL(src, base));
        assert.equal(answer.headers.get('content-type'), type, src);
        const [wide] = sizes.split('x').map(Number);
        if (wide) assert.equal(Buffer.from(await answer.arrayBuffer()).readUInt32BE(16), wide, `${src} is as wide as it says`);
      }
    } finally {
      await profile.remove();
    }
  }],
];
