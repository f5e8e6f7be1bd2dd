/** The whole story (issue: the main job): two families on their phones, a matcher at her desk, from
 *  the first question to a koppeling that runs. What each sees, and what nobody may see yet. */
import { steun, vraag, walk } from '../fill.mjs';
import { laptop } from '../harness.mjs';
import { assert, dayOf, press, sees, seesNot, signInByHand as signIn } from '../people.mjs';
import { ask, staff, tokenFor } from '../server.mjs';
import { parent } from '../families.mjs';

export const house = 'empty';
export const whole = true; // it asks whether notifications may come

const samira = { email: 'samira@voorbeeld.example', phone: '06 12 34 56 78' };
const anja = { email: 'anja@voorbeeld.example', phone: '06 87 65 43 21' };
/** Nothing of this may be on a screen of the other family before the two have said yes. */
const ofSamira = /Samira|Westmaas|3273|12\s?34\s?56\s?78|samira@/i;
const ofAnja = /Anja|Mijnsheerenland|87\s?65\s?43\s?21|anja@/i;

/** The answers of fill.mjs, but for what these two tell of themselves. */
const hers = (steps, other) => steps.map(([name, fill]) => [name, other[name] ?? fill]);
const vraagSteps = hers(vraag, {
  zorg: async (p) => { await p.getByText('Allergie', { exact: true }).click(); await p.getByRole('button', { name: 'hond' }).click(); },
  contact: async (p) => { await p.fill('#phone', samira.phone); await p.fill('#email', samira.email); },
});
const steunSteps = hers(steun, {
  contact: async (p) => { await p.fill('#phone', anja.phone); await p.fill('#email', anja.email); },
});

const main = (p) => p.locator('main').innerText();

async function register(p, base, path, steps, name) {
  await p.goto(base + path);
  await walk(p, steps);
  await sees(p, `Gelukt, ${name}`);
  await sees(p, /Verstuurd om \d+\.\d\d uur/);
}

