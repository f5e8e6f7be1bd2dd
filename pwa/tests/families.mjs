/** Families beside the one a story is about: made over the API, as the app would. */
import { ask, newId, tokenFor } from './server.mjs';

const type = { user: 3, family: 5, child: 6, vraaggezin: 7, steungezin: 8, koppeling: 9, meetup: 11, signup: 12 };

/** One mutation, with what the server has to say when it refuses. */
export async function tell(base, token, name, input, wanted = '') {
  const kind = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${inputs[name] ?? kind}!) { ${name}(input: $input) { replayed ${wanted} userErrors { code message path } } }`;
  const { data, errors } = await ask(base, query, { input: { clientMutationId: newId(0), ...input } }, token);
  const answer = data?.[name];
  if (errors || answer?.userErrors.length) throw new Error(`${name}: ${JSON.stringify(errors ?? answer.userErrors)}`);
  return answer;
}
const inputs = {
  completeIntake: 'VraaggezinStepInput', startScreening: 'SteungezinStepInput', approveSteungezin: 'SteungezinStepInput',
  activateKoppeling: 'KoppelingStepInput', suspendKoppeling: 'KoppelingStepInput', withdrawProposal: 'KoppelingStepInput',
};

/** Registers a vraaggezin and signs it in. */
export async function parent(base, name, email, { children = 1, postcode = '3273 AB' } = {}) {
  const family = newId(type.family);
  const id = newId(type.vraaggezin);
  await tell(base, undefined, 'registerVraaggezin', {
    id, toestemming: true, soorten: ['OPVANG'], dagdelen: ['WO_MIDDAG'],
    family: {
      id: family, name, postcode, talen: ['nl'], adults: 1,
      children: Array.from({ length: children }, (_, i) => ({ id: newId(type.child), age: 3 + i })),
      contact: { email, phone: '06 12345678' },
    },
  });
  return { id, family, email, name, token: await tokenFor(base, email) };
}

/** A meetup that a host plans, in some days at ten. */
export async function meetup(base, token, { days = 3, capacity = 6, title = 'Koffie-ochtend', ...more } = {}) {
  const { data } = await ask(base, '{ places { edges { node { id } } } }', {}, token);
  const startsAt = new Date(Date.now() + days * 86_400_000);
  startsAt.setUTCHours(9, 30, 0, 0);
  const id = newId(type.meetup);
  await tell(base, token, 'planMeetup', {
    id, placeId: data.places.edges[0].node.id, title, startsAt: startsAt.toISOString(), endsAt: new Date(+startsAt + 7_200_000).toISOString(), capacity, ...more,
  });
  return { id, title, startsAt };
}

/** Guests at a meetup: a first name and a secret each, and no account. */
export async function guests(base, meetupId, names) {
  const all = [];
  for (const firstName of names) {
    const id = newId(type.signup);
    await tell(base, undefined, 'signUpAsGuest', { id, meetupId, firstName, adults: 1, children: 0, secret: crypto.randomUUID() });
    all.push({ id, firstName });
  }
  return all;
}

export const idOf = (kind) => newId(type[kind]);
