/** Every screen of the meetups, by a host and by who looks for one: axe, thumbs, and 320 px. */
import { laptop, seen } from '../harness.mjs';
import { dark, rules, sideways, small } from '../looks.mjs';
import { assert, press, signIn } from '../people.mjs';
import { open } from '../pages.mjs';
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
  const p = await (await device({ ...options, ...seen })).newPage();
  const of = await screens(base);
  const note = async (where) => {
    for (const wrong of await look(p)) found.push(`${where}: ${wrong}`);
  };
  const walk = async (paths) => {
    for (const path of paths) {
      await open(p, base, path);
      await note(path);
    }
  };
  await walk(of.visitor);
  await signIn(p, base, host, base0);
  await walk([...of.host, ...of.paper]);
  // The sheets of an evening, and what ends a series.
  await open(p, base, of.evening);
  for (const [button, way] of [['Iemand extra', 'the sheet of who walks in'], ['Klaar', 'the sheet of the end']]) {
    const opens = p.getByRole('button', { name: button }).first();
    if (!(await opens.count())) continue; // an evening that has not begun is not closed
    await opens.click();
    await p.getByRole('dialog').waitFor();
    await note(way);
    await p.keyboard.press('Escape');
    await p.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await open(p, base, `${base0}/reeksen`);
  await press(p, /^Stop/);
  await p.getByRole('dialog').waitFor();
  await note('the sheet that ends a series');
  assert.deepEqual(found, []);
}

const both = (...looks) => async (p) => (await Promise.all(looks.map((look) => look(p)))).flat();

/** On a small phone by night, and then as it was. */
const narrow = async (p) => {
  const before = p.viewportSize();
  await p.setViewportSize({ width: 320, height: 640 });
  const found = [...await sideways(p), ...await dark(p)];
  await p.setViewportSize(before);
  return found;
};

export const stories = [
  ['a phone: axe finds nothing, in the dark neither, every target fits a thumb, and nothing scrolls sideways at 320 px', (world) => everywhere(world, {}, async (p) => [...await both(rules, small)(p), ...await narrow(p)])],
  ['a laptop: axe finds nothing', (world) => everywhere(world, laptop, rules)],
];
