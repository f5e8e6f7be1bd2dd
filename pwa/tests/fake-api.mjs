/** Stands in for the server at the network, for looking at screens when there is none. Invented
 *  people; dates count from today. Tests of behaviour use the real server. */
process.env.TZ = 'Europe/Amsterdam';

const at = (days, hour, minute = 0) => {
  const day = new Date();
  day.setDate(day.getDate() + days);
  day.setHours(hour, minute, 0, 0);
  return day.toISOString();
};
const id = (n, code) => `0190a5c4-0000-7000-8000-${String(n).padStart(10, '0')}${code.toString(16).padStart(2, '0')}`;

const region = {
  id: id(1, 1), key: 'hoeksche-waard', name: 'Hoeksche Waard', phone: '+31100000000', contactName: 'Ria',
  villages: [
    ['Goudswaard', '3267'], ['Heinenoord', '3274'], ['Klaaswaal', '3286'], ['Maasdam', '3299'], ['Mijnsheerenland', '3271'], ['Mookhoek', '3293'],
    ['Nieuw-Beijerland', '3264'], ['Numansdorp', '3281'], ['Oud-Beijerland', '3261'], ['Piershil', '3265'], ['Puttershoek', '3297'],
    ["'s-Gravendeel", '3295'], ['Strijen', '3291'], ['Strijensas', '3292'], ['Westmaas', '3273'], ['Zuid-Beijerland', '3284'],
  ].map(([name, pc]) => ({ name, postcodes: [pc] })),
};
const place = (n, name, village, street, lat, lon) => ({ id: id(n, 2), name, village, street, postcode: '3273', lat, lon, access: 'Geen trap. Kinderwagen kan mee. Er is een wc.' });
const places = {
  lelies: place(1, 'De Drie Lelies', 'Westmaas', 'Kerkstraat 1', 51.788, 4.474),
  buurthuis: place(2, 'Buurthuis', 'Oud-Beijerland', 'Dijkstraat 20', 51.823, 4.413),
  bieb: place(3, 'Bibliotheek', 'Puttershoek', 'Schouteneinde 3', 51.805, 4.568),
  sporthal: place(4, 'De Sporthal', 'Numansdorp', 'Burgweg 9', 51.73, 4.437),
};
const meetup = (n, title, where, days, from, to, more = {}) => ({
  id: id(n, 11), version: 1, title, description: 'Kom gezellig langs. Er is koffie en thee. Je kunt praten, of gewoon luisteren.', thema: 'KOFFIE', kind: 'AANMELDEN',
  startsAt: at(days, ...from), endsAt: at(days, ...to), capacity: 12, freePlaces: 6, withChildren: true, ageFrom: null, ageTo: null, languages: ['nl', 'ar'],
  cancelledAt: null, reisband: 'TOT_5_KM', place: places[where], mySignup: null, doelgroepen: [], series: null, ...more,
});
const signup = { id: id(1, 12), version: 1, state: 'AANGEMELD', adults: 1, children: 2, waitingPlace: null };
export const meetups = [
  meetup(1, 'Koffie-ochtend', 'lelies', 2, [9, 30], [11, 30], { mySignup: signup, reisband: 'ZELFDE_DORP' }),
  meetup(2, 'Samen eten', 'buurthuis', 3, [17], [19], { thema: 'ETEN' }),
  meetup(3, 'Praten over slapen', 'bieb', 4, [10], [11, 30], { freePlaces: null, capacity: 0, withChildren: false, reisband: 'TOT_10_KM', kind: 'INLOOP', thema: 'SLAPEN' }),
  meetup(4, 'Spelen in de gymzaal', 'sporthal', 6, [14], [16], { freePlaces: 0, thema: 'SPELEN', ageFrom: 4, ageTo: 10, doelgroepen: ['JONGE_OUDERS'], reisband: 'TOT_10_KM' }),
  meetup(5, 'Taalcafé', 'buurthuis', 10, [19, 30], [21], { thema: 'TAAL', withChildren: false, freePlaces: 3 }),
];

