/** Lists: a matcher brings her own spreadsheet in and takes a list out, on a laptop and on a phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { laptop, phone, seen } from '../harness.mjs';
import { assert, press, sees, signIn } from '../people.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const matcher = 'matcher1@demo.buurtdorp.example';

const lists = async ({ device, base }, email = matcher, size = laptop) => {
  const p = await (await device({ ...size, acceptDownloads: true })).newPage();
  await signIn(p, base, email, '/werkplek/lijsten');
  return p;
};

/** A number that no family of the demo has. */
const mobile = (n) => `06 1${String(Date.now()).slice(-6)}${n}`;
const csv = (rows) => ({ name: 'wachtlijst.csv', mimeType: 'text/csv', buffer: Buffer.from(['Klant;Mobiel;Woonplaats;Leeftijd kinderen;Hulpvraag;AVG akkoord;Kleur map', ...rows].join('\n')) });

async function pick(p, file) {
  await p.locator('input[type=file]').setInputFiles(file);
}

async function clean(p) {
  await p.evaluate(axe);
  const { violations } = await p.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  assert.equal(await p.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true, 'no sideways scroll');
}

const bring = (size) => async (world) => {
  const p = await lists(world, matcher, size);
  const rows = [`Petra;${mobile(1)};Westmaas;4, 6;opvang;ja;rood`, `Wilma;${mobile(2)};Westmaas;9;vervoer;ja;blauw`];
  await pick(p, csv([rows[0], 'Wilma;12;Nergenshuizen;99;vervoer;ja;blauw']));
  await sees(p, 'wachtlijst.csv: 2 rijen');
  assert.equal(await p.getByLabel(/^Mobiel/).inputValue(), 'telefoon');
  assert.equal(await p.getByLabel(/^Hulpvraag/).inputValue(), 'soorten');
  assert.equal(await p.getByLabel(/^Kleur map/).inputValue(), '');
  await p.getByLabel(/^Klant/).selectOption('naam');
  await clean(p);
  await press(p, 'Kijk of het klopt');
  await sees(p, 'Kijk nog naar 3 dingen');
  await p.getByRole('row', { name: /3.*Woonplaats.*Dit dorp kennen we niet\./ }).waitFor();
  assert.equal(await p.getByRole('button', { name: /^Zet/ }).count(), 0, 'nothing can be kept');
  await clean(p);

  await pick(p, csv(rows));
  await sees(p, 'Dit koos je de vorige keer ook.');
  assert.equal(await p.getByLabel(/^Klant/).inputValue(), 'naam');
  await press(p, 'Kijk of het klopt');
  await sees(p, 'Alles klopt');
  await press(p, 'Zet 2 rijen erin');
  await sees(p, '2 rijen staan erin');
  await sees(p, /haalde binnen: Vraagt steun, 2 rijen/);
  await clean(p);

  await press(p, 'Nog een lijst');
  await pick(p, csv([...rows, `Jolanda;${mobile(3)};Westmaas;2;opvang;ja;`]));
  await press(p, 'Kijk of het klopt');
  await sees(p, '1 rij is nieuw. 2 rijen staan er al. Die slaan we over.');
  await press(p, 'Zet 1 rij erin');
  await sees(p, '1 rij staat erin');
  await p.getByRole('link', { name: 'Bekijk ze' }).click();
  await p.getByRole('heading', { level: 1, name: 'Gezinnen' }).waitFor();
  assert.doesNotMatch(p.url(), /petra|06/i);
};

