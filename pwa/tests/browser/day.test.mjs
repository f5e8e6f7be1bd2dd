/** Today at the desk: done from the list, by keyboard on a laptop and by thumb on a phone. */
import { laptop } from '../harness.mjs';
import { assert, dayOf, press, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const dialog = (p) => p.getByRole('dialog').last();
const as = async (base, who, text, variables) => (await ask(base, text, variables, await tokenFor(base, who))).data;
const focused = (p) => p.evaluate(() => document.activeElement.innerText ?? '');
const line = (p, text) => p.locator('article', { has: p.locator('[data-today]', { hasText: text }) });

/** Along the list with j until this line has the focus, as she does. */
async function along(p, text) {
  for (let i = 0; i < 40 && !(await focused(p)).match(text); i++) await p.keyboard.press('j');
  assert.match(await focused(p), text);
}

/** From anywhere on the board: j takes the first of today, Enter opens them all. */
async function openToday(p) {
  await p.locator('[data-strip]').first().waitFor();
  await p.evaluate(() => document.activeElement.blur());
  await p.keyboard.press('j');
  await p.keyboard.press('Enter');
  await p.getByRole('heading', { name: 'Alles voor vandaag' }).waitFor();
  await p.waitForFunction(() => document.activeElement.matches('[data-today][aria-expanded="true"]'));
}

export const stories = [
  ['late first, by keyboard; a worry is read where it stands', async ({ page, base }) => {
    const p = await page(laptop);
    await signIn(p, base, matcher);

    // The list, late first; each line opens where it stands.
    await openToday(p);
    const tones = await p.locator('dialog article').evaluateAll((rows) => rows.map(({ className }) => /late|soon|plain/.exec(className)[0]));
    assert.deepEqual(tones, [...tones].sort((a, b) => ['late', 'soon', 'plain'].indexOf(a) - ['late', 'soon', 'plain'].indexOf(b)));

    // A worry is read first: her words, and one step.
    await along(p, /delen een zorg/);
    await p.keyboard.press('l');
    await dialog(p).getByText('Zakaria was woensdag heel stil.').waitFor();
    await press(dialog(p), 'Ik heb het gelezen');
    await press(dialog(p), 'Ik heb het gelezen');
    await dialog(p).getByText(/^Gelezen\. /).waitFor();
    await p.keyboard.press('Escape');
  }],

  ['on a phone: the first deed is under the thumb, and nothing goes out that was taken back', async ({ page, base }) => {
    const p = await page();
    await signIn(p, base, matcher);
    const row = line(p, 'Intake Leila');
    await row.waitFor();
    assert.match(await row.getByRole('link', { name: /^Bel Leila/ }).getAttribute('href'), /^tel:/);
    const box = await row.getByRole('link', { name: /^Bel Leila/ }).boundingBox();
    assert.ok(box.width >= 48 && box.height >= 48, 'large enough for a thumb');
    await row.locator('[data-today]').tap();
    await row.getByRole('button', { name: 'Andere stap of dag' }).tap();
    await dialog(p).locator('#in-volgendeStap').fill('Bellen na de vakantie');
    await dialog(p).locator('#in-volgendeDatum').fill(dayOf(9));
    await dialog(p).locator('form button.main').tap();
    await row.getByText(/wordt zo verstuurd/).waitFor();
    await row.getByRole('button', { name: 'Toch niet' }).tap();
    await row.getByText(/wordt zo verstuurd/).waitFor({ state: 'detached' });
    const { vraaggezinnen } = await as(base, matcher, '{ vraaggezinnen(first: 9, states: [INTAKE]) { edges { node { volgendeStap } } } }');
    assert.ok(vraaggezinnen.edges.every(({ node }) => node.volgendeStap !== 'Bellen na de vakantie'));
  }],
];