const koppeling = (state, more = {}) => ({
  id: id(1, 9), version: 3, state, kant: 'VRAAG', verlooptOp: at(5, 17), kennismakingOp: null, kennismakingPlaats: '', proefVan: null, proefTot: null,
  actiefSinds: null, pauzeTot: null, mogelijk: [], matcher: { id: id(9, 3), firstName: 'Ria' },
  profiel: { reisband: 'TOT_5_KM', soorten: ['OPVANG', 'SPELEN'], dagdelen: ['WO_OCHTEND', 'WO_MIDDAG'], talen: ['nl', 'en'], leeftijden: [6], dieren: ['KAT'], naam: null, village: null },
  answers: [], afspraken: [], checkIns: [], ...more,
});
export const koppelingen = {
  none: [],
  proposal: [koppeling('VOORGESTELD_VRAAG', { mogelijk: ['ANSWER_PROPOSAL'] })],
  trial: [koppeling('PROEFPERIODE', {
    proefVan: at(-10, 9), proefTot: at(30, 9), mogelijk: ['CONFIRM_AFSPRAKEN', 'CHECK_IN'],
    profiel: { ...koppeling('X').profiel, naam: 'Anja', village: 'Mijnsheerenland' },
    afspraken: [{ id: id(1, 21), nummer: 1, wanneer: 'Elke woensdag van 13.00 tot 17.00 uur', halenBrengen: 'Anja haalt Lina uit school.', eten: 'Geen varkensvlees.', telefoon: 'Een half uur op de tablet.', allergie: '', noodnummer: '', overig: '', createdAt: at(-10, 9) }],
  })],
};
const family = {
  id: id(1, 5), version: 1, name: 'Samira', village: 'Westmaas', adults: 1, talen: ['ar', 'nl'], children: [{ id: id(1, 6), age: 4, firstName: 'Noah' }, { id: id(2, 6), age: 7, firstName: 'Lina' }],
  vraaggezinnen: [{ id: id(1, 7), version: 1, state: 'WACHTEND', aangemeldOp: at(-12, 9), pauzeTot: null, matcher: { id: id(9, 3), firstName: 'Ria' }, soorten: ['OPVANG', 'SPELEN'], dagdelen: ['WO_MIDDAG', 'VR_AVOND'] }],
  steungezinnen: [],
  signups: [{ ...signup, meetup: meetups[0] }],
  contactgegevens: { phone: '+31600000000', email: 'samira@voorbeeld.example', street: '', houseNumber: '', postcode: '3273', bereikVia: 'BELLEN', bereikOp: ['OCHTEND'] },
  zorgFeiten: [{ id: id(1, 14), kind: 'ALLERGIE', toelichting: 'Noten', dieren: ['KAT'] }],
  toestemmingen: [{ id: id(1, 19), doel: 'CONTACT', givenAt: at(-12, 9), withdrawnAt: null }, { id: id(2, 19), doel: 'MATCHEN', givenAt: at(-12, 9), withdrawnAt: null }],
};
const steunFamily = { ...family, name: 'Anja', village: 'Mijnsheerenland', vraaggezinnen: [], steungezinnen: [{ id: id(1, 8), version: 1, state: 'SCREENING', aangemeldOp: at(-20, 9), pauzeTot: null, matcher: { id: id(9, 3), firstName: 'Ria' }, screening: { teDoen: ['VOG', 'HUISREGELS'] }, soorten: ['OPVANG'], dagdelen: [] }], signups: [] };

const token = (roles) => `x.${Buffer.from(JSON.stringify({ sub: id(1, 3), roles, exp: Date.now() / 1000 + 900 })).toString('base64url')}.x`;
export const viewerHint = (roles = ['parent']) => JSON.stringify({ id: id(1, 3), roles });

/** `as`: visitor, vraag or steun; `stage`: a key of koppelingen. */
export async function fakeApi(page, { as = 'visitor', stage = 'none', down = false } = {}) {
  const mine = as === 'steun' ? steunFamily : family;
  const answers = {
    Regions: { regions: [region] },
    Meetups: { meetups: { edges: meetups.map((node) => ({ node: as === 'visitor' ? { ...node, mySignup: null, reisband: null } : node })), pageInfo: { hasNextPage: false, endCursor: null }, totalCount: meetups.length } },
    Me: { viewer: { person: { id: id(1, 3), firstName: mine.name }, roles: ['PARENT'], region, family: mine }, koppelingen: { edges: koppelingen[stage].map((node) => ({ node })) } },
    MyDetails: { viewer: { email: 'samira@voorbeeld.example', region, family: mine } },
    Samen: { koppeling: { id: id(1, 9), andereFamilie: { name: 'Anja', contactgegevens: { phone: '+31611111111', street: 'Wilhelminastraat', houseNumber: '12', postcode: '3271 AB' } } } },
  };
  await page.route('**/auth/**', (route) => {
    if (route.request().url().endsWith('/code')) return route.fulfill({ status: 204 });
    return as === 'visitor' ? route.fulfill({ status: 401 }) : route.fulfill({ json: { accessToken: token(['parent']), expiresIn: 900 } });
  });
  await page.route('**/graphql', async (route) => {
    if (down) return route.abort();
    const { query, variables } = route.request().postDataJSON();
    const name = /(?:query|mutation)\s+(\w+)/.exec(query)?.[1];
    if (name === 'Meetup') return route.fulfill({ json: { data: { meetup: meetups.find((one) => one.id === variables.id) ?? null } } });
    if (answers[name]) return route.fulfill({ json: { data: answers[name] } });
    const op = name[0].toLowerCase() + name.slice(1);
    return route.fulfill({ json: { data: { [op]: { clientMutationId: variables.input.clientMutationId, replayed: false, userErrors: [] } } } });
  });
  await page.addInitScript((hint) => hint && localStorage.setItem('buurtdorp-wie', hint), as === 'visitor' ? null : viewerHint());
}
