/** What the pictures look at: one of each kind, as the invented region has them. */
import { ask, tokenFor } from './server.mjs';

export const address = (role, n = 1) => `${role}${n}@demo.buurtdorp.example`;

export async function region(server) {
  const people = JSON.parse(await server.command('demo', '--list'));
  const read = async (query, as) => {
    const { data, errors } = await ask(server.base, query, {}, as && (await tokenFor(server.base, address(as))));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const nodes = ({ edges }) => edges.map(({ node }) => node);
  const person = (familyId) => people.find((one) => one.familyId === familyId)?.email;
  const family = 'family { id name children { id age } }';
  const all = async (list, fields) => nodes((await read(`{ ${list}(first: 100) { edges { node { id state ${fields} } } } }`, 'matcher'))[list]);
  const koppelingen = await all('koppelingen', `vraaggezin { id ${family} } steungezin { id ${family} } matcher { id }`);
  const vraaggezinnen = await all('vraaggezinnen', family);
  const steungezinnen = await all('steungezinnen', family);
  const found = await read('{ zorgmeldingen(first: 1) { edges { node { id } } } viewer { person { id } } }', 'matcher');
  const open = await read('{ places(first: 1) { edges { node { id } } } meetups(first: 30) { edges { node { id title kind freePlaces series { id } signups { id } } } } allSeries(first: 1) { edges { node { id } } } }', 'host');
  const pairs = koppelingen.filter(({ matcher }) => matcher?.id === found.viewer.person.id);
  const meetups = nodes(open.meetups);
  const busiest = [...meetups].sort((x, y) => y.signups.length - x.signups.length)[0];
  const guest = meetups.find(({ kind, freePlaces }) => kind === 'AANMELDEN' && freePlaces > 1);
  return {
    ...server, worry: nodes(found.zorgmeldingen)[0]?.id,
    /** The last koppeling of a state, with the address of each side that signs in. */
    pair(state) {
      const all = pairs.filter((one) => one.state === state).map((one) => ({ ...one, vraag: person(one.vraaggezin.family.id), steun: person(one.steungezin.family.id) }));
      const one = all.findLast(({ vraag, steun }) => vraag && steun) ?? all.at(-1);
      if (!one) throw new Error(`the invented region has no koppeling that is ${state}`);
      return one;
    },
    /** A family by its state, or by its name as well. */
    vraag: (state, name) => pick(vraaggezinnen, state, name, person),
    steun: (state, name) => pick(steungezinnen, state, name, person),
    place: nodes(open.places)[0].id, series: nodes(open.allSeries)[0].id, meetup: busiest.id, guest: guest.id, tonight: meetups[0].id,
  };
}

function pick(all, state, name, person) {
  const some = all.filter((one) => one.state === state && (!name || one.family.name === name)).map((one) => ({ ...one, email: person(one.family.id) }));
  const one = some.findLast(({ email }) => email) ?? some.at(-1);
  if (!one) throw new Error(`the invented region has no family that is ${state} ${name ?? ''}`);
  return one;
}

export const press = (name, at = 0) => (page) => page.getByRole('button', { name }).nth(at).click();
export const see = (text) => (page) => page.getByText(text).first().waitFor();
/** One after the other. */
export const all = (...steps) => async (page) => {
  for (const step of steps) await step(page);
};
export const narrow = (page) => page.viewportSize().width < 900;
/** On a narrow screen only: there it stands behind a button. */
export const onPhone = (step) => async (page) => (narrow(page) ? step(page) : undefined);

/** The browser of a test machine has no voices; a phone has. For addInitScript. */
export function voices() {
  const found = ['nl-NL', 'en-GB'].map((lang) => ({ lang, name: lang, localService: true, default: false, voiceURI: lang }));
  speechSynthesis.getVoices = () => found;
}
