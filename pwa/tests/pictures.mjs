/** The pictures of the README, from the real server with the demo region: `npm --prefix pwa run pictures`,
 *  after `make build`. */
import { mkdirSync } from 'node:fs';
import { openBrowser } from './browser.mjs';
import { laptop, phone } from './harness.mjs';
import { signIn } from './people.mjs';
import { startServer } from './server.mjs';

const to = new URL('../../docs/pictures/', import.meta.url).pathname;
mkdirSync(to, { recursive: true });
const server = await startServer({ house: 'demo' });
const browser = await openBrowser();
const open = async (device) => (await browser.newContext({ ...device, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' })).newPage();
const take = (page, name) => page.screenshot({ path: `${to}${name}.png` });
try {
  const parent = await open(phone);
  await signIn(parent, server.base, 'parent1@demo.buurtdorp.example');
  await parent.getByRole('button', { name: 'Ik kom' }).first().waitFor();
  await take(parent, 'thuis-390');

  const question = await open(phone);
  await question.goto(`${server.base}/steun-vragen/hulp`);
  await question.getByText('Even rust voor mij').click();
  await question.getByText('Samen spelen en eten').click();
  await take(question, 'vraag-3-hulp-390');

  const desk = await open(laptop);
  await signIn(desk, server.base, 'matcher1@demo.buurtdorp.example', '/werkplek');
  await desk.getByText('van 100').first().waitFor();
  await take(desk, 'werkplek-1280');
} finally {
  await browser.close();
  await server.stop();
}
