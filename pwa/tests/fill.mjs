/** Walks through both registrations as a person would, up to a given question. */
const next = (page) => page.getByRole('button', { name: 'Verder' }).click();

const vraag = [
  ['naam', (page) => page.fill('#naam', 'Samira')],
  ['waar', (page) => page.fill('#waar', '3273 AB')],
  ['hulp', async (page) => { await page.getByText('Even rust voor mij').click(); await page.getByText('Samen spelen en eten').click(); }],
  ['kinderen', async (page) => { await page.getByRole('button', { name: 'Eén erbij' }).click(); await page.selectOption('#kind-0', '4'); await page.selectOption('#kind-1', '7'); }],
  ['wanneer', async (page) => { await page.getByLabel('woensdag middag').check(); await page.getByLabel('vrijdag avond').check(); }],
  ['talen', async (page) => { await page.getByText('Nederlands', { exact: true }).click(); await page.getByText('العربية').click(); }],
  ['zorg', async (page) => { await page.getByText('Allergie', { exact: true }).click(); await page.getByRole('button', { name: 'kat' }).click(); }],
  ['contact', async (page) => { await page.fill('#phone', '06 12 34 56 78'); await page.fill('#email', 'samira@voorbeeld.example'); }],
];
const steun = [
  ['wie', async (page) => { await page.fill('#naam', 'Anja'); await page.getByRole('button', { name: 'Eén erbij: Kinderen' }).click(); await page.selectOption('#kind-0', '6'); }],
  ['waar', (page) => page.getByRole('button', { name: 'Mijnsheerenland' }).click()],
  ['geven', async (page) => { await page.getByText('Een middag opvang').click(); await page.getByText('Samen spelen en eten').click(); }],
  ['wanneer', (page) => page.getByLabel('woensdag middag').check()],
  ['ver', async (page) => { await page.getByText('20 minuten').click(); await page.getByText('Fiets', { exact: true }).click(); }],
  ['leeftijd', (page) => page.getByText('Kind, 4 tot 8 jaar').click()],
  ['huis', async (page) => { await page.getByText('Kat', { exact: true }).click(); await page.getByRole('button', { name: 'Nee' }).click(); }],
  ['talen', (page) => page.getByText('Nederlands', { exact: true }).click()],
  ['waarom', (page) => page.fill('#woorden', 'Wij hebben ruimte en tijd.')],
  ['contact', (page) => page.fill('#phone', '06 12 34 56 78')],
];

async function walk(page, steps, upTo) {
  await page.getByRole('link', { name: 'Begin' }).click();
  for (const [name, fill] of steps) {
    await page.waitForURL(new RegExp(`/${name}$`));
    await fill(page);
    if (name === upTo) return;
    await next(page);
  }
  await page.waitForURL(/klopt-dit$/);
  if (upTo === 'klopt-dit') return;
  await page.getByRole('button', { name: 'Ja, stuur op' }).click();
  await page.waitForURL(/gelukt$/);
}

/** A picture of each question, filled in, on one walk: each goes on from where the one before ended. */
const album = (prefix, base, steps) => [
  [`${prefix}-0-begin`, base],
  ...steps.map(([name, fill], i) => [`${prefix}-${i + 1}-${name}`, undefined, async (page) => {
    await (i ? next(page) : page.getByRole('link', { name: 'Begin' }).click());
    await page.waitForURL(new RegExp(`/${name}$`));
    await fill(page);
  }]),
  [`${prefix}-${steps.length + 1}-klopt-dit`, undefined, async (page) => {
    await next(page);
    await page.waitForURL(/klopt-dit$/);
  }],
  [`${prefix}-${steps.length + 2}-gelukt`, undefined, async (page) => {
    await page.getByRole('button', { name: 'Ja, stuur op' }).click();
    await page.waitForURL(/gelukt$/);
  }],
];

/** The registrations for pictures: what was forgotten first, then each question. */
export const albums = [
  [
    ['vraag-leeg', '/steun-vragen/hulp', next],
    ['vraag-alles-leeg', '/steun-vragen/klopt-dit', (page) => page.getByRole('button', { name: 'Ja, stuur op' }).click()],
    ...album('vraag', '/steun-vragen', vraag),
  ],
  album('steun', '/steun-geven', steun),
];
export { walk, vraag, steun };
