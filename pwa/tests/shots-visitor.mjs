/** What anybody sees: without an account, in another language, and without JavaScript. */
import { albums } from './fill.mjs';
import { press } from './shots-region.mjs';

export const visitor = ({ meetup, guest, series }) => [
  {
    screens: [
      ['welkom', '/'],
      ['taal', '/', (page) => page.locator('header button').last().click()],
      ['ontmoeten', '/ontmoeten'],
      ['ontmoeten-kaart', '/ontmoeten?look=map'],
      ['ontmoeten-maand', '/ontmoeten?look=calendar'],
      ['ontmoeten-dichtbij', '/ontmoeten?near=Westmaas&within=5'],
      ['ontmoeting', `/ontmoeten/${meetup}`],
      ['ontmoeting-gast', `/ontmoeten/${guest}`, press('Ik kom')],
      ['reeks', `/reeks/${series}`],
      ['hoe', '/hoe-werkt-het'],
      ['veilig', '/veilig'],
      ['hulp', '/hulp'],
      ['inloggen', '/inloggen'],
      ['inloggen-leeg', '/inloggen', press('Stuur mij een code')],
      ['inloggen-code', '/inloggen', async (page) => {
        await page.fill('#email', 'samira@voorbeeld.example');
        await press('Stuur mij een code')(page);
        await page.waitForSelector('#code');
      }],
      ['mijn-steun-gast', '/mijn-steun'],
      ['nog-te-versturen', '/nog-te-versturen'],
      ['niet-gevonden', '/steun-vragen/iets/anders'],
    ],
  },
  ...albums.map((screens) => ({ screens, walk: true })),
  ...['ar', 'uk'].map((language) => ({
    language,
    screens: [
      ['welkom', '/'], ['ontmoeten', '/ontmoeten'], ['ontmoeting', `/ontmoeten/${meetup}`], ['hoe', '/hoe-werkt-het'], ['inloggen', '/inloggen'],
      ['vraag-hulp', '/steun-vragen/hulp'], ['vraag-wanneer', '/steun-vragen/wanneer'], ['steun-ver', '/steun-geven/ver'],
    ].map(([name, path]) => [`${language}-${name}`, path]),
  })),
  {
    javaScriptEnabled: false,
    screens: [
      ['blad-ontmoeten', '/ontmoeten'], ['blad-ontmoeting', `/ontmoeten/${meetup}`], ['blad-reeks', `/reeks/${series}`], ['blad-aanmelden', `/aanmelden/${guest}`],
      ['blad-begin', '/'], ['blad-niet-gevonden', '/ontmoeten/bestaat-niet'],
    ],
  },
];
