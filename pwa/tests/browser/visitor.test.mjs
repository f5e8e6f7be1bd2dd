import { assert, sees, workerReady } from '../people.mjs';

export const stories = [
  ['the front door leads to four places, and help is always there', async ({ page, base }) => {
    const p = await page();
    await p.goto(base);
    for (const door of ['Ik zoek steun', 'Ik wil helpen', 'Ik wil ouders ontmoeten', 'Ik werk met gezinnen']) await sees(p, door);
    await p.getByRole('link', { name: 'Hulp' }).last().click();
    await p.waitForURL(`${base}/hulp`);
    await p.getByRole('heading', { level: 1, name: 'Hulp' }).waitFor();
    assert.equal(await p.title(), 'Hulp – Buurtdorp');
    assert.equal(await p.getByRole('link', { name: 'Bel 112' }).getAttribute('href'), 'tel:112');
    assert.equal(await p.getByRole('link', { name: 'Bel Veilig Thuis' }).getAttribute('href'), 'tel:08002000');
    await p.getByRole('link', { name: 'Bel Ria' }).waitFor();
  }],

  ['after each move the heading has the focus, and back finds the place', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/ontmoeten`);
    await p.locator('h3 a').first().waitFor();
    await p.evaluate(() => scrollTo(0, 700));
    await p.locator('h3 a').nth(4).click();
    await p.waitForURL(/ontmoeten\/.+/);
    assert.equal(await p.evaluate(() => document.activeElement.tagName), 'H1');
    assert.equal(await p.evaluate(() => scrollY), 0);
    await p.goBack();
    await p.waitForURL(`${base}/ontmoeten`);
    await p.waitForFunction(() => scrollY > 400);
  }],

  ['meetups can be found without an account, and filtered', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/ontmoeten`);
    await p.locator('h3 a').first().waitFor();
    const count = () => p.locator('main ul > li').count();
    const all = await count();
    await p.getByRole('button', { name: 'Deze week' }).click();
    const week = await count();
    assert.ok(week > 0 && week < all, `${week} of ${all}`);
    await p.getByRole('button', { name: 'Met kinderen' }).click();
    assert.ok((await count()) <= week);
    await p.locator('#near').fill('Westmaas');
    await p.locator('#near').press('Enter');
    await sees(p, 'In jouw dorp');
  }],

  ['a visitor who wants to come is asked who she is, and nothing more', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/ontmoeten`);
    await p.getByRole('button', { name: /^Ik kom/ }).first().click();
    await sees(p, 'Zeg je even wie je bent?');
    assert.match(await p.getByRole('dialog').getByRole('link', { name: 'Log in' }).getAttribute('href'), /^\/inloggen\?naar=\/ontmoeten\//);
    await p.keyboard.press('Escape');
    assert.equal(await p.getByRole('dialog').count(), 0);
  }],

  ['another language in place: same page, other words', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/hoe-werkt-het`);
    await p.evaluate(() => (window.sameDocument = true));
    await p.getByRole('button', { name: /Kies een taal/ }).click();
    await p.getByRole('button', { name: 'English' }).click();
    await p.getByRole('heading', { level: 1, name: 'How does it work?' }).waitFor();
    assert.equal(await p.evaluate(() => window.sameDocument), true);
    assert.equal(await p.getAttribute('html', 'lang'), 'en');
    await p.reload();
    await p.getByRole('heading', { level: 1, name: 'How does it work?' }).waitFor();
  }],

  ['in Arabic, and without internet: the next page has its words too', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await p.goto(`${base}/hoe-werkt-het`);
    await workerReady(p);
    const rest = p.waitForResponse((response) => response.url().includes('/a/register-'));
    await p.getByRole('button', { name: /Kies een taal/ }).click();
    await p.getByRole('button', { name: 'العربية' }).click();
    await p.locator('html[dir=rtl]').waitFor();
    await rest;
    await context.setOffline(true);
    await p.goto(`${base}/steun-vragen`);
    await p.getByRole('heading', { level: 1, name: 'أهلًا بك، يسعدنا وجودك' }).waitFor();
    assert.doesNotMatch(await p.innerText('main'), /\b(vraag|step)\.[a-z]/);
  }],

  ['an address that is not there says so', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/nergens/heen`);
    await p.getByRole('heading', { level: 1, name: 'Deze pagina is er niet' }).waitFor();
  }],

  ['what is private asks to sign in first, and leads back', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/mijn-gegevens`);
    await p.getByRole('heading', { level: 1, name: 'Inloggen' }).waitFor();
    assert.match(p.url(), /naar=\/mijn-gegevens/);
  }],

  ['where the phone has a voice, it reads the page; where it has none, there is no button', async ({ page, base }) => {
    const mute = await page();
    await mute.goto(`${base}/hoe-werkt-het`);
    await mute.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await mute.getByRole('button', { name: 'Lees deze pagina voor' }).count(), 0);
    const p = await page();
    await p.addInitScript(() => {
      window.spoken = [];
      speechSynthesis.getVoices = () => [{ lang: 'nl-NL', name: 'nl', localService: true, default: true, voiceURI: 'nl' }];
      speechSynthesis.speak = (part) => window.spoken.push(part.text);
      Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {} });
    });
    await p.goto(`${base}/hoe-werkt-het`);
    await p.getByRole('button', { name: 'Lees deze pagina voor' }).click();
    await p.getByRole('button', { name: 'Stop met voorlezen' }).waitFor();
    const spoken = await p.evaluate(() => window.spoken);
    assert.equal(spoken[0], 'Hoe werkt het?');
    assert.ok(spoken.includes('We bellen je') || spoken.some((line) => line.includes('We bellen je')), spoken.join(' | '));
  }],

  ['a wrong code is said in plain words', async ({ page, base }) => {
    const p = await page();
    await p.goto(`${base}/inloggen`);
    await p.getByRole('button', { name: 'Stuur mij een code' }).click();
    await sees(p, 'Vul je e-mailadres in. Daar sturen we de code naartoe.');
    await p.fill('#email', 'niemand@voorbeeld.example');
    await p.getByRole('button', { name: 'Stuur mij een code' }).click();
    await p.fill('#code', '000000');
    await p.getByRole('button', { name: 'Log in' }).click();
    await sees(p, 'Deze code klopt niet. Vraag een nieuwe code.');
    assert.equal(await p.locator('#code').getAttribute('autocomplete'), 'one-time-code');
  }],
];
