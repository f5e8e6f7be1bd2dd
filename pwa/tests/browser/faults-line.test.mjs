/** The scenarios of the line, with their numbers (docs/offline.md says which file shows which): a real Chromium, our
 *  own server, and a proxy between them that breaks as lines do. */
import { assert, come, coming, empty, idOf, kept, queue, theLine, toCancel, toSignUp } from '../faults.mjs';

export const house = 'none';
const line = theLine();
export const { before, after } = line;

export const stories = [
  ['1: cut before it is sent, and a reload without internet', async (world) => {
    const { page, at } = await line.atMeetup(world);
    line.proxy.refuse();
    await come(page);
    await kept(page);
    await page.reload();
    await kept(page);
    assert.equal((await line.signups(at.id)).length, 0);
    line.proxy.pass();
    await empty(page);
    await coming(page);
    assert.equal((await line.signups(at.id)).length, 1);
  }],

  ['2, 3: the answer is lost between the commit and its first byte', async (world) => {
    const { page, at } = await line.atMeetup(world);
    const before = line.proxy.lost;
    line.proxy.loseAnswer('mutation SignUp');
    await come(page);
    await empty(page);
    await coming(page);
    assert.equal(line.proxy.lost, before + 1);
    const signups = await line.signups(at.id);
    assert.deepEqual(signups.map(({ state, version }) => [state, version]), [['AANGEMELD', 1]], 'one effect');
  }],

  ['4: a black hole, then a line', async (world) => {
    const { page, at } = await line.atMeetup(world);
    line.proxy.blackhole();
    await come(page);
    await page.getByText(/^Wordt verstuurd, sinds|Bewaard op je telefoon/).first().waitFor();
    line.proxy.pass();
    await empty(page); // those 15 seconds of silence, and then again
    await coming(page);
    assert.equal((await line.signups(at.id)).length, 1);
  }],

  ['5: three taps at once in one tab and two in another, on a slow line', async (world) => {
    const { context, page, at } = await line.atMeetup(world);
    const other = await context.newPage();
    await other.goto(`${line.base}/ontmoeten/${at.id}`);
    for (const p of [page, other]) await p.getByRole('button', { name: /^Ik kom/ }).first().click();
    const yes = (p) => p.getByRole('button', { name: /^Ja, / });
    await Promise.all([yes(page).waitFor(), yes(other).waitFor()]);
    line.proxy.delay(300);
    line.proxy.forget();
    const taps = (p, n) => yes(p).evaluate((button, n) => { for (let i = 0; i < n; i++) button.click(); }, n);
    await Promise.all([taps(page, 3), taps(other, 2)]);
    await page.getByText(/^Je komt|Bewaard op je telefoon/).first().waitFor();
    await empty(page);
    line.proxy.pass();
    assert.equal((await line.signups(at.id)).length, 1);
    assert.equal(line.proxy.seen('mutation SignUp'), 1, 'sent once');
  }],

  ['6: it got full meanwhile', async (world) => {
    const { page, at } = await line.atMeetup(world, { capacity: 2 });
    line.proxy.refuse();
    await come(page);
    await kept(page);
    await line.guests(at.id, ['Noor', 'Bo']);
    line.proxy.pass();
    await empty(page);
    await page.getByText(/^Je staat op de lijst/).first().waitFor();
    assert.ok((await line.signups(at.id)).some(({ state, family }) => state === 'WACHTLIJST' && family));
  }],

  ['8: the answer to a refresh is lost, with a full queue: she stays signed in', async (world) => {
    const { page, at } = await line.atMeetup(world);
    line.proxy.refuse();
    await come(page);
    await kept(page);
    await page.reload(); // the token was in memory only
    await kept(page);
    const before = line.proxy.lost;
    line.proxy.loseAnswer('POST /auth/refresh');
    line.proxy.pass();
    await empty(page);
    assert.equal(line.proxy.lost, before + 1, 'an answer was lost');
    await coming(page);
    assert.equal(await page.getByText('Log weer in').count(), 0);
    assert.equal((await line.signups(at.id)).length, 1);
  }],

  ['10: the server loses its power while the queue is sent', async (world) => {
    const { page, who } = await line.atMeetup(world, { to: '/ontmoeten' });
    const places = [];
    for (let i = 0; i < 4; i++) places.push(await line.plan());
    line.proxy.refuse();
    await queue(page, places.map(({ id }) => toSignUp(id)));
    let off;
    line.proxy.pass();
    line.proxy.watch((text) => text.includes('mutation SignUp') && (off ??= line.power(line.server)));
    await page.reload();
    while (!off) await page.waitForTimeout(50);
    await off;
    line.proxy.pass();
    await empty(page);
    for (const { id } of places) assert.equal((await line.signups(id)).filter(({ family }) => family?.name === who.name).length, 1);
  }],

  ['13: a clock that is 400 days off, both ways', async (world) => {
    for (const days of [-400, 400]) {
      const { context, page, at } = await line.atMeetup(world);
      line.proxy.refuse();
      await come(page);
      await kept(page);
      await context.addInitScript((off) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + off;
      }, days * 86_400_000);
      line.proxy.pass();
      await page.reload();
      await empty(page);
      assert.deepEqual((await line.signups(at.id)).map(({ state }) => state), ['AANGEMELD'], `${days} days`);
    }
  }],

  ['15: two hundred in the queue are sent in order, each once', async (world) => {
    const { page, at } = await line.atMeetup(world);
    line.proxy.refuse();
    await queue(page, Array.from({ length: 100 }, () => idOf('signup')).flatMap((id) => [toSignUp(at.id, id), toCancel(at.id, id)]));
    await page.reload();
    await page.getByText(/^Dit is van/).first().waitFor();
    line.proxy.pass();
    line.proxy.delay(50); // 100 ms there and back
    line.proxy.forget();
    const began = Date.now();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await empty(page, 'outbox', 100_000);
    const took = Date.now() - began;
    line.proxy.pass();
    const states = (await line.signups(at.id)).map(({ state }) => state);
    assert.ok(states.length > 0 && states.every((state) => state === 'AFGEMELD'), 'the last word of each is that she does not come');
    return `sent in ${took} ms at 100 ms there and back, in ${line.proxy.seen('mutation SignUp')} pieces`;
  }],

  ['22: the stream: the server restarts, the line is cut, the phone sleeps; one look heals, and nobody storms', async (world) => {
    const { page, at } = await line.atMeetup(world, { to: '/ontmoeten' });
    const pulls = () => line.proxy.seen('query PullMeetups');
    const title = (words) => line.rename(at.id, words);
    const sees = (words) => page.getByRole('link', { name: words }).first().waitFor({ timeout: 60_000 });
    await title('Anders een');
    await sees('Anders een');
    line.proxy.forget();
    await line.power(line.server);
    await title('Anders twee');
    await sees('Anders twee');
    line.proxy.refuse();
    await title('Anders drie');
    line.proxy.pass();
    await sees('Anders drie');
    const sleep = (hidden) => page.evaluate((hidden) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await sleep(true);
    await title('Anders vier');
    const asleep = pulls();
    await new Promise((done) => setTimeout(done, 1500));
    assert.equal(pulls(), asleep, 'a page in the background asks nothing');
    await sleep(false);
    await sees('Anders vier');
    assert.ok(pulls() < 30, `${pulls()} pulls`);
    return `${pulls()} pulls`;
  }],
];
