/** Every screen of the meetups, by a host and by who looks for one: axe, thumbs, and 320 px. */
import { laptop } from '../harness.mjs';
import { rules, sideways, small } from '../looks.mjs';
import { assert, press, signIn } from '../people.mjs';
import { settle } from '../pages.mjs';
import { ask, tokenFor } from '../server.mjs';

const host = 'host1@demo.buurtdorp.example';
const base0 = '/werkplek/ontmoeten';

/** The screens there are for the demo's own tonight, first series and first place. */
async function screens(base) {
  const { data } = await ask(base, '{ meetups(first: 1) { edges { node { id } } } allSeries(first: 1) { edges { node { id } } } places(first: 1) { edges { node { id } } } }', {}, await tokenFor(base, host));
  const [meetup, series, place] = [data.meetups, data.allSeries, data.places].map(({ edges }) => edges[0].node.id);
  const evening = `${base0}/${meetup}`;
  return {
    evening, series,
    visitor: [`/reeks/${series}`, `/ontmoeten/${meetup}`, '/ontmoeten?near=Westmaas&look=map', '/ontmoeten?look=calendar'],
    host: [
      base0, `${base0}/nieuw`, evening, `${evening}/wijzig`, `${base0}/reeksen`, `${base0}/reeksen/nieuw`, `${base0}/reeksen/${series}/wijzig`,
      `${base0}/plekken`, `${base0}/plekken/nieuw`, `${base0}/plekken/${place}`, `${base0}/cijfers`,
    ],
    paper: [`${evening}/affiche`, `${evening}/lijst`, `${base0}/reeksen/${series}/affiche`],
  };
}

async function everywhere({ device, base }, options, look) {
  const found = [];
  const p = await (await device(options)).newPage();
  const of = await screens(base);
  const note = async (where) => {
    for (const wrong of await look(p)) found.push(`${where}: ${wrong}`);
  };
  const walk = async (paths) => {
    for (const path of paths) {
      await p.goto(base + path);
      await settle(p);
      await note(path);
    }
  };
  await walk(of.visitor);
  await signIn(p, base, host, base0);
  await walk([...of.host, ...of.paper]);
  // The sheets of an evening, and what ends a series.
  await p.goto(base + of.evening);
  await settle(p);
  for (const [button, way] of [['Iemand extra', 'the sheet of who walks in'], ['Klaar', 'the sheet of the end']]) {
    const opens = p.getByRole('button', { name: button }).first();
    if (!(await opens.count())) continue; // an evening that has not begun is not closed
    await opens.click();
    await p.getByRole('dialog').waitFor();
    await note(way);
    await p.keyboard.press('Escape');
    await p.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await p.goto(`${base}${base0}/reeksen`);
  await settle(p);
  await press(p, /^Stop/);
  await p.getByRole('dialog').waitFor();
  await note('the sheet that ends a series');
  assert.deepEqual(found, []);
}

const both = (...looks) => async (p) => (await Promise.all(looks.map((look) => look(p)))).flat();

export const stories = [
  ['a phone: axe finds nothing, and every target fits a thumb', (world) => everywhere(world, {}, both(rules, small))],
  ['a phone in the dark, 320 px wide: axe finds nothing, nothing scrolls sideways', (world) => everywhere(world, { colorScheme: 'dark', viewport: { width: 320, height: 640 } }, both(rules, sideways))],
  ['a laptop: axe finds nothing', (world) => everywhere(world, laptop, rules)],
];
