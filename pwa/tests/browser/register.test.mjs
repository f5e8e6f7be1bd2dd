import { steun, vraag, walk } from '../fill.mjs';
import { seen } from '../harness.mjs';
import { assert, sees, signInByHand as signIn, workerReady } from '../people.mjs';
import { ask } from '../server.mjs';

const email = (name) => `${name}-${Date.now()}@voorbeeld.example`;

/** Fills in all but sends nothing; with an address of her own. */
async function fillIn(page, base, path, steps, address) {
  await page.goto(base + path);
  await walk(page, steps, 'contact');
  await page.fill('#email', address);
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.waitForURL(/klopt-dit$/);
}

export const stories = [
  ['a parent registers on a phone, signs in, and sees where she stands', async ({ page, base }) => {
    const p = await page();
    const address = email('samira');
    await fillIn(p, base, '/steun-vragen', vraag, address);
    for (const line of ['Samira', '3273 AB', 'Even rust voor mij', '4 jaar en 7 jaar', 'woensdag middag', 'Nederlands en Arabisch', 'Allergie']) await sees(p, line);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await p.getByRole('heading', { name: 'Gelukt, Samira' }).waitFor();
    await sees(p, /Verstuurd om \d+\.\d\d uur/);
    assert.equal(await p.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).join()), 'buurtdorp-gast');
    await signIn(p, base, address);
    await p.waitForURL(`${base}/thuis`);
    await p.getByRole('heading', { name: 'Dag Samira' }).waitFor();
    await p.getByRole('link', { name: 'Mijn steun' }).last().click();
    await sees(p, /Ria|coördinator/);
    await sees(p, 'Stap 2 van 5: Gesprek');
  }],

  ['a steungezin registers, and gets a list of what comes', async ({ page, base }) => {
    const p = await page();
    const address = email('anja');
    await fillIn(p, base, '/steun-geven', steun, address);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await p.getByRole('heading', { name: 'Gelukt, Anja' }).waitFor();
    for (const task of ['Aanmelden', 'VOG', 'Huisregels lezen']) await sees(p, task);
    await signIn(p, base, address, '/mijn-steun');
    await sees(p, 'Jouw lijstje');
  }],

  ['the tab dies at every question, and nothing is lost', async ({ device, base }) => {
    const context = await device();
    let p = await context.newPage();
    await p.goto(`${base}/steun-geven`);
    await p.getByRole('link', { name: 'Begin' }).click();
    for (const [name, fill] of steun) {
      await p.waitForURL(new RegExp(`/${name}$`));
      await fill(p);
      await p.getByText('Bewaard', { exact: true }).waitFor();
      await p.close();
      p = await context.newPage();
      await p.goto(`${base}/steun-geven`);
      await p.getByRole('link', { name: 'Ga verder' }).click();
      await p.waitForURL(new RegExp(`/${name}$`));
      await p.getByRole('button', { name: 'Verder' }).click();
    }
    await p.waitForURL(/klopt-dit$/);
    for (const line of ['Anja', 'Mijnsheerenland', '6 jaar', 'woensdag middag', '20 minuten', 'Kind, 4 tot 8 jaar', 'Nederlands', 'Wij hebben ruimte en tijd.', '06 12 34 56 78']) await sees(p, line);
  }],

  ['the language changes at every question, and no answer does', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await p.goto(`${base}/steun-vragen`);
    await p.getByRole('link', { name: 'Begin' }).click();
    const answers = () => p.evaluate(() => new Promise((done) => {
      const open = indexedDB.open('buurtdorp-gast');
      open.onsuccess = () => (open.result.transaction('drafts').objectStore('drafts').get('vraaggezin').onsuccess = (event) => (open.result.close(), done(JSON.stringify(event.target.result.answers))));
    }));
    const language = async (name) => {
      await p.locator('header button').last().click();
      await p.getByRole('dialog').getByRole('button', { name }).click();
      await p.getByRole('dialog').waitFor({ state: 'detached' });
    };
    for (const [name, fill] of vraag) {
      await p.waitForURL(new RegExp(`/${name}$`));
      await fill(p);
      await p.getByText('Bewaard', { exact: true }).waitFor();
      const before = await answers();
      await language('English');
      assert.match(p.url(), new RegExp(`/${name}$`));
      await p.getByRole('button', { name: 'Next' }).waitFor();
      await language('Nederlands');
      assert.equal(await answers(), before);
      await p.getByRole('button', { name: 'Verder' }).click();
    }
  }],

  ['everything that needs another look is said at once, and each line leads there', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/steun-vragen/klopt-dit`);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await sees(p, 'Kijk nog even naar 7 dingen');
    assert.equal(await p.evaluate(() => document.activeElement.classList.contains('summary')), true);
    await p.getByRole('link', { name: 'Vul je voornaam in.' }).click();
    await p.getByRole('heading', { name: 'Hoe heet je?' }).waitFor();
    await p.fill('#naam', 'Samira');
    await p.getByRole('button', { name: 'Verder' }).click();
    await p.waitForURL(/klopt-dit$/);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await sees(p, 'Kijk nog even naar 6 dingen');
  }],

  ['wrong answers are told where they were given', async ({ page, base }) => {
    const p = await page();
    const wrong = async (text) => {
      await p.getByRole('button', { name: 'Verder' }).click();
      await p.locator('.wrong', { hasText: text }).waitFor();
    };
    await p.goto(`${base}/steun-vragen/waar`);
    await wrong('Vul je postcode in. Of kies je dorp.');
    await p.fill('#waar', '3260');
    await wrong('Dit is een postbus.');
    await p.fill('#waar', '12');
    await wrong('Deze postcode kennen we niet.');
    assert.equal(await p.getAttribute('#waar', 'aria-invalid'), 'true');
    await p.fill('#waar', '3298 ZZ');
    await sees(p, 'Dat geeft niet.');
    await p.goto(`${base}/steun-vragen/contact`);
    await p.fill('#phone', '0612');
    await wrong('Dit nummer klopt niet.');
  }],

  ['without internet: kept on the phone, and sent by itself later, once', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    const address = email('noor');
    await p.goto(base);
    await workerReady(p);
    await sees(p, 'Ik zoek steun');
    await context.setOffline(true);
    await p.reload();
    await sees(p, 'Geen internet. Je kunt gewoon verder.');
    await fillIn(p, base, '/steun-vragen', vraag, address);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await p.getByRole('heading', { name: 'Bewaard, Samira' }).waitFor();
    await sees(p, /Bewaard op je telefoon om/);
    await p.reload();
    await p.getByRole('heading', { name: 'Bewaard, Samira' }).waitFor();
    await context.setOffline(false);
    await p.getByRole('heading', { name: 'Gelukt, Samira' }).waitFor();
    await signIn(p, base, address, '/mijn-steun');
    await sees(p, 'Stap 2 van 5: Gesprek');
  }],

  ['the answer gets lost after the server wrote it: the retry makes nothing twice', async ({ device, base }) => {
    const context = await device(seen);
    const p = await context.newPage();
    const address = email('hanna');
    let sent = 0;
    await p.route('**/graphql', async (route) => {
      if (!route.request().postData()?.includes('mutation RegisterVraaggezin')) return route.continue();
      if (sent++ > 0) return route.continue();
      await route.fetch(); // the server commits
      await route.abort(); // and nobody hears of it
    });
    await fillIn(p, base, '/steun-vragen', vraag, address);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await p.getByRole('heading', { name: 'Gelukt, Samira' }).waitFor();
    assert.ok(sent >= 2, `${sent} times`);
    await signIn(p, base, address);
    const token = await p.evaluate(async () => (await (await fetch('/auth/refresh', { method: 'POST', headers: { 'X-Buurtdorp': '1', 'Content-Type': 'application/json' }, body: '{}' })).json()).accessToken);
    const { data } = await ask(base, '{ vraaggezinnen { totalCount } viewer { family { children { age } vraaggezinnen { id } } } }', {}, token);
    assert.equal(data.vraaggezinnen.totalCount, 1);
    assert.equal(data.viewer.family.children.length, 2);
  }],

  ['what the server refuses comes back to its question, with all answers still there', async ({ page, base }) => {
    const p = await page(seen);
    const address = email('fatou');
    let refused = false;
    await p.route('**/graphql', async (route) => {
      if (refused || !route.request().postData()?.includes('mutation RegisterVraaggezin')) return route.continue();
      refused = true;
      await route.fulfill({ json: { data: { registerVraaggezin: { clientMutationId: 'x', replayed: false, vraaggezin: null, userErrors: [{ code: 'INVALID', message: 'Dit nummer klopt niet.', path: ['family', 'contact', 'phone'] }] } } } });
    });
    await fillIn(p, base, '/steun-vragen', vraag, address);
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await p.getByRole('heading', { name: 'Nog even kijken, Samira' }).waitFor();
    await p.getByRole('link', { name: 'Kijk je antwoorden na' }).click();
    await p.getByRole('link', { name: 'Dit nummer klopt niet.' }).click();
    await p.waitForURL(/contact/);
    await p.fill('#phone', '06 87 65 43 21');
    await p.getByRole('button', { name: 'Verder' }).click();
    await p.getByRole('button', { name: 'Ja, stuur op' }).click();
    await p.getByRole('heading', { name: 'Gelukt, Samira' }).waitFor();
  }],
];