export const stories = [
  ['a matcher brings her own list, with her own columns', bring(laptop)],
  ['and on a phone', bring(phone)],

  ['who said yes comes along: a child of 13 for itself, and each has its day in the dossier', async (world) => {
    const p = await lists(world);
    const name = `Sanne ${Date.now() % 1e6}`;
    const sheet = (yes) => ({ ...csv([]), buffer: Buffer.from(`Klant;Mobiel;Woonplaats;Kinderen;Hulpvraag;Toestemming;Getekend door;Status;Gesprekken;Gezag\n${name};${mobile(5)};Westmaas;Thijs (13);opvang;ja;${yes};wachtend;2;een`) });
    await pick(p, sheet(`${name} 15-01-2026`));
    await p.getByLabel(/^Klant/).selectOption('naam');
    assert.equal(await p.getByLabel(/^Getekend door/).inputValue(), 'zei_ja');
    await press(p, 'Kijk of het klopt');
    await p.getByRole('row', { name: /2.*Getekend door.*Een kind van 12 jaar of ouder zegt zelf ja\./ }).waitFor();
    await clean(p);
    await pick(p, sheet(`"${name} 15-01-2026, Thijs 20-01-2026"`));
    await p.getByLabel(/^Klant/).selectOption('naam');
    await press(p, 'Kijk of het klopt');
    await press(p, 'Zet 1 rij erin');
    await sees(p, '1 rij staat erin');
    await p.getByRole('link', { name: 'Bekijk ze' }).click();
    await p.getByRole('searchbox').or(p.getByPlaceholder('Zoek op naam of plaats')).first().fill(name);
    await p.keyboard.press('Enter');
    await p.locator('main').getByRole('link', { name: new RegExp(name) }).click();
    await p.getByRole('heading', { level: 1, name }).waitFor();
    const yes = p.locator('section', { has: p.getByRole('heading', { name: 'Toestemming', exact: true }) });
    await yes.locator('li', { hasText: 'Thijs' }).getByText('Zei ja op 20 januari 2026').waitFor();
    await yes.locator('li', { hasText: name }).first().getByText(/15 januari 2026/).waitFor();
    await sees(p, 'Zoekt steun');
  }],

  ['a list goes out as Excel and as CSV, and who took it is kept', async (world) => {
    const p = await lists(world);
    await p.getByRole('button', { name: 'Geeft steun' }).click();
    for (const [name, begin] of [['Excel (.xlsx)', 'PK'], ['CSV', '\ufeffid;status;naam']]) {
      const [file] = await Promise.all([p.waitForEvent('download'), press(p, name)]);
      const raw = readFileSync(await file.path(), 'utf8');
      assert.match(file.suggestedFilename(), /^steungezinnen-\d{4}-\d\d-\d\d\.(xlsx|csv)$/);
      assert.ok(raw.startsWith(begin), `${name} begins with ${raw.slice(0, 20)}`);
    }
    await sees(p, /nam mee: Geeft steun, \d+ rijen \(csv\)/);
    await sees(p, /nam mee: Geeft steun, \d+ rijen \(xlsx\)/);
  }],

  ['what is no list is said in a sentence; a lost line half-keeps nothing', async (world) => {
    const p = await lists(world, matcher, { ...laptop, ...seen });
    await pick(p, { name: 'foto.xlsx', mimeType: 'image/png', buffer: Buffer.from('PK\x03\x04 nee') });
    await sees(p, /Dit is geen tabel\. Bewaar hem als Excel-bestand/);
    const row = `Truus;${mobile(4)};Westmaas;4;opvang;ja;`;
    await pick(p, csv([row]));
    await p.getByLabel(/^Klant/).selectOption('naam');
    await press(p, 'Kijk of het klopt');
    await sees(p, 'Alles klopt');
    // The server keeps it, and the answer never comes: the same again is once.
    await p.route('**/lijsten/*mode=keep*', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await press(p, 'Zet 1 rij erin');
    await sees(p, 'Het lukt nu niet. Er is niets half bewaard.');
    await press(p, 'Zet 1 rij erin');
    await sees(p, '1 rij staat erin');
    await press(p, 'Nog een lijst');
    await pick(p, csv([row]));
    await press(p, 'Kijk of het klopt');
    await sees(p, 'Er is niets nieuws. 1 rij staat er al.');
  }],
];
