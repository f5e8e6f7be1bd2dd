/** The stories of the app in a browser, against our own server: `node tests/run.mjs [part of a name …]`.
 *  The last line tells how many passed. */
import { readdirSync } from 'node:fs';
import { openBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

const only = process.argv.slice(2);
const folder = new URL('./stories/', import.meta.url);
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 1, hasTouch: true, isMobile: true };
const settings = { locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', reducedMotion: 'reduce' };

const server = process.env.BASE ? { base: process.env.BASE, stop: async () => {}, log: () => '' } : await startServer();
const browser = await openBrowser();
let passed = 0;
let failed = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.mjs')).sort()) {
  const { stories } = await import(new URL(file, folder));
  for (const [name, story] of stories) {
    const title = `${file.replace('.mjs', '')}: ${name}`;
    if (only.length && !only.some((part) => title.includes(part))) continue;
    const contexts = [];
    const complaints = [];
    /** A device of its own: nothing of another story is on it. */
    const device = async (options = {}) => {
      const context = await browser.newContext({ ...settings, ...phone, ...options });
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      context.on('weberror', (error) => complaints.push(String(error.error())));
      context.on('console', (message) => message.type() === 'error' && !expected(message.text()) && complaints.push(message.text()));
      return context;
    };
    const started = Date.now();
    try {
      await story({ base: server.base, browser, device, page: async (options) => (await device(options)).newPage() });
      if (complaints.length) throw new Error(`the browser complained: ${complaints.join('\n')}`);
      passed++;
      console.log(`ok   ${title} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAIL ${title}\n     ${String(error.stack ?? error).split('\n').slice(0, 12).join('\n     ')}`);
      const page = contexts.at(-1)?.pages().at(-1);
      if (page && process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${title.replace(/\W+/g, '-')}.png` }).catch(() => {});
    } finally {
      for (const context of contexts) await context.close().catch(() => {});
    }
  }
}

await browser.close();
await server.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed || !passed ? 1 : 0);

/** A refused call and a missing line are part of the stories; the policy and our own errors are not. */
function expected(text) {
  return /Failed to load resource|net::ERR_|the server responded with a status of (401|404|422|429|503)/.test(text);
}
