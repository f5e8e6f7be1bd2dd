/** Somebody finds a meetup: by what matters to her, in a month, on a page that was shared; she
 *  comes without JavaScript, it fills up, and who waited gets the place that comes free. */
import { idOf, meetup, parent, tell } from '../families.mjs';
import { laptop } from '../harness.mjs';
import { assert, dayOf as dateOf, press, sees, seesNot, sent, signIn, taps } from '../people.mjs';
import { ask, staff, tokenFor } from '../server.mjs';

export const house = 'empty';

const title = 'Praten over slapen';
let shared;

const reads = async (base, fields, token) => (await ask(base, `query($id: ID!) { meetup(id: $id) { ${fields} } }`, { id: shared.id }, token)).data.meetup;
const about = (does) => new RegExp(`^(?:${does}) ?: ${title}`);
const dayOf = (at) => new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', weekday: 'long', day: 'numeric', month: 'long' }).format(at);

export const stories = [
  ['she chooses what it is about, walks through the month by keyboard, and the choice is in the address', async ({ device, base }) => {
    const host = await tokenFor(base, staff.host);
    shared = await meetup(base, host, { days: 9, capacity: 4, title, thema: 'SLAPEN', languages: ['nl', 'ar'], doelgroepen: ['JONGE_OUDERS'], ageFrom: 0, ageTo: 4, description: 'Met een kop thee.\n<b>Kom gerust</b> & praat mee.' });
    await meetup(base, host, { days: 10, title: 'Koffie-ochtend' });

    const p = await (await device(laptop)).newPage();
    await p.goto(`${base}/ontmoeten`);
    await sees(p, '2 ontmoetingen');
    await p.getByText('Meer kiezen').click();
    await p.getByLabel('Waar gaat het over?').selectOption('SLAPEN');
    await sees(p, '1 ontmoeting');
    await seesNot(p, 'Koffie-ochtend');
    await p.getByLabel('In welke taal?').selectOption('ar');
    await p.getByLabel('Hoe oud is je kind?').selectOption('3');
    await p.getByLabel('Voor wie?').selectOption('JONGE_OUDERS');
    await sees(p, '1 ontmoeting');
    await p.getByLabel('Hoe oud is je kind?').selectOption('9');
    await sees(p, 'Hier is nu niets.');
    await p.getByLabel('Hoe oud is je kind?').selectOption('3');
    assert.match(p.url(), /theme=SLAPEN/);

    await press(p, 'Kalender');
    const grid = p.getByRole('grid');
    const today = grid.locator('[aria-current="date"]');
    await today.focus();
    for (let i = 0; i < 9; i++) await p.keyboard.press('ArrowRight');
    assert.match(await grid.locator('[aria-selected="true"]').innerText(), new RegExp(dayOf(shared.startsAt)));
    await p.getByRole('link', { name: title }).waitFor();
    await p.keyboard.press('PageDown');
    await p.keyboard.press('PageUp');
    await p.reload(); // the choice and the look are in the address
    await p.getByRole('grid').waitFor();
    assert.match(p.url(), /look=calendar/);
    // The same address without JavaScript is the same choice.
    const plain = await (await device({ javaScriptEnabled: false })).newPage();
    await plain.goto(p.url());
    await plain.getByRole('link', { name: title }).waitFor();
    await seesNot(plain, 'Koffie-ochtend');
  }],

  ['the page that is shared is whole without JavaScript, and she comes by it', async ({ device, base }) => {
    const p = await (await device({ javaScriptEnabled: false })).newPage();
    const answer = await p.goto(`${base}/ontmoeten/${shared.id}`);
    assert.equal(answer.status(), 200);
    await p.getByRole('heading', { level: 1, name: title }).waitFor();
    for (const words of ['De Drie Lelies', 'Nog 4 plekken', '<b>Kom gerust</b> & praat mee.', 'Geen drempel', 'Nederlands en Arabisch', 'jonge ouders']) await sees(p, words);
    const event = JSON.parse(await p.locator('script[type="application/ld+json"]').textContent());
    assert.deepEqual([event['@type'], event.name, event.eventStatus, event.isAccessibleForFree], ['Event', title, 'https://schema.org/EventScheduled', true]);
    const picture = await fetch(await p.locator('meta[property="og:image"]').getAttribute('content'));
    assert.equal(picture.headers.get('content-type'), 'image/png');
    assert.equal((await p.goto(`${base}/ontmoeten/${idOf('meetup')}`)).status(), 404);
    await p.goto(`${base}/ontmoeten/${shared.id}`);

    await p.getByRole('link', { name: 'Ik kom' }).click();
    await p.getByLabel('Hoe heet je?').fill('Roos');
    await p.getByLabel('Hoeveel kinderen?').fill('1');
    await press(p, 'Ja, ik kom');
    await p.getByRole('heading', { name: 'Je komt' }).waitFor();
    shared.guest = p.url();
    assert.deepEqual(await reads(base, 'freePlaces'), { freePlaces: 2 });
  }],

  ['it fills up, who waits gets the place that comes free, and says so herself', async ({ device, base }) => {
    const amal = await parent(base, 'Amal', 'amal@voorbeeld.example');
    await tell(base, amal.token, 'signUp', { id: idOf('signup'), meetupId: shared.id, adults: 1, children: 1 });
    await parent(base, 'Bea', 'bea@voorbeeld.example');
    const bea = await (await device()).newPage();
    await signIn(bea, base, 'bea@voorbeeld.example', `/ontmoeten/${shared.id}`);
    await sees(bea, 'Het is vol');
    await press(bea, 'Zet mij op de lijst');
    await press(bea, 'Ja, op de lijst');
    await sees(bea, 'Je staat op de lijst, plek 1');
    await sent(bea);
    const full = await (await device({ javaScriptEnabled: false })).newPage();
    await full.goto(`${base}/ontmoeten/${shared.id}`);
    await sees(full, 'Het is vol');
    assert.equal(await full.getByRole('link', { name: 'Ik kom' }).count(), 0);

    await full.goto(shared.guest); // Roos cannot come after all
    await press(full, 'Ik kom niet');
    await full.getByRole('heading', { name: 'Je komt niet' }).waitFor();

    await bea.reload();
    await sees(bea, 'De plek is voor jullie tot');
    await press(bea, 'Ja, ik kom');
    await sees(bea, 'Je komt, met 1 kind');
    await sent(bea);
    assert.deepEqual(await reads(base, 'freePlaces'), { freePlaces: 0 });

    await bea.goto(`${base}/ontmoeten`);
    await bea.getByRole('link', { name: title }).click();
    const count = await taps(bea);
    await bea.getByRole('button', { name: 'Ik kan niet' }).click();
    await bea.getByRole('dialog').getByRole('button', { name: 'Ik kan niet' }).click();
    await sees(bea, 'Je bent afgemeld.');
    await sees(bea, 'Nog 2 plekken'); // the server's word, not the phone's
    assert.equal(await count(), 2, 'taps');
    assert.deepEqual(await reads(base, 'freePlaces'), { freePlaces: 2 });
  }],

  ['she comes every time in two taps, and has her meetups in her own calendar', async ({ device, base }) => {
    const host = await tokenFor(base, staff.host);
    const { data } = await ask(base, '{ places { edges { node { id } } } }', {}, host);
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date(Date.now() + 86_400_000));
    const weekday = ['ZO', 'MA', 'DI', 'WO', 'DO', 'VR', 'ZA'][new Date(`${day}T12:00:00Z`).getUTCDay()];
    await tell(base, host, 'planSeries', { id: idOf('signup').slice(0, -2) + '33', placeId: data.places.edges[0].node.id, title: 'Elke week koffie', capacity: 8, rhythm: { unit: 'WEEK', days: [weekday] }, fromDay: day, count: 4, at: '09:30', minutes: 90 });
    const carla = await parent(base, 'Carla', 'carla@voorbeeld.example');
    const p = await (await device()).newPage();
    await signIn(p, base, 'carla@voorbeeld.example', '/ontmoeten');
    await p.getByRole('link', { name: 'Elke week koffie' }).first().click();
    const count = await taps(p);
    await press(p, 'Ik kom elke keer');
    await press(p, 'Ja, elke keer');
    await sees(p, 'Je komt elke keer. Leuk!');
    await sees(p, 'Je komt, met 1 kind'); // read again, once it got through
    assert.equal(await count(), 2, 'taps');
    const mine = async () => (await ask(base, '{ meetups(first: 50) { edges { node { title mySignup { state } } } } }', {}, carla.token)).data.meetups.edges.filter(({ node }) => node.mySignup).length;
    assert.equal(await mine(), 4);

    await p.goto(`${base}/mijn-gegevens`);
    await press(p, 'Maak een adres');
    const address = await p.locator('.address').innerText();
    const calendar = await (await fetch(address)).text();
    assert.equal(calendar.match(/BEGIN:VEVENT/g)?.length, 4);
    assert.doesNotMatch(calendar, /Carla/);
    await p.reload();
    await sees(p, 'Stop dit adres');
    assert.equal(await p.locator('.address').count(), 0, 'it is shown once');
    await press(p, 'Stop dit adres');
    await press(p, 'Ja, stop');
    await p.getByRole('button', { name: 'Stop dit adres' }).waitFor({ state: 'detached' });
    assert.equal((await fetch(address)).status, 404);

    await p.goto(`${base}/ontmoeten`);
    await p.getByRole('link', { name: 'Elke week koffie' }).first().click();
    await press(p, 'Niet meer elke keer');
    await press(p, 'Ja, stop');
    await sees(p, 'Je komt niet meer elke keer.');
    await p.getByRole('button', { name: 'Ik kom', exact: true }).waitFor(); // read again, once it got through
    assert.equal(await mine(), 0);
  }],

  ['more than a page: she reads on with her choice kept, and a full month is whole', async ({ device, base }) => {
    const host = await tokenFor(base, staff.host);
    for (let i = 0; i < 130; i++) await meetup(base, host, { days: 5, title: i % 2 ? `Zingen ${i}` : `Bakken ${i}`, thema: i % 2 ? 'SPELEN' : 'ETEN' });
    const p = await (await device(laptop)).newPage();
    await p.goto(`${base}/ontmoeten?theme=SPELEN`);
    await sees(p, '65 ontmoetingen');
    assert.equal(await p.getByRole('link', { name: /^Zingen/ }).count(), 60);
    await press(p, 'Laat meer zien (nog 5)');
    await p.getByRole('link', { name: 'Zingen 129' }).waitFor();
    assert.equal(await p.getByRole('link', { name: /^Zingen/ }).count(), 65);
    assert.equal(await p.getByRole('link', { name: /^Bakken/ }).count(), 0);
    assert.equal(await p.getByRole('button', { name: /^Laat meer zien/ }).count(), 0);
    await press(p, 'Kalender');
    const on = p.getByRole('gridcell', { name: /65 ontmoetingen/ });
    if (dateOf(5).slice(0, 7) !== dateOf(0).slice(0, 7)) await press(p, 'Maand verder');
    await on.click();
    await p.getByRole('link', { name: 'Zingen 129' }).waitFor();

    // Without a choice: all pages, and the map says that it has only the first.
    await p.goto(`${base}/ontmoeten?look=map`);
    await sees(p, /Op de kaart staan de eerste 60\./);
    await press(p, /^Laat meer zien/);
    await sees(p, /Op de kaart staan de eerste 120\./);
    await press(p, /^Laat meer zien/);
    await p.getByText(/Op de kaart staan de eerste/).waitFor({ state: 'detached' });
    assert.ok((await p.getByRole('link', { name: /^(Zingen|Bakken)/ }).count()) === 130);

    // Near a postcode: no more of it than four digits goes into the address.
    await p.goto(`${base}/ontmoeten`);
    await p.getByLabel('Waar woon je?').fill('3273 ab');
    await p.getByLabel('Waar woon je?').press('Enter');
    await p.getByLabel('Hoe ver mag het zijn?').selectOption('5');
    await p.waitForURL(/near=3273&within=5/);
    await sees(p, /[0-9]+ ontmoetingen/);
    await p.goto(`${base}/ontmoeten?near=1011&within=5`); // Amsterdam
    await sees(p, 'Hier is nu niets.');
  }],
];
