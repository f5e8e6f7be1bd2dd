/** The scenarios of the phone, with their numbers (docs/offline.md says which file shows which): what is refused, what
 *  two do at once, what is taken away, and what is left on the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, come, coming, empty, kept, queue, staff, theLine, toCancel, toSignUp } from '../faults.mjs';
import { holds, press, pulled, sees, signInByHand as signIn, workerReady } from '../people.mjs';
import { newProfile } from '../profile.mjs';
import { ask } from '../server.mjs';

export const house = 'none';
const line = theLine();
export const { before, after } = line;

/** A koppeling of the invented region with somebody of both sides, and what each may know of the other. */
async function pair() {
  const people = JSON.parse(await line.server.command('demo', '--list'));
  const list = Array.isArray(people) ? people : people.people;
  const { data } = await ask(line.direct, '{ koppelingen(first: 50, states: [PROEFPERIODE, ACTIEF]) { edges { node { id version vraaggezin { family { id name contactgegevens { phone street email } } } steungezin { family { id name contactgegevens { phone street email } } } } } } }', {}, await line.token(staff.matcher));
  for (const { node } of data.koppelingen.edges) {
    const of = (family) => list.find((one) => (one.family ?? one.familyId ?? one.family_id) === family.id);
    const vraag = of(node.vraaggezin.family), steun = of(node.steungezin.family);
    if (vraag && steun) return { ...node, vraag, steun };
  }
  throw new Error('no such koppeling');
}

/** How often each word stands anywhere in the files of a browser, in either of the two ways that it writes text. */
function onDisk(folder, words) {
  const found = Object.fromEntries(words.map((word) => [word, []]));
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    let bytes;
    try {
      bytes = readFileSync(path);
    } catch {
      continue; // a socket, or gone meanwhile
    }
    for (const word of words) if (bytes.includes(Buffer.from(word, 'utf8')) || bytes.includes(Buffer.from(word, 'utf16le'))) found[word].push(path.slice(folder.length));
  }
  return found;
}

/** A street that a public meetup is in as well says nothing about a family. */
async function isPublic(street) {
  const { data } = await ask(line.direct, '{ places(first: 100) { edges { node { street } } } }');
  return data.places.edges.some(({ node }) => node.street.includes(street));
}

/** A family with words of its own that no program contains, and a browser with a disk. */
async function withDisk(story) {
  line.proxy.pass();
  const profile = newProfile();
  try {
    const { context, page } = await profile.start();
    const both = await pair();
    await signIn(page, line.base, both.vraag.email, '/mijn-steun');
    await workerReady(page);
    await sees(page, /Samen met/);
    await page.locator('a[href^="tel:"]').first().waitFor();
    await pulled(page);
    await story({ profile, context, page, both });
  } finally {
    await profile.remove();
  }
}

