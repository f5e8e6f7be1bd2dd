/** Signing in, and what is left on a phone after signing out: nothing of anybody. */
import { meetup, parent } from '../families.mjs';
import { laptop, seen } from '../harness.mjs';
import { assert, holds, press, sees, seesNot, signInByHand as signIn, workerReady, when } from '../people.mjs';
import { ask, codeFor, mailsTo, staff, tokenFor } from '../server.mjs';

export const house = 'empty';

const samira = 'samira@voorbeeld.example';
const home = 'Gezinnen uit de buurt helpen elkaar';
const wrong = 'Deze code klopt niet. Vraag een nieuwe code.';

export const before = ({ base }) => parent(base, 'Samira', samira);

async function askCode(p, base, email) {
  const before = await mailsTo(base, email);
  await p.goto(`${base}/inloggen`);
  await p.fill('#email', email);
  await press(p, 'Stuur mij een code');
  await p.waitForSelector('#code');
  return codeFor(base, email, before);
}

async function tryCode(p, code) {
  await p.fill('#code', code);
  const answered = p.waitForResponse((answer) => answer.url().endsWith('/auth/session'));
  await press(p, 'Log in');
  return (await answered).status();
}

/** Six digits that are not the code. */
const other = (code, n = 1) => String((Number(code) + n) % 1_000_000).padStart(6, '0');

