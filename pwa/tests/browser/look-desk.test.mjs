/** Every screen of the desk on a phone and on a laptop, by day and in the dark: axe finds nothing, nothing scrolls
 *  sideways, one h1, no hole in the words. */
import { laptop } from '../harness.mjs';
import { spotless } from '../looks.mjs';
import { settle } from '../pages.mjs';
import { assert, signIn } from '../people.mjs';
import { ask, tokenFor } from '../server.mjs';

const matcher = 'matcher1@demo.buurtdorp.example';
const head = 'head_matcher1@demo.buurtdorp.example';

/** One of each kind, from the demo region. */
async function examples(base) {
  const one = (name, states) => `${name}: koppelingen(last: 1, states: [${states}]) { edges { node { id } } }`;
  const side = (name, list, state, more = '') => `${name}: ${list}(first: 1, states: [${state}]) { edges { node { id ${more} } } }`;
  const read = async (text) => {
    const { data, errors } = await ask(base, `{ ${text} }`, {}, await tokenFor(base, matcher));
    assert.equal(errors, undefined);
    return Object.entries(data);
  };
  const found = [
    ...(await read([side('nieuw', 'vraaggezinnen', 'AANGEMELD'), side('intake', 'vraaggezinnen', 'INTAKE', 'family { id }'), side('wachtend', 'vraaggezinnen', 'WACHTEND'), side('verwezen', 'vraaggezinnen', 'DOORVERWEZEN'), side('screening', 'steungezinnen', 'SCREENING'), side('vrij', 'steungezinnen', 'BESCHIKBAAR')].join(' '))),
    ...(await read(['VOORGESTELD_STEUN', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF'].map((state) => one(state, state)).join(' '))),
    ...(await read([...['ONDERBROKEN', 'AFRONDEN', 'AFGEROND', 'VERLOPEN'].map((state) => one(state, state)), 'zorg: zorgmeldingen(first: 1, open: true) { edges { node { id } } }'].join(' '))),
  ];
  return Object.fromEntries(found.map(([name, { edges }]) => [name, edges[0].node]));
}

const shape = (p) => p.evaluate(() => {
  const found = [];
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) found.push(`${levels.filter((level) => level === 1).length} h1`);
  if (levels.some((level, i) => i && level > levels[i - 1] + 1)) found.push(`headings skip a level: ${levels.join(' ')}`);
  if (/\bundefined\b|\bNaN\b|\[object|\bnull\b/.test(document.body.innerText)) found.push('a hole in the words');
  const raw = /\b\d{4}[A-Z]{2}\b/.exec(document.body.innerText);
  if (raw) found.push(`a postcode in one piece: ${raw[0]}`);
  return found;
});

const walk = (who, paths) => async ({ device, base }) => {
  const p = await (await device(laptop)).newPage();
  await signIn(p, base, who, '/werkplek');
  const found = [];
  for (const path of paths(await examples(base))) {
    await p.goto(base + path);
    await settle(p);
    found.push(...(await shape(p)).map((wrong) => `${path}: ${wrong}`));
    await spotless(p, path).catch((error) => found.push(...(error.actual ?? [String(error)])));
  }
  assert.deepEqual(found, []);
};

export const stories = [
  ['the board, the lists, the map and the plans', walk(matcher, ({ wachtend, nieuw }) => [
    '/werkplek', `/werkplek?gezin=${wachtend.id}`, `/werkplek?gezin=${nieuw.id}`, '/werkplek/nieuw', '/werkplek/gezinnen', '/werkplek/gezinnen?lijst=steun', '/werkplek/gezinnen?lijst=samen',
    '/werkplek/kaart', '/werkplek/lijsten', '/werkplek/lijstvoorstel', '/werkplek/werven', '/werkplek/collegas', '/werkplek/instellingen', '/mee-op-pad',
  ])],
  ['dossiers, talks and papers', walk(matcher, ({ nieuw, intake, wachtend, verwezen, screening, vrij, zorg }) => [
    ...[nieuw, intake, wachtend, verwezen].map(({ id }) => `/werkplek/vraag/${id}`), ...[screening, vrij].map(({ id }) => `/werkplek/steun/${id}`),
    `/werkplek/vraag/${intake.id}/gesprek`, `/werkplek/steun/${vrij.id}/gesprek`, `/werkplek/toestemming/vraag/${intake.id}`, `/werkplek/zorg/${zorg.id}`,
  ])],
  ['a koppeling in each of its states', walk(matcher, ({ VOORGESTELD_STEUN, KENNISMAKING, PROEFPERIODE, ACTIEF, ONDERBROKEN, AFRONDEN, AFGEROND, VERLOPEN }) =>
    [VOORGESTELD_STEUN, KENNISMAKING, PROEFPERIODE, ACTIEF, ONDERBROKEN, AFRONDEN, AFGEROND, VERLOPEN].map(({ id }) => `/werkplek/koppeling/${id}`))],
  ['what a head matcher has beside it', walk(head, ({ intake, ONDERBROKEN }) => [
    '/werkplek', '/werkplek/weging', '/werkplek/regio', `/werkplek/gekeken/${intake.family.id}`, '/werkplek/collegas', `/werkplek/koppeling/${ONDERBROKEN.id}`,
  ])],
];
