/** A meetup fills up: a host plans it, households come, the last waits, and moves up when one cannot.
 *  And who has no account reads what is public, and nothing else. */
import { idOf, parent, tell } from '../families.mjs';
import { laptop } from '../harness.mjs';
import { assert, dayOf, press, sees, seesNot, sent, signIn, taps } from '../people.mjs';
import { ask, mailsTo, staff, tokenFor } from '../server.mjs';

export const house = 'empty';

const title = 'Koffie in de Lelies';
const names = /Amal|Bea|Carla|Dewi/;
let id;
/** A button names what it is about, for who cannot see where it stands. */
const about = (does) => new RegExp(`^(?:${does}) ?: ${title}`);

const come = (base, family, children = 1) => tell(base, family.token, 'signUp', { id: idOf('signup'), meetupId: id, adults: 1, children }, 'signup { id state waitingPlace }');

/** A third party: no browser, no account, one question. */
const reads = async (base, fields, token) => (await ask(base, `query($id: ID!) { meetup(id: $id) { ${fields} } }`, { id }, token)).data.meetup;

export const stories = [
  ['a host plans a meetup at her desk, and everybody can read it', async ({ device, base }) => {
    const desk = await (await device(laptop)).newPage();
    await signIn(desk, base, staff.host);
    await desk.getByRole('heading', { level: 1, name: 'Ontmoeten' }).waitFor();
    await seesNot(desk, 'Gezinnen');
    await desk.getByRole('link', { name: 'Nieuwe ontmoeting' }).click();
    await press(desk, 'De Drie Lelies, Westmaas');
    await desk.getByLabel('Hoe heet het?').fill(title);
    await desk.getByLabel('Wat gaan jullie doen?').fill('Er is koffie en thee. Kom gerust.');
    await desk.getByLabel('Dag', { exact: true }).fill(dayOf(4));
    await desk.getByLabel('Hoeveel mensen kunnen er komen?').fill('6');
    await press(desk, 'Zet op de agenda');
    await sees(desk, 'De ontmoeting staat op de agenda.');
    await desk.getByRole('link', { name: new RegExp(title) }).waitFor();

    const p = await (await device()).newPage();
    await p.goto(`${base}/ontmoeten`);
    await p.getByRole('link', { name: title }).click();
    await p.getByRole('heading', { level: 1, name: title }).waitFor();
    await sees(p, 'Er is koffie en thee.');
    await sees(p, 'Nog 6 plekken');
    id = p.url().split('/').pop();
  }],

  ['households come until it is full; the next one waits, and a cancel makes room for who fits', async ({ device, base }) => {
    const amal = await parent(base, 'Amal', 'amal@voorbeeld.example');
    const bea = await parent(base, 'Bea', 'bea@voorbeeld.example', { children: 2 });
    await parent(base, 'Carla', 'carla@voorbeeld.example');
    await parent(base, 'Dewi', 'dewi@voorbeeld.example');
    assert.equal((await come(base, amal)).signup.state, 'AANGEMELD');

    // Carla by hand: two taps, nothing typed, her child comes along by itself.
    const carla = await (await device()).newPage();
    await signIn(carla, base, 'carla@voorbeeld.example', '/ontmoeten');
    const count = await taps(carla);
    await carla.getByRole('button', { name: about('Ik kom') }).click();
    await sees(carla, 'Met wie kom je?');
    await press(carla, 'Ja, ik kom');
    await sees(carla, 'Je komt, met 1 kind');
    await sent(carla);
    assert.equal(await count(), 2, 'taps');
    assert.deepEqual(await reads(base, 'freePlaces'), { freePlaces: 2 });

    // Bea and her two do not fit any more: a household comes as one, or waits as one.
    const waits = await come(base, bea, 2);
    assert.deepEqual([waits.signup.state, waits.signup.waitingPlace], ['WACHTLIJST', 1]);
    const eva = await parent(base, 'Eva', 'eva@voorbeeld.example');
    assert.equal((await come(base, eva)).signup.state, 'AANGEMELD');

    // Now it is full, and says so before the first tap.
    const dewi = await (await device()).newPage();
    await signIn(dewi, base, 'dewi@voorbeeld.example', '/ontmoeten');
    await sees(dewi, 'Het is vol');
    await seesNot(dewi, /Nog \d+ plek/);
    const tapsOfDewi = await taps(dewi);
    await dewi.getByRole('button', { name: about('Zet mij op de lijst') }).click();
    await press(dewi, 'Ja, op de lijst');
    await sees(dewi, 'Je staat op de lijst, plek 2');
    assert.equal(await tapsOfDewi(), 2, 'taps');
    await seesNot(dewi, /^Je komt/);

    // Carla cannot come. Two people leave: Bea's three do not fit, Dewi's two do.
    await carla.goto(`${base}/thuis`);
    const tapsOfCarla = await taps(carla);
    await carla.getByRole('button', { name: about('Ik kan niet') }).click();
    await carla.getByRole('dialog').getByRole('button', { name: 'Ik kan niet' }).click();
    await sees(carla, 'Je bent afgemeld.');
    await carla.getByRole('button', { name: about('Ik kom|Zet mij op de lijst') }).waitFor();
    await sent(carla);
    assert.equal(await tapsOfCarla(), 2, 'taps, and no reason asked');
    await dewi.goto(`${base}/thuis`);
    await sees(dewi, 'Er is plek voor jullie');
    await seesNot(dewi, /Je staat op de lijst/);
    assert.deepEqual(await reads(base, 'freePlaces'), { freePlaces: 0 }, 'an offered place is nobody else\'s');
    await dewi.goto(`${base}/ontmoeten/${id}`);
    await sees(dewi, 'De plek is voor jullie tot');
    await press(dewi, 'Ja, ik kom');
    await sees(dewi, 'Je komt, met 1 kind');
    await sent(dewi);
    assert.ok((await mailsTo(base, 'dewi@voorbeeld.example')).some(({ code }) => !code), 'and she is told by mail');
    assert.deepEqual(await reads(base, 'mySignup { state waitingPlace }', bea.token), { mySignup: { state: 'WACHTLIJST', waitingPlace: 1 } });
    assert.deepEqual(await reads(base, 'freePlaces'), { freePlaces: 0 });
  }],

  ['who has no account reads when and where, and never who', async ({ device, base, server }) => {
    const p = await (await device()).newPage();
    await p.goto(`${base}/ontmoeten`);
    await sees(p, 'Het is vol');
    await p.getByRole('link', { name: title }).click();
    await p.getByRole('heading', { level: 1, name: title }).waitFor();
    await sees(p, 'De Drie Lelies');
    assert.doesNotMatch(await p.locator('body').innerText(), names);

    const answer = await fetch(`${base}/graphql?query=${encodeURIComponent('{ meetups(first: 5, near: "3273") { totalCount edges { node { title startsAt freePlaces mySignup { id } signups { id family { name } } place { name village } } } } }')}`);
    assert.equal(answer.status, 200);
    const text = await answer.text();
    assert.doesNotMatch(text, names);
    const { data } = JSON.parse(text);
    assert.equal(data.meetups.totalCount, 1);
    assert.deepEqual([data.meetups.edges[0].node.title, data.meetups.edges[0].node.freePlaces, data.meetups.edges[0].node.mySignup, data.meetups.edges[0].node.signups], [title, 0, null, []]);
    const closed = await ask(base, '{ families { totalCount edges { node { name } } } koppelingen { totalCount } viewer { roles } }');
    assert.deepEqual(closed.data, { families: { totalCount: 0, edges: [] }, koppelingen: { totalCount: 0 }, viewer: { roles: [] } });

    // An app with a key of its own sees the same, and no more.
    const [, client, secret] = (await server.command('admin', 'client', 'Gemeentesite')).match(/client_id (\S+)\s+client_secret (\S+)/);
    const issued = await fetch(`${base}/oauth/token`, { method: 'POST', headers: { Authorization: `Basic ${btoa(`${client}:${secret}`)}` }, body: new URLSearchParams({ grant_type: 'client_credentials' }) });
    const { access_token: token } = await issued.json();
    assert.ok(token, 'an app gets a token');
    assert.equal((await reads(base, 'title', token)).title, title);
    assert.deepEqual((await reads(base, 'signups { id }', token)).signups, []);
    assert.equal((await ask(base, '{ families { totalCount } }', {}, token)).data?.families?.totalCount ?? 0, 0);
  }],

  ['on the day itself the host ticks who came', async ({ device, base }) => {
    const token = await tokenFor(base, staff.host);
    const { data } = await ask(base, '{ places { edges { node { id } } } }', {}, token);
    const today = idOf('meetup');
    const soon = Date.now() + 3000; // only what is to come can be planned, and only on the day itself is there something to tick
    await tell(base, token, 'planMeetup', { id: today, placeId: data.places.edges[0].node.id, title: 'Samen eten', startsAt: new Date(soon).toISOString(), endsAt: new Date(soon + 7_200_000).toISOString(), capacity: 8 });
    const amal = await tokenFor(base, 'amal@voorbeeld.example');
    await tell(base, amal, 'signUp', { id: idOf('signup'), meetupId: today, adults: 1, children: 1 });
    const desk = await (await device()).newPage();
    await signIn(desk, base, staff.host, `/werkplek/ontmoeten/${today}`);
    await desk.getByRole('button', { name: /Amal/ }).first().click();
    await sees(desk, '1 groot mens en 1 kind er');
    await desk.reload();
    await sees(desk, '1 groot mens en 1 kind er');
  }],
];