export const stories = [
  ['a wrong code is refused, and the right one still works', async ({ page, base }) => {
    const p = await page(seen);
    const code = await askCode(p, base, samira);
    assert.equal(await tryCode(p, other(code)), 401);
    await sees(p, wrong);
    assert.equal(await p.evaluate(() => document.activeElement.classList.contains('summary')), true, 'the focus is on what was wrong');
    await p.fill('#code', `${code.slice(0, 3)} ${code.slice(3)}`); // as people type what they read
    await press(p, 'Log in');
    await sees(p, 'Dag Samira');
  }],

  ['the code and what is refused are in the language of the app, and so are later mails', async ({ device, base }) => {
    const p = await (await device({ locale: 'tr-TR' })).newPage();
    const email = 'ayse@voorbeeld.example';
    await parent(base, 'Ayşe', email);
    const earlier = await mailsTo(base, email);
    await p.goto(`${base}/inloggen`);
    await p.fill('#email', email);
    await p.locator('form button').first().click();
    await p.waitForSelector('#code');
    const code = await codeFor(base, email, earlier);
    const [mail] = await mailsTo(base, email);
    assert.match(mail.subject, /^Kodun: \d{3} \d{3}$/);
    assert.match(mail.text, /^Merhaba/);
    await p.fill('#code', code);
    await p.locator('form button').first().click();
    await p.waitForURL((url) => url.pathname === '/thuis');
    const at = await meetup(base, await tokenFor(base, staff.host), { capacity: 9, title: 'Koffie' });
    await p.goto(`${base}/ontmoeten/${at.id}`);
    await p.getByRole('button', { name: 'Geliyorum' }).click();
    await p.locator('dialog .button.main').click();
    let mails = [];
    await when(async () => (mails = await mailsTo(base, email)).some(({ text }) => /Koffie/.test(text)));
    const told = mails.find(({ text }) => /Koffie/.test(text));
    assert.equal(told?.subject, 'Bir mesajın var');
    assert.match(told.text, /^Merhaba/);
  }],

  ['after five wrong codes the right one is worth nothing, and a new one is', async ({ page, base }) => {
    const p = await page(seen);
    const code = await askCode(p, base, samira);
    for (let n = 1; n <= 5; n++) assert.equal(await tryCode(p, other(code, n)), 401);
    assert.equal(await tryCode(p, code), 401, 'too late');
    await sees(p, wrong);
    await seesNot(p, 'Dag Samira');
    const before = await mailsTo(base, samira);
    await press(p, 'Stuur een nieuwe code');
    await sees(p, 'We hebben een nieuwe code gestuurd.');
    await p.fill('#code', await codeFor(base, samira, before));
    await press(p, 'Log in');
    await sees(p, 'Dag Samira');
  }],

  ['a code works once', async ({ page, base }) => {
    const first = await page();
    const code = await askCode(first, base, samira);
    await first.fill('#code', code);
    await press(first, 'Log in');
    await sees(first, 'Dag Samira');
    const answer = await fetch(`${base}/auth/session`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Buurtdorp': '1' }, body: JSON.stringify({ email: samira, code }) });
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('set-cookie'), null);
  }],

  ['an address nobody knows is answered the same, and gets in nowhere', async ({ page, base }) => {
    const [known, unknown] = [await page(), await page(seen)];
    await askCode(known, base, samira);
    await unknown.goto(`${base}/inloggen`);
    await unknown.fill('#email', 'niemand@voorbeeld.example');
    await press(unknown, 'Stuur mij een code');
    await unknown.waitForSelector('#code');
    const words = async (p) => (await p.locator('main').innerText()).replace(/\S+@\S+/g, '');
    assert.equal(await words(unknown), await words(known));
    assert.equal(await tryCode(unknown, '123456'), 401);
    await sees(unknown, wrong);
  }],

  ['signing out takes everything of this person off the phone', async ({ device, base }) => {
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, samira);
    await sees(p, 'Dag Samira');
    await workerReady(p);
    const before = await holds(p);
    assert.match(before.text, /Samira/, 'there was something to take off');
    await p.goto(`${base}/mijn-gegevens`);
    await press(p, 'Log uit');
    await p.getByRole('heading', { name: home }).waitFor();
    const after = await holds(p);
    assert.deepEqual(after.databases.filter((name) => name !== 'buurtdorp-gast'), []);
    assert.doesNotMatch(after.text, /Samira|samira@/); // a visitor has the names of all villages, hers among them
    assert.deepEqual(after.keys.filter((key) => !['buurtdorp-taal', 'buurtdorp-kleuren', 'buurtdorp-gevraagd', 'buurtdorp-winkels'].includes(key)), []);
    assert.deepEqual(JSON.parse(await p.evaluate(() => localStorage.getItem('buurtdorp-winkels') ?? '[]')).filter((name) => name !== 'buurtdorp-gast'), [], 'no store of hers is remembered');
    assert.deepEqual(after.cached.filter((path) => !/^\/($|a\/|icons\/|favicon|manifest|sw\.js)/.test(path)), [], 'the shell, and nothing of hers');
    assert.deepEqual((await context.cookies()).filter(({ value }) => value), []);
    const refreshed = await p.evaluate(async () => (await fetch('/auth/refresh', { method: 'POST', headers: { 'X-Buurtdorp': '1', 'Content-Type': 'application/json' }, body: '{}' })).status);
    assert.equal(refreshed, 401, 'the server forgot the session too');
    await p.goBack().catch(() => {});
    await seesNot(p, 'Waar je ja op zei');
    await p.goto(`${base}/mijn-gegevens`);
    await p.getByRole('heading', { level: 1, name: 'Inloggen' }).waitFor();
  }],

  ['the next person on this phone finds nothing of the one before, and sends nothing for her', async ({ device, base }) => {
    const noor = await parent(base, 'Noor', 'noor@voorbeeld.example', { postcode: '3281 AB' });
    await meetup(base, await tokenFor(base, staff.host), { capacity: 9 });
    const context = await device();
    const p = await context.newPage();
    await signIn(p, base, samira, '/ontmoeten');
    await p.getByRole('button', { name: /^Ik kom/ }).first().waitFor();
    // Her yes stays on the phone: the line is gone, and then her session too.
    await context.setOffline(true);
    await p.getByRole('button', { name: /^Ik kom/ }).first().click();
    await press(p, 'Ja, ik kom');
    await sees(p, 'Bewaard op je telefoon');
    await context.clearCookies();
    await context.setOffline(false);
    await p.evaluate(() => localStorage.removeItem('buurtdorp-wie')); // as if the browser lost who it was
    await signIn(p, base, noor.email);
    await sees(p, 'Dag Noor');
    await seesNot(p, 'Nog 1 ding te versturen');
    assert.doesNotMatch(await p.locator('body').innerText(), /Samira|samira@/);
    const { data: seen } = await ask(base, '{ viewer { family { name signups { id } } } }', {}, noor.token);
    assert.deepEqual(seen.viewer.family, { name: 'Noor', signups: [] });
    for (const path of ['/ontmoeten', '/mijn-steun', '/mijn-gegevens', '/nog-te-versturen']) {
      await p.goto(base + path);
      await p.waitForSelector('h1');
      assert.doesNotMatch(await p.locator('body').innerText(), /Samira/);
    }
  }],

  ['a parent has no desk, and a host no dossiers', async ({ device, base }) => {
    const p = await (await device()).newPage();
    await signIn(p, base, samira, '/werkplek');
    await sees(p, 'Deze plek is voor coördinatoren en hun collega’s.');
    assert.equal(await p.locator('[data-card]').count(), 0);
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, staff.host, '/werkplek/gezinnen');
    await desk.waitForSelector('h1');
    await sees(desk, 'Geen gezinnen');
    assert.doesNotMatch(await desk.locator('body').innerText(), /Samira|Noor/);
  }],
];
