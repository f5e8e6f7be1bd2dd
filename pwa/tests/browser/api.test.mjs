/** The API as others meet it: by the rules of GraphQL over HTTP, and in the console. */
import { serverAudits } from 'graphql-http';
import { laptop } from '../harness.mjs';
import { assert, signIn } from '../people.mjs';
import { tokenFor } from '../server.mjs';

const parentMail = 'parent1@demo.buurtdorp.example';

/** Every audit of the specification; a warning counts as wrong. */
async function audit(base, token) {
  const fetchFn = (url, options = {}) => fetch(url, { ...options, headers: { ...options.headers, ...(token && { Authorization: `Bearer ${token}` }) } });
  const audits = serverAudits({ url: `${base}/graphql`, fetchFn });
  const found = [];
  for (const one of audits) {
    const { id, name, status, reason } = await one.fn();
    if (status === 'error' || status === 'warn') found.push(`${status} ${id} ${name}: ${reason}`);
  }
  assert.ok(audits.length > 50, `${audits.length} audits`);
  assert.deepEqual(found, []);
}

/** The console on a page of its own, and everything that it asked for. */
async function consoleOf(p, base) {
  const asked = [];
  p.on('request', (request) => asked.push(request.url()));
  await p.goto(`${base}/graphiql`);
  await p.getByRole('button', { name: /Execute query/ }).waitFor();
  return asked;
}

const answer = (p) => p.locator('.result-window').innerText();

export const stories = [
  ['GraphQL over HTTP, as a visitor: 0 errors, 0 warnings', ({ base }) => audit(base)],
  ['GraphQL over HTTP, as a parent: 0 errors, 0 warnings', async ({ base }) => audit(base, await tokenFor(base, parentMail))],

  ['the console opens, asks the public question, and asks nobody else', async ({ device, base }) => {
    const p = await (await device(laptop)).newPage();
    const asked = await consoleOf(p, base);
    await p.getByText('Je bekijkt dit zonder account.').waitFor();
    await p.getByRole('button', { name: /Execute query/ }).click();
    await p.waitForFunction(() => /"totalCount":\s*\d+/.test(document.querySelector('.result-window')?.innerText ?? ''));
    const shown = await answer(p);
    assert.match(shown, /"title"/);
    assert.doesNotMatch(shown, /"errors"/);
    assert.deepEqual(asked.filter((url) => !url.startsWith(base)), []);
    assert.ok(asked.some((url) => url === `${base}/schema.graphql`), 'the words come from the server itself');
  }],

  ['who signed in to the app need not paste a token, and the token is gone with the page', async ({ device, base }) => {
    const p = await (await device(laptop)).newPage();
    await signIn(p, base, parentMail);
    await consoleOf(p, base);
    await p.getByText('Je bekijkt dit met een sleutel.').waitFor();
    assert.doesNotMatch(await p.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])), /eyJ/);
  }],

  ['the schema can be read by everybody, and by no other way than asked', async ({ base }) => {
    const sdl = await fetch(`${base}/schema.graphql`);
    assert.equal(sdl.status, 200);
    assert.match(await sdl.text(), /^type Meetup implements Node/m);
    const form = await fetch(`${base}/graphql`, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{"query":"{ viewer { roles } }"}' });
    assert.equal(form.status, 415, 'a form of another site cannot ask');
    const write = await fetch(`${base}/graphql?query=${encodeURIComponent('mutation { signUp(input: {clientMutationId: "x", id: "x", meetupId: "x"}) { replayed } }')}`);
    assert.equal(write.status, 405, 'reading writes nothing');
  }],
];
