/** What a visit costs, in bytes over the line and in requests (ux.md, goals 7, 9 and 10). The goal of a first
 *  load is 60 kB of JS, and of the desk 110: the front door keeps it, the other gates hold what there is. */
import { laptop } from '../harness.mjs';
import { listen, quiet } from '../pages.mjs';
import { assert, sees, signInByHand as signIn } from '../people.mjs';

const kB = (bytes) => Math.round(bytes / 102.4) / 10;
const sum = (list) => list.reduce((total, { bytes }) => total + bytes, 0);

/** Opens a page as if for the first time, and gives what came for it, without what HTTP itself says around it. */
async function visit(p, url, there) {
  const cdp = await p.context().newCDPSession(p);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  listen(p);
  const came = new Map();
  cdp.on('Network.responseReceived', ({ requestId, type, response }) => came.set(requestId, { type, url: new URL(response.url).pathname, packed: response.headers['content-encoding'] ?? response.headers['Content-Encoding'], bytes: 0 }));
  cdp.on('Network.dataReceived', ({ requestId, encodedDataLength }) => came.has(requestId) && (came.get(requestId).bytes += encodedDataLength));
  await p.goto(url);
  await there();
  await quiet(p);
  await cdp.detach();
  return [...came.values()];
}

/** What the page itself needed: data of the API is told apart. */
function weigh(came, { js, css, total, requests }) {
  const of = (type) => came.filter((one) => one.type === type);
  const shell = came.filter(({ url }) => !/^\/(graphql|auth)/.test(url));
  for (const { url, packed } of [...of('Script'), ...of('Stylesheet'), ...of('Document')]) assert.equal(packed, 'br', `${url} is packed`);
  if (process.env.SHOW) for (const one of came) console.log(one.bytes, one.type, one.url);
  const told = `JS ${kB(sum(of('Script')))} kB, CSS ${kB(sum(of('Stylesheet')))} kB, shell ${kB(sum(shell))} kB in ${shell.length} requests, data ${kB(sum(came) - sum(shell))} kB in ${came.length - shell.length}`;
  assert.ok(sum(of('Script')) <= js * 1024, told);
  assert.ok(sum(of('Stylesheet')) <= css * 1024, told);
  assert.ok(sum(shell) <= total * 1024, told);
  assert.ok(shell.length <= requests, `${told}: ${shell.map(({ url }) => url).join(' ')}`);
  return told;
}

export const stories = [
  ['the front door, a first visit', async ({ page, base }) => {
    const p = await page({ serviceWorkers: 'block' });
    return weigh(await visit(p, base, () => sees(p, 'Ik zoek steun')), { js: 60, css: 12, total: 120, requests: 12 });
  }],

  ['the home of a parent', async ({ page, base }) => {
    const p = await page({ serviceWorkers: 'block' });
    await signIn(p, base, 'parent1@demo.buurtdorp.example');
    return weigh(await visit(p, `${base}/thuis`, () => sees(p, 'Dag Samira')), { js: 66, css: 12, total: 130, requests: 26 });
  }],

  ['a question of the registration', async ({ page, base }) => {
    const p = await page({ serviceWorkers: 'block' });
    return weigh(await visit(p, `${base}/steun-vragen/hulp`, () => p.getByRole('button', { name: 'Verder' }).waitFor()), { js: 65, css: 12, total: 130, requests: 20 });
  }],

  ['the desk', async ({ page, base }) => {
    const p = await page({ serviceWorkers: 'block', ...laptop });
    await signIn(p, base, 'matcher1@demo.buurtdorp.example');
    const there = () => p.locator('[data-card]').first().waitFor();
    await there();
    return weigh(await visit(p, `${base}/werkplek`, there), { js: 120, css: 24, total: 200, requests: 32 });
  }],
];