/** A step in a dossier: its button, its questions, and the button that takes it. */
async function step(p, button, fill, sure) {
  await press(p, button);
  const sheet = p.getByRole('dialog');
  await fill?.(sheet);
  await sheet.getByRole('button', { name: sure, exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
}

async function moment(sheet, days, time) {
  await sheet.getByLabel('Dag', { exact: true }).fill(dayOf(days));
  await sheet.getByLabel('Tijd', { exact: true }).fill(time);
}

/** A pill of a question in the form of a talk. */
const pill = (p, question, answer) => p.getByRole('group', { name: question, exact: true }).getByRole('button', { name: answer, exact: true }).click();

async function openDossier(p, base, list, name) {
  await p.goto(`${base}/werkplek/gezinnen?lijst=${list}`);
  await p.getByRole('combobox', { name: 'Welke gezinnen' }).selectOption('all'); // nobody is hers yet
  await p.locator('main').getByRole('link', { name: new RegExp(name) }).click();
  await p.getByRole('heading', { level: 1, name }).waitFor();
}

async function takeInVraag(p, base) {
  await openDossier(p, base, 'vraag', 'Samira');
  await step(p, 'Plan intake', (sheet) => moment(sheet, 1, '10:00'), 'Plan');
  await sees(p, 'Zorg en gezondheid bewaren');
  await sees(p, 'Ja van Samira');
  for (const talk of [1, 2]) {
    await p.locator('main').getByRole('link', { name: /gesprek/i }).first().click();
    await p.waitForURL(/gesprek$/);
    if (talk === 1) {
      await p.locator('#in-keerPerMaand').fill('4');
      await pill(p, 'Hoe lang mag de reis duren?', '30 min');
      await pill(p, 'Wie heeft het gezag?', 'Eén ouder');
      await pill(p, 'Hoe lang?', '12 maanden');
      // What she told herself about allergies stands there, and has to be talked about.
      await sees(p, 'Dit schreef het gezin zelf op.');
      assert.equal(await p.getByRole('group', { name: 'Allergie' }).getByRole('button', { name: 'hond' }).getAttribute('aria-pressed'), 'true');
      await press(p, 'Besproken, zo klopt het');
    }
    await press(p, 'Bewaar het gesprek');
    await p.getByRole('heading', { level: 1, name: 'Samira', exact: true }).waitFor();
  }
  await sees(p, 'Allergie');
  await step(p, 'Rond intake af', undefined, 'Rond af');
  await sees(p, 'Zoekt steun');
}

async function takeInSteun(p, base) {
  await openDossier(p, base, 'steun', 'Anja');
  await step(p, 'Plan gesprek', (sheet) => moment(sheet, 1, '14:00'), 'Plan');
  await p.locator('main').getByRole('link', { name: /gesprek/i }).first().click();
  await p.waitForURL(/gesprek$/);
  await p.locator('#in-keerPerMaand').fill('4');
  await pill(p, 'Hoe lang?', '12 maanden');
  await pill(p, 'Kan een rolstoel binnen?', 'Ja');
  await press(p, 'Bewaar het gesprek');
  await p.getByRole('heading', { level: 1, name: 'Anja', exact: true }).waitFor();
  await step(p, 'Begin takenlijst', undefined, 'Begin');
  for (const name of ['Anja', 'Piet']) {
    await step(p, 'VOG gezien', async (sheet) => { await sheet.getByLabel(/Voornaam/).fill(name); await sheet.getByLabel('Gegeven op').fill(dayOf(-30)); }, 'Leg vast');
  }
  for (const who of ['buurvrouw', 'juf']) {
    await step(p, 'Iemand gesproken', async (sheet) => { await sheet.getByLabel(/Hoe kent/).fill(who); await pill(sheet, 'Was het positief?', 'Ja'); }, 'Leg vast');
  }
  for (const check of ['Huisbezoek gedaan', 'Huisregels besproken']) {
    await step(p, check, (sheet) => sheet.getByLabel('Dag', { exact: true }).fill(dayOf(-1)), 'Leg vast');
  }
  // Piet is at home too, and says it himself.
  await sees(p, 'Nog vragen: Volwassene 2');
  await step(p, /: Volwassene 2$/, (sheet) => sheet.locator('#in-giver').fill('Piet'), 'Leg ja vast');
  await step(p, 'Zet op beschikbaar', undefined, 'Zet op beschikbaar');
  await sees(p, 'Beschikbaar');
}

export const stories = [
  ['from the first question to a koppeling that runs', async ({ device, base }) => {
    const phoneOfSamira = await (await device()).newPage();
    const phoneOfAnja = await (await device()).newPage();
    await register(phoneOfSamira, base, '/steun-vragen', vraagSteps, 'Samira');
    await register(phoneOfAnja, base, '/steun-geven', steunSteps, 'Anja');
    await signIn(phoneOfSamira, base, samira.email, '/mijn-steun');
    await sees(phoneOfSamira, 'Stap 2 van 5: Gesprek');
    await signIn(phoneOfAnja, base, anja.email, '/mijn-steun');
    await sees(phoneOfAnja, 'Jouw lijstje');
    assert.doesNotMatch(await main(phoneOfSamira) + await main(phoneOfAnja), /Samira.*Anja|Anja.*Samira/s, 'two families who know nothing of each other');

    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, staff.matcher);
    await desk.getByRole('heading', { level: 1, name: 'Werkplek' }).waitFor();
    await takeInVraag(desk, base);
    await takeInSteun(desk, base);

    // The board: who fits, how well, and why.
    await desk.goto(`${base}/werkplek`);
    await desk.getByRole('combobox', { name: 'Welke gezinnen' }).selectOption('all');
    await desk.locator('[data-card]', { hasText: 'Samira' }).click();
    const fit = desk.getByRole('article', { name: /^Anja, \d+ van 100$/ });
    await fit.waitFor();
    const score = Number((await fit.getAttribute('aria-label')).match(/(\d+) van 100/)[1]);
    const points = (await fit.locator('.points .visually-hidden').allInnerTexts()).map((text) => text.match(/^(\d+) van (\d+) punten$/).slice(1).map(Number));
    assert.ok(points.length >= 8, `${points.length} criteria`);
    assert.equal(points.reduce((sum, [got]) => sum + got, 0), score, 'the points add up to the score');
    for (const why of await fit.locator('.why').allInnerTexts()) assert.match(why, /^[A-Z].+/, 'each criterion has a sentence');
    await fit.getByRole('button', { name: /^Stel voor/ }).click();
    const proposal = desk.getByRole('dialog');
    await proposal.getByLabel(/Waarom past dit gezin/).fill('Ze wonen dichtbij en kunnen op woensdag.');
    await proposal.getByRole('button', { name: 'Stel voor', exact: true }).click();
    await sees(desk, 'Het voorstel is verstuurd.');

    // First the steungezin is asked; the vraaggezin does not know yet.
    await phoneOfSamira.goto(`${base}/thuis`);
    await sees(phoneOfSamira, 'Dag Samira');
    await sees(phoneOfSamira, 'We zoeken een gezin dat bij jullie past.');
    await seesNot(phoneOfSamira, 'Er is een gezin voor jullie');
    assert.doesNotMatch(await main(phoneOfSamira), ofAnja);
    await phoneOfAnja.goto(`${base}/thuis`);
    await sees(phoneOfAnja, 'Een gezin zoekt jullie steun');
    await phoneOfAnja.getByRole('link', { name: 'Bekijk' }).click();
    await phoneOfAnja.getByRole('button', { name: 'Ja, graag' }).waitFor();
    const seenByAnja = await main(phoneOfAnja);
    assert.match(seenByAnja, /Even rust|opvang/i);
    assert.doesNotMatch(seenByAnja, ofSamira, 'a family without a name');
    await press(phoneOfAnja, 'Ja, graag');
    await sees(phoneOfAnja, 'Je zei ja. Fijn!');
    await sees(phoneOfAnja, /Verstuurd om/);
    await press(phoneOfAnja, 'Nu niet'); // the first thing that worked out: may we send messages?
    await phoneOfAnja.getByRole('button', { name: 'Ja, graag' }).waitFor({ state: 'detached' });
    const id = phoneOfAnja.url().split('/').pop();

    // Then the vraaggezin.
    await phoneOfSamira.goto(`${base}/thuis`);
    await sees(phoneOfSamira, 'Er is een gezin voor jullie');
    await phoneOfSamira.getByRole('link', { name: 'Bekijk' }).click();
    await phoneOfSamira.getByRole('button', { name: 'Ja, graag' }).waitFor();
    assert.doesNotMatch(await main(phoneOfSamira), ofAnja, 'a family without a name');
    // Her answer shows on the matcher's screen by itself.
    await desk.goto(`${base}/werkplek/koppeling/${id}`);
    await desk.getByRole('heading', { name: 'Voorstel bij vraaggezin' }).waitFor();
    await press(phoneOfSamira, 'Ja, graag');
    await sees(phoneOfSamira, /Verstuurd om/);
    await press(phoneOfSamira, 'Nu niet'); // the first thing that worked out: may we send messages?
    await phoneOfSamira.getByRole('button', { name: 'Ja, graag' }).waitFor({ state: 'detached' });
    await desk.getByRole('heading', { name: 'Kennismaking', exact: true }).waitFor();

    // Both said yes: a name and a village, and no way yet to find each other.
    await step(desk, 'Plan kennismaking', async (sheet) => { await moment(sheet, 2, '15:00'); await sheet.getByLabel('Waar?').fill('De Drie Lelies'); }, 'Plan');
    const { data: { koppeling: early } } = await ask(base, 'query($id: ID!) { koppeling(id: $id) { andereFamilie { name contactgegevens { phone } } } }', { id }, await tokenFor(base, samira.email));
    assert.deepEqual(early.andereFamilie, { name: 'Anja', contactgegevens: null });
    for (const [p, other, number] of [[phoneOfSamira, 'Anja', anja.phone], [phoneOfAnja, 'Samira', samira.phone]]) {
      await p.goto(`${base}/thuis`);
      await sees(p, 'Jullie maken kennis');
      await sees(p, 'De Drie Lelies');
      await sees(p, other);
      await p.goto(`${base}/mijn-steun`);
      await sees(p, /Jullie maken kennis op .+ om 15\.00 uur/);
      await seesNot(p, number);
      assert.doesNotMatch(await main(p), /Zo bereik je elkaar/);
    }

    // It comes forward, they met; each says yes on her own phone.
    await step(desk, 'Plan kennismaking', async (sheet) => { await moment(sheet, -0.5, hourOf(-0.5)); await sheet.getByLabel('Waar?').fill('De Drie Lelies'); }, 'Plan');
    for (const p of [phoneOfSamira, phoneOfAnja]) {
      await p.goto(`${base}/mijn-steun`);
      await press(p, 'Ja, we gaan verder');
      await sees(p, /Jouw antwoord is binnen/);
      await p.getByRole('button', { name: 'Ja, we gaan verder' }).waitFor({ state: 'detached' });
    }

    // The trial: what is agreed, and from now on how to reach each other.
    await desk.getByText('Ja', { exact: true }).nth(3).waitFor();
    await step(desk, 'Begin de proef', (sheet) => sheet.getByLabel('Wanneer komt het kind?').fill('Elke woensdag van 13.00 tot 17.00 uur'), 'Begin de proef');
    await desk.getByRole('heading', { name: 'Proef', exact: true }).waitFor();
    for (const [p, other, number] of [[phoneOfSamira, 'Anja', anja.phone], [phoneOfAnja, 'Samira', samira.phone]]) {
      await p.goto(`${base}/mijn-steun`);
      await sees(p, `Samen met ${other}`);
      await sees(p, number);
      await sees(p, 'Elke woensdag van 13.00 tot 17.00 uur');
      await press(p, 'Ja, dit is goed');
      await sees(p, 'Jij zei ja op deze afspraken.');
      await press(p, 'Goed');
      await sees(p, /Dank je wel\. \S+ leest het\./);
    }

    // And on: the matcher sees both, and ends the trial well.
    await sees(desk, 'Samira: goed');
    await sees(desk, 'Anja: goed');
    await step(desk, 'Proef geslaagd', (sheet) => sheet.getByLabel(/Wat kwam er uit/).fill('Het gaat goed, ze gaan door.'), 'Ga samen verder');
    await desk.getByRole('heading', { name: 'Loopt', exact: true }).waitFor();
    for (const [p, number] of [[phoneOfSamira, anja.phone], [phoneOfAnja, samira.phone]]) {
      await p.goto(`${base}/mijn-steun`);
      await sees(p, 'Jullie zijn samen op weg.');
      await sees(p, number);
      assert.doesNotMatch(await main(p), /Ze wonen dichtbij en kunnen|Het gaat goed, ze gaan door/, 'a matcher’s own words stay with matchers');
    }

    // Somebody else's phone knows nothing of all this.
    const noor = await parent(base, 'Noor', 'noor@voorbeeld.example');
    const phoneOfNoor = await (await device()).newPage();
    await signIn(phoneOfNoor, base, noor.email);
    await phoneOfNoor.goto(`${base}/voorstel/${id}`);
    await sees(phoneOfNoor, 'Dit voorstel is voorbij.');
    assert.doesNotMatch(await main(phoneOfNoor), ofSamira);
    assert.doesNotMatch(await main(phoneOfNoor), ofAnja);
    await phoneOfNoor.goto(`${base}/werkplek/koppeling/${id}`);
    await sees(phoneOfNoor, 'Deze plek is voor coördinatoren en hun collega’s.');
  }],
];

function hourOf(days) {
  return new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' }).format(new Date(Date.now() + days * 86_400_000));
}
