/** What is at the desk, for who works with families: a matcher, the head of the matchers, a professional, an admin. */
import { address, all, narrow, onPhone, press, see } from './shots-region.mjs';

const whole = (page) => page.locator('[data-strip]').first().click();
/** A line of today, with what is behind it. */
const today = (name) => async (page) => {
  const line = page.locator('[data-today]', { hasText: name }).first();
  if (narrow(page)) await line.click();
  else await all(whole, () => line.focus())(page);
};

export const desk = (region) => {
  const { pair, vraag, steun, worry } = region;
  const samira = vraag('WACHTEND', 'Samira');
  const intake = vraag('INTAKE');
  const states = ['VOORGESTELD_STEUN', 'VOORGESTELD_VRAAG', 'KENNISMAKING', 'PROEFPERIODE', 'ACTIEF', 'GEPAUZEERD', 'ONDERBROKEN', 'AFRONDEN', 'AFGEROND', 'GESTOPT'];
  const dossier = (kant, { id }) => `/werkplek/${kant}/${id}`;
  const koppeling = (state) => `/werkplek/koppeling/${pair(state).id}`;
  return [
    {
      who: address('matcher'),
      screens: [
        ['bord', '/werkplek'],
        ['bord-vandaag', '/werkplek', all(async (page) => (narrow(page) ? undefined : whole(page)), see('Vandaag'))],
        ['bord-vandaag-open', '/werkplek', today('Rosita')],
        ['bord-fase', '/werkplek', onPhone(press(/^Zoekt steun/))],
        ['bord-zoekt', `/werkplek?gezin=${samira.id}`, see('van 100')],
        ['bord-zoekt-gezin', `/werkplek?gezin=${samira.id}`, onPhone(press('Gezin'))],
        ['bord-zoekt-kaart', `/werkplek?gezin=${samira.id}`, onPhone(press('Kaart'))],
        ['bord-waarom', `/werkplek?gezin=${samira.id}`, (page) => page.locator('article button.top').nth(1).click()],
        ['bord-stel-voor', `/werkplek?gezin=${samira.id}`, press(/^Stel voor/)],
        ['vergelijk', `/werkplek?gezin=${samira.id}`, all(async (page) => { for (const at of [0, 1, 2]) await page.locator('label.pick').nth(at).click(); }, press(/^Vergelijk \d/))],
        ['bord-nieuw', `/werkplek?gezin=${vraag('AANGEMELD').id}`],
        ['bord-intake', `/werkplek?gezin=${intake.id}`],
        ['bord-voorstel', `/werkplek?gezin=${pair('VOORGESTELD_VRAAG').vraaggezin.id}`],
        ['kaart', '/werkplek/kaart'],
        ['kaart-plek', '/werkplek/kaart', press(/^Hebben plek/)],
        ['nieuw-gezin', '/werkplek/nieuw'],
      ],
    },
    {
      who: address('matcher'),
      screens: [
        ['gezinnen', '/werkplek/gezinnen'],
        ['gezinnen-steun', '/werkplek/gezinnen?lijst=steun'],
        ['gezinnen-samen', '/werkplek/gezinnen?lijst=samen'],
        ['lijsten', '/werkplek/lijsten'],
        ['collegas', '/werkplek/collegas'],
        ['lijstvoorstel', '/werkplek/lijstvoorstel'],
        ['lijstvoorstel-open', '/werkplek/lijstvoorstel', all(press(/^Laat zien waarom/), press(/^Andere bekijken/), press(/^Overslaan/, 1))],
        ['werven', '/werkplek/werven'],
        ['instellingen', '/werkplek/instellingen'],
        ['mee-op-pad', '/mee-op-pad'],
      ],
    },
    {
      who: address('matcher'),
      screens: [
        ...['AANGEMELD', 'INTAKE', 'WACHTEND', 'GEPAUZEERD', 'DOORVERWEZEN', 'AFGEROND'].map((state) => [`dossier-vraag-${state.toLowerCase()}`, dossier('vraag', vraag(state))]),
        ...['AANGEMELD', 'KENNISMAKINGSGESPREK', 'SCREENING', 'BESCHIKBAAR', 'BEVESTIGEN', 'PAUZE', 'OPGESCHORT', 'AFGEWEZEN'].map((state) => [`dossier-steun-${state.toLowerCase()}`, dossier('steun', steun(state))]),
        ['gesprek-vraag', `${dossier('vraag', intake)}/gesprek`],
        ['gesprek-steun', `${dossier('steun', steun('KENNISMAKINGSGESPREK'))}/gesprek`],
        ['toestemming', `/werkplek/toestemming/vraag/${intake.id}`],
        ['stap-plan', dossier('vraag', vraag('AANGEMELD')), press('Plan intake')],
        ['stap-rond-af', dossier('vraag', intake), press('Rond intake af')],
        ['stap-vog', dossier('steun', steun('SCREENING')), press('VOG gezien')],
        ['neem-mee', dossier('vraag', samira), press('Neem mee op pad')],
        ['lees-regio', '/werkplek/regio'],
      ],
    },
    {
      who: address('matcher'),
      screens: [
        ...states.map((state) => [`koppeling-${state.toLowerCase()}`, koppeling(state)]),
        ['koppeling-begin-proef', koppeling('KENNISMAKING'), press(/Begin de proef|Plan kennismaking/)],
        ['koppeling-onderbreek', koppeling('ACTIEF'), all(press('Meer'), press('Onderbreek'))],
        ...(worry ? [['zorg', `/werkplek/zorg/${worry}`]] : []),
      ],
    },
    {
      who: address('head_matcher'),
      screens: [
        ['hoofd-bord', '/werkplek'], ['hoofd-collegas', '/werkplek/collegas'], ['hoofd-weging', '/werkplek/weging'], ['hoofd-regio', '/werkplek/regio'], ['hoofd-regio-anders', '/werkplek/regio', all((page) => page.fill('#in-reservationDays', '40'), press('Bewaar afspraken'))], ['hoofd-lijsten', '/werkplek/lijsten'],
        ['hoofd-gekeken', `/werkplek/gekeken/${samira.family.id}`], ['hoofd-cijfers', '/werkplek/ontmoeten/cijfers'],
      ],
    },
    { who: address('professional'), screens: [['professional', '/werkplek'], ['professional-gezinnen', '/werkplek/gezinnen'], ['professional-nieuw', '/werkplek/nieuw']] },
    { who: address('admin'), screens: [['admin', '/werkplek'], ['admin-instellingen', '/werkplek/instellingen']] },
  ];
};