export const stories = [
  ['11: a refused first, its dependant behind it, a good one last', async (world) => {
    const { page, at } = await line.atMeetup(world, { to: '/ontmoeten' });
    const off = await line.plan();
    line.proxy.refuse();
    const first = toSignUp(off.id);
    await queue(page, [first, { ...toCancel(off.id, first.input.id), needs: [first.target] }, toSignUp(at.id)]);
    const { data } = await ask(line.direct, 'query($id: ID!) { meetup(id: $id) { version } }', { id: off.id });
    await line.call(staff.host, 'cancelMeetup', { id: off.id, baseVersion: data.meetup.version });
    line.proxy.pass();
    await page.goto(`${line.base}/nog-te-versturen`);
    await empty(page);
    await sees(page, 'Dit wacht op iets anders.');
    assert.equal((await line.signups(at.id)).length, 1, 'the good one is there');
    const danger = (n) => page.waitForFunction((n) => document.querySelectorAll('button.danger').length === n, n);
    await danger(2);
    for (let left = 2; left > 0; left--) {
      await press(page, 'Gooi weg');
      await danger(left - 1);
    }
    await sees(page, 'Alles is verstuurd.');
  }],

  ['12, 19: thirty ticked in the cellar while another host ticks too: merged, two conflicts shown, none lost', async ({ device }) => {
    line.proxy.pass();
    const title = `Kelder ${Date.now() % 10_000}`;
    const at = await line.plan({ title, capacity: 40, startsAt: new Date(Date.now() + 5000).toISOString(), endsAt: new Date(Date.now() + 7_200_000).toISOString() });
    const names = Array.from({ length: 30 }, (_, i) => `Gast${String(i + 1).padStart(2, '0')}`);
    const guests = await line.guests(at.id, names);
    const page = await (await device()).newPage();
    await signIn(page, line.base, staff.host, `/werkplek/ontmoeten/${at.id}`);
    const row = (name) => page.locator('button.tick', { hasText: name });
    await row('Gast30').waitFor();
    line.proxy.refuse();
    for (const name of names) {
      await row(name).click();
      await page.locator('button.tick[aria-pressed="true"]', { hasText: name }).waitFor();
    }
    const tick = (i, more) => line.call(staff.matcher, 'recordAttendance', { id: guests[i].id, ...more });
    for (const i of [0, 1, 2]) await tick(i, { present: true });
    for (const i of [3, 4]) await tick(i, { present: true, adults: 4, children: 0 });
    for (const i of [5, 6]) await tick(i, { present: false });
    line.proxy.pass();
    await page.goto(`${line.base}/nog-te-versturen`);
    await empty(page);
    await sees(page, 'Iemand anders heeft dit intussen ook veranderd');
    const conflicts = (n) => page.waitForFunction((n) => [...document.querySelectorAll('button')].filter(({ textContent }) => textContent.trim() === 'Neem die van mij').length === n, n);
    await conflicts(2);
    await sees(page, 'Gast06: er niet');
    await press(page, 'Neem die van mij');
    await conflicts(1);
    await press(page, 'Neem die van de ander');
    await sees(page, 'Alles is verstuurd.');
    const now = Object.fromEntries((await line.signups(at.id)).map((one) => [one.guestName, one]));
    const there = names.filter((name) => now[name].state === 'GEWEEST');
    assert.equal(there.length, 29);
    assert.deepEqual([now.Gast04.presentAdults, now.Gast05.presentAdults], [4, 4], 'what the other counted stays');
    assert.equal([now.Gast06.state, now.Gast07.state].filter((state) => state === 'NIET_GEWEEST').length, 1);
  }],

  ['14: the browser takes away what was kept: said, and brought back', async (world) => {
    const { context, page } = await line.atMeetup(world, { to: '/thuis' });
    await sees(page, /^Dag /);
    const cdp = await context.newCDPSession(page);
    await page.goto('about:blank');
    await cdp.send('Storage.clearDataForOrigin', { origin: line.base, storageTypes: 'indexeddb,cache_storage,service_workers' });
    await page.goto(`${line.base}/thuis`);
    await sees(page, 'Je telefoon heeft opgeruimd.');
    await sees(page, /^Dag /);
    await pulled(page);
    await press(page, 'Ik snap het');
    await page.getByText('Je telefoon heeft opgeruimd.').first().waitFor({ state: 'detached' });
    await page.reload();
    await sees(page, /^Dag /);
    assert.equal(await page.getByText('Je telefoon heeft opgeruimd.').count(), 0, 'said once');
  }],

  ['14: all of it is taken away, with who she was: the cookie knows her, and what was not sent is counted', async (world) => {
    const { context, page, who } = await line.atMeetup(world, { to: '/ontmoeten' });
    const places = [await line.plan(), await line.plan(), await line.plan()];
    line.proxy.refuse();
    await queue(page, places.map(({ id }) => toSignUp(id)));
    for (const { id } of places) {
      const { data } = await ask(line.direct, 'query($id: ID!) { meetup(id: $id) { version } }', { id });
      await line.call(staff.host, 'cancelMeetup', { id, baseVersion: data.meetup.version });
    }
    line.proxy.pass();
    line.proxy.forget();
    await page.reload();
    await empty(page); // all three are set aside, and not gone
    for (let i = 0; !line.proxy.seen('Buurtdorp-Unsent: 3'); i++) { // with a refresh, or by itself
      assert.ok(i < 200, 'the server never heard of them');
      await page.waitForTimeout(100);
    }
    const cdp = await context.newCDPSession(page);
    await page.goto('about:blank');
    await cdp.send('Storage.clearDataForOrigin', { origin: line.base, storageTypes: 'indexeddb,local_storage,cache_storage,service_workers' });
    await page.goto(line.base);
    await sees(page, 'Je telefoon had nog 3 dingen te versturen.');
    await page.waitForURL(`${line.base}/thuis`);
    await sees(page, `Dag ${who.name}`);
    await pulled(page);
    await press(page, 'Ik snap het');
    await page.reload();
    await sees(page, `Dag ${who.name}`);
    await pulled(page);
    assert.equal(await page.getByText(/Je telefoon (had|heeft)/).count(), 0, 'said once');
  }],

  ['18: a koppeling is interrupted while the phone has no line: at the next contact its agreements are gone from disk', async ({ device }) => {
    line.proxy.pass();
    const both = await pair();
    const page = await (await device()).newPage();
    await signIn(page, line.base, both.vraag.email, '/mijn-steun');
    await sees(page, /Samen met/);
    await pulled(page);
    const text = async () => JSON.parse((await holds(page)).text);
    const koppeling = async () => (await text())[0].flat().find((one) => one?.id === both.id);
    const { telefoon } = await koppeling();
    assert.ok(telefoon, 'the agreements are kept');
    line.proxy.refuse();
    await line.call(staff.matcher, 'suspendKoppeling', { id: both.id, baseVersion: both.version, toelichting: 'een signaal' });
    assert.equal((await koppeling()).state === 'ONDERBROKEN', false);
    line.proxy.pass();
    await page.reload();
    await page.getByText(/Samen met/).first().waitFor({ state: 'detached' });
    for (let i = 0; (await koppeling())?.state !== 'ONDERBROKEN'; i++) {
      assert.ok(i < 200, 'never pulled');
      await page.waitForTimeout(100);
    }
    assert.equal((await koppeling()).telefoon, null);
    assert.doesNotMatch((await holds(page)).text, new RegExp(both.steun.phone ?? 'never such a number'));
  }],

  ['20: the disk refuses: said, and nothing is pretended', async (world) => {
    const { page, at } = await line.atMeetup(world);
    await page.evaluate(() => {
      const add = IDBObjectStore.prototype.add;
      window.room = () => (IDBObjectStore.prototype.add = add);
      IDBObjectStore.prototype.add = () => {
        throw new DOMException('no room', 'QuotaExceededError');
      };
    });
    await come(page);
    await sees(page, 'Dit is niet bewaard.');
    assert.equal(await page.getByText(/^Je komt/).count(), 0);
    assert.equal((await line.signups(at.id)).length, 0);
    await page.evaluate(() => window.room());
    await page.getByRole('button', { name: /^Ja, / }).click();
    await coming(page);
    await empty(page);
    await page.getByText('Dit is niet bewaard.').waitFor({ state: 'detached' });
    assert.equal((await line.signups(at.id)).length, 1);
  }],

  ['21: somebody else signs in on the same phone: what the first wrote is never sent as hers', async (world) => {
    const { context, page, who, at } = await line.atMeetup(world);
    const other = await line.atMeetup(world);
    line.proxy.refuse();
    await come(page);
    await kept(page);
    await context.clearCookies();
    await page.goto('about:blank'); // and her token goes with the page
    line.proxy.pass();
    await signIn(page, line.base, other.who.email, '/ontmoeten');
    await pulled(page);
    await empty(page);
    assert.equal((await line.signups(at.id)).length, 0);
    await context.clearCookies();
    await signIn(page, line.base, who.email, `/ontmoeten/${at.id}`);
    await empty(page);
    assert.deepEqual((await line.signups(at.id)).map(({ family }) => family.name), [who.name]);
  }],

  ['17: while signed in nothing outside the list is on the disk, and nothing at all after signing out', () => withDisk(async ({ profile, page, both }) => {
    const mine = both.vraaggezin.family, theirs = both.steungezin.family.contactgegevens;
    const never = [theirs.phone, theirs.email].filter(Boolean);
    await page.goto(`${line.base}/mijn-gegevens`);
    await press(page, 'Log uit');
    await page.getByRole('heading', { name: 'Gezinnen uit de buurt helpen elkaar' }).waitFor();
    assert.deepEqual((await holds(page)).databases.filter((name) => name !== 'buurtdorp-gast'), []);
    await profile.kill();
    const found = onDisk(profile.folder, [mine.id, both.id, ...never]);
    for (const [word, files] of Object.entries(found)) assert.deepEqual(files, [], `${word} is still there`);
    return `looked for ${Object.keys(found).length} words`;
  })],

  ['17: signed in: the address and number of the other family are never on the disk', () => withDisk(async ({ profile, both }) => {
    await profile.kill();
    const theirs = both.steungezin.family.contactgegevens;
    const found = onDisk(profile.folder, [theirs.phone, theirs.email, ...(await isPublic(theirs.street) ? [] : [theirs.street])].filter(Boolean));
    for (const [word, files] of Object.entries(found)) assert.deepEqual(files, [], `${word} is on the disk`);
  })],

  ['17: without a line, signing out is of the app alone, and the wipe is owed until the next contact', () => withDisk(async ({ profile, page, both }) => {
    await page.goto(`${line.base}/mijn-gegevens`);
    await page.getByRole('button', { name: 'Log uit', exact: true }).waitFor();
    line.proxy.refuse();
    await press(page, 'Log uit');
    await page.getByRole('heading', { name: 'Gezinnen uit de buurt helpen elkaar' }).waitFor();
    const left = await holds(page);
    assert.deepEqual(left.databases.filter((name) => name !== 'buurtdorp-gast'), []);
    assert.ok(left.keys.includes('buurtdorp-wissen'), 'owed');
    line.proxy.pass();
    await page.reload();
    await page.waitForFunction(() => localStorage.getItem('buurtdorp-wissen') === null);
    await profile.kill();
    const found = onDisk(profile.folder, [both.vraaggezin.family.id, both.id]);
    for (const [word, files] of Object.entries(found)) assert.deepEqual(files, [], `${word} is still there`);
  })],
];
