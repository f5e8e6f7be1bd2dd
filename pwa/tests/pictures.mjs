/** The pictures of the README, from the real server with the invented region: `make pictures`. Small enough to
 *  read along with the words: more points than a screen of long ago, kept as WebP. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { openBrowser } from './browser.mjs';
import { laptop, phone } from './harness.mjs';
import { settle, quiet } from './pages.mjs';
import { signIn } from './people.mjs';
import { startServer } from './server.mjs';
import { address, region, see, voices } from './shots-region.mjs';

const folder = new URL('../../docs/pictures/', import.meta.url).pathname;
const top = (words, from = 8) => (page) => page.getByText(words).first().evaluate((part, from) => scrollTo(0, part.getBoundingClientRect().top + scrollY - from), from);

/** A name, on what, who looks, where, and what brings the screen in the state to look at. */
const pictures = ({ pair, vraag, tonight }) => [
  ['thuis', phone, pair('ACTIEF').vraag, '/thuis'],
  ['vraag', phone, undefined, '/steun-vragen/hulp', async (page) => {
    await page.getByText('Even rust voor mij').click();
    await page.getByText('Samen spelen en eten').click();
  }],
  ['ontmoeten', phone, undefined, '/ontmoeten?near=Westmaas&within=10', top(/ontmoetingen$/, 130)],
  ['avond', phone, address('host'), `/werkplek/ontmoeten/${tonight}`, async (page) => {
    for (const name of ['Bregje', 'Elena']) await page.getByRole('button', { name }).or(page.getByLabel(name)).first().click();
  }],
  ['werkplek', laptop, address('matcher'), `/werkplek?gezin=${vraag('WACHTEND', 'Samira').id}`, see('van 100')],
  ['weging', laptop, address('head_matcher'), '/werkplek/weging'],
];

const server = await startServer({ house: 'demo' });
const browser = await openBrowser();
mkdirSync(folder, { recursive: true });
try {
  for (const [name, device, who, path, then] of pictures(await region(server))) {
    const context = await browser.newContext({ ...device, deviceScaleFactor: device === phone ? 2 : 1.5, reducedMotion: 'reduce', serviceWorkers: 'block', locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
    const page = await context.newPage();
    await page.addInitScript(voices);
    if (who) await signIn(page, server.base, who, path);
    else await page.goto(server.base + path);
    await settle(page);
    await then?.(page);
    await quiet(page);
    await page.waitForFunction(() => !document.querySelector('.toast')?.textContent.trim());
    const bytes = await small(context, await page.screenshot());
    writeFileSync(`${folder}${name}.webp`, bytes);
    console.log(`${name}.webp ${Math.round(bytes.length / 1024)} kB`);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}

/** The browser is at hand, and writes WebP. */
async function small(context, png) {
  const page = await context.newPage();
  const url = await page.evaluate(async (data) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
    const canvas = Object.assign(document.createElement('canvas'), { width: picture.width, height: picture.height });
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL('image/webp', 0.82);
  }, png.toString('base64'));
  return Buffer.from(url.split(',')[1], 'base64');
}
