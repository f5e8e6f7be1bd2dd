/** The app on the home screen: it starts without internet after one visit, for everybody; and a host shares a flyer from
 *  another app, which stays on her phone until she sends it. */
import { assert, holds, press, sees, seesNot, signInByHand as signIn, until, workerReady } from '../people.mjs';

const words = 'Soep voor iedereen 6382';
const about = 'Vrijdag om zes uur schuiven we aan bij de Windroos.';
/** One red dot. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==';

/** Somebody of each role, as the invented region has them. */
async function people({ command }) {
  const { people: listed, ...rest } = JSON.parse(await command('demo', '--list').then((text) => (text.trim().startsWith('[') ? `{"people":${text}}` : text)));
  const all = listed ?? Object.values(rest)[0];
  const found = {};
  for (const one of all) found[one.role.toLowerCase()] ??= one.email;
  return found;
}

const deskKept = (page) => until(page, async () => {
  for (const name of await caches.keys()) if ((await (await caches.open(name)).keys()).some(({ url }) => /\/a\/Werkplek-/.test(url)) && (await (await caches.open(name)).keys()).some(({ url }) => /\/a\/Plan-/.test(url))) return true;
  return false;
});

/** As the system does when somebody picks our app in the list of another. */
const share = (page, given) => page.evaluate(async ({ title, text, photo }) => {
  const form = Object.assign(document.createElement('form'), { method: 'post', action: '/delen', enctype: 'multipart/form-data' });
  for (const [name, value] of Object.entries({ title, text, url: '' })) form.append(Object.assign(document.createElement('textarea'), { name, value }));
  if (photo) {
    const file = Object.assign(document.createElement('input'), { type: 'file', name: 'photo' });
    const held = new DataTransfer();
    held.items.add(new File([Uint8Array.from(atob(photo), (c) => c.charCodeAt(0))], 'flyer.png', { type: 'image/png' }));
    file.files = held.files;
    form.append(file);
  }
  document.body.append(form);
  form.submit();
}, given);

export const stories = [
  ['after ONE visit the app starts without internet, for every role', async ({ device, base, server }) => {
    const who = await people(server);
    const roles = ['parent', 'host', 'professional', 'matcher', 'head_matcher', 'admin'];
    const emails = Object.fromEntries(roles.map((role) => [role, who[role] ?? who[role.replace('_', '')] ?? who[role.replace('_', '-')]]));
    for (const role of roles) {
      assert.ok(emails[role], `nobody is ${role}: ${Object.keys(who)}`);
      const context = await device();
      const first = await context.newPage();
      await signIn(first, base, emails[role]);
      await workerReady(first);
      if (role !== 'parent') await deskKept(first);
      await first.close();
      await context.setOffline(true);
      const page = await context.newPage();
      const starts = async (path) => {
        await page.goto(base + path);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        assert.equal(await page.locator('#app > .notice.warn[role="alert"]').count(), 0, `${role} at ${path}: a part is missing`);
      };
      await starts('/');
      for (const path of role === 'parent' ? ['/thuis', '/ontmoeten', '/mijn-steun', '/hulp'] : ['/werkplek', '/werkplek/ontmoeten', '/werkplek/gezinnen', '/werkplek/ontmoeten/nieuw', '/werkplek/instellingen', '/hulp']) await starts(path);
      await context.close();
    }
    return roles.join(', ');
  }],

  ['a host shares a flyer without internet: the form is filled in, a reload keeps it, signing out takes it away', async ({ device, base }) => {
    const context = await device();
    const page = await context.newPage();
    const left = [];
    page.on('request', (request) => request.postData()?.includes('6382') && !request.url().endsWith('/delen') && left.push(request.url()));
    await signIn(page, base, 'host1@demo.buurtdorp.example');
    await workerReady(page);
    await deskKept(page);
    await context.setOffline(true);
    await share(page, { title: words, text: about, photo: dot });
    await page.waitForURL(`${base}/werkplek/ontmoeten/nieuw`);
    await page.waitForFunction((words) => document.querySelector('#in-title')?.value === words, words);
    assert.equal(await page.inputValue('#in-description'), about);
    await page.getByRole('img', { name: 'Wat je deelde' }).waitFor();
    await until(page, async () => {
      const { id } = JSON.parse(localStorage.getItem('buurtdorp-wie'));
      const db = await new Promise((done) => (indexedDB.open(`buurtdorp-${id}`).onsuccess = ({ target }) => done(target.result)));
      const n = await new Promise((done) => (db.transaction('drafts').objectStore('drafts').count().onsuccess = ({ target }) => done(target.result)));
      db.close();
      return n === 1;
    });
    await page.reload();
    await page.waitForFunction((words) => document.querySelector('#in-title')?.value === words, words);
    await page.getByRole('img', { name: 'Wat je deelde' }).waitFor();
    await sees(page, 'Dit vulde je eerder in.');
    assert.doesNotMatch((await holds(page)).text, /6382/, 'readable on the phone');
    if (process.env.SHOW) await page.screenshot({ path: process.env.SHOW });
    await context.setOffline(false);
    await page.reload();
    await page.waitForFunction((words) => document.querySelector('#in-title')?.value === words, words);
    assert.deepEqual(left, [], 'it left the phone');
    await press(page, 'Gooi weg wat ik invulde');
    assert.equal(await page.inputValue('#in-title'), '');
    await page.reload();
    await page.locator('#in-title').waitFor();
    await seesNot(page, 'Dit vulde je eerder in.');
    assert.equal(await page.inputValue('#in-title'), '');
    await share(page, { title: words, text: about });
    await page.waitForFunction((words) => document.querySelector('#in-title')?.value === words, words);
    await context.setOffline(true);
    await page.goto(`${base}/werkplek/instellingen`);
    await page.locator('button.account').first().click();
    await press(page, 'Log uit');
    await page.waitForURL((url) => !url.pathname.startsWith('/werkplek'));
    const after = await holds(page);
    assert.doesNotMatch(after.text, /6382/);
    assert.deepEqual(after.cached.filter((path) => path.startsWith('/gedeeld')), []);
  }],
];
