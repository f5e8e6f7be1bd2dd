/** Runs files of stories: some at a time, each with a server and a database of its own, in one
 *  browser. A file exports `stories`, pairs of a name and a function; `house` is what its server
 *  knows at the start: 'demo' (the invented region), 'empty' (a region with its staff, and no
 *  family yet), or 'none' when it starts one itself. `before` runs once, ahead of the stories, and `after` behind them.
 *  `whole` is true where the browser itself has to show something, a notification. What a story returns is told behind its name. */
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import * as meter from './meter.mjs';
import { startServer } from './server.mjs';

const pictures = new URL('../../test-results/', import.meta.url).pathname;
const patience = 240_000;
const settings = { locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' };
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true };
/** For who counts, changes or loses requests: of those that go past a service worker a browser hides one in twenty
 *  from its tools, and that one does what it came for. Stories that need the worker too break the line (proxy.mjs). */
export const seen = { serviceWorkers: 'block' };
export const laptop = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, hasTouch: false, isMobile: false };

/** Gives how many stories passed and failed. One more at a time than there are processors: a story also waits. */
export async function runAll(files, only = [], jobs = Number(process.env.JOBS ?? availableParallelism() + 1)) {
  const browsers = {};
  const browser = (whole) => (browsers[whole] ??= openBrowser([], { whole }));
  const total = { passed: 0, failed: 0 };
  const queue = [...files];
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const { passed, failed } = await runFile(browser, file, only);
      total.passed += passed;
      total.failed += failed;
    }
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
  } finally {
    for (const opened of Object.values(browsers)) await (await opened).close();
  }
  return total;
}

/** A soak shows every first failure: with BUURTDORP_SOAK=1 nothing is tried once more. */
const soak = Boolean(process.env.BUURTDORP_SOAK);
const metered = Boolean(process.env.BUURTDORP_METER);

async function runFile(open, { name: file, url }, only) {
  const { stories, house = 'demo', whole = false, before, after } = await import(url);
  const wanted = stories.map(([name, story]) => [`${file}: ${name}`, story]).filter(([title]) => !only.length || only.some((part) => title.includes(part)));
  const count = { passed: 0, failed: 0 };
  if (!wanted.length) return count;
  const browser = await open(whole);
  const server = house === 'none' ? undefined : await startServer({ house });
  try {
    await before?.({ base: server?.base, server });
    for (const [title, story] of wanted) {
      const started = Date.now();
      const cpu = metered ? meter.spent() : undefined;
      let { failure, told } = await runStory(browser, server, title, story);
      if (failure && !soak) { // once more: a busy machine is no defect, and the first failure stays in sight
        console.log(`once more: ${title}\n     ${failure}`);
        ({ failure, told } = await runStory(browser, server, title, story));
      }
      count[failure ? 'failed' : 'passed']++;
      console.log(`${failure ? 'FAIL' : 'ok  '} ${title} (${Date.now() - started} ms${cpu ? `, ${meter.words(meter.since(cpu))}` : ''})${failure || told ? `\n     ${failure || told}` : ''}`);
    }
  } finally {
    await after?.();
    await server?.stop();
  }
  return count;
}

async function runStory(browser, server, title, story) {
  const devices = [];
  const complaints = [];
  /** A device of its own: nothing of another story is on it. */
  const device = async (options = {}) => {
    const context = await browser.newContext({ ...settings, ...phone, ...options });
    devices.push(watch(context, complaints));
    return context;
  };
  try {
    const told = await within(patience, story({
      base: server?.base, server, browser, device,
      page: async (options) => (await device(options)).newPage(),
      /** For a browser that a story starts itself. */
      watch: (context) => devices.push(watch(context, complaints)),
    }));
    if (complaints.length) throw new Error(`the browser complained:\n${complaints.join('\n')}`);
    return { told };
  } catch (error) {
    await picture(devices, title);
    const failure = [String(error.stack ?? error), ...(complaints.length ? ['the browser complained:', ...complaints] : [])].join('\n');
    return { failure: failure.split('\n').slice(0, 24).join('\n     ') };
  } finally {
    for (const context of devices) await context.close().catch(() => {});
  }
}

/** A story that waits for what never comes is a story that failed. */
async function within(ms, work) {
  let timer;
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error(`not done after ${ms / 1000} s`)), ms)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** In every story: no error in the console, none of the policy, and no word to another origin. */
function watch(context, complaints) {
  context.setDefaultTimeout(20_000);
  context.on('weberror', (error) => complaints.push(String(error.error())));
  context.on('console', (message) => message.type() === 'error' && !expected(message.text()) && complaints.push(message.text()));
  context.on('request', (request) => foreign(request.url()) && complaints.push(`asked another origin: ${request.url()}`));
  return context;
}

/** A refused call and a missing line are part of the stories. */
export function expected(text) {
  return /Failed to load resource|net::ERR_/.test(text);
}

function foreign(url) {
  const { protocol, hostname } = new URL(url);
  return protocol.startsWith('http') && hostname !== 'localhost';
}

async function picture(devices, title) {
  mkdirSync(pictures, { recursive: true });
  const pages = devices.flatMap((context) => context.pages());
  for (const [i, page] of pages.entries()) {
    await page.screenshot({ path: join(pictures, `${title.replace(/\W+/g, '-')}${pages.length > 1 ? `-${i + 1}` : ''}.png`), timeout: 5000 }).catch(() => {});
  }
}
