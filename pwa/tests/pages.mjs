/** Every page a visitor or a family can come to, for the stories that look at all of them. */
import { steun, vraag } from './fill.mjs';

const questions = (base, steps) => ['', ...steps.map(([name]) => `/${name}`), '/klopt-dit', '/later'].map((step) => `${base}${step}`);

export const visitorPages = ['/', '/ontmoeten', '/hoe-werkt-het', '/veilig', '/inloggen', '/hulp', '/mijn-steun', '/nog-te-versturen', '/nergens', ...questions('/steun-vragen', vraag), ...questions('/steun-geven', steun)];
export const familyPages = ['/thuis', '/ontmoeten', '/mijn-steun', '/mijn-gegevens', '/zorg-delen', '/hulp'];

/** Until the page has its words and its data. */
export async function settle(page) {
  await page.waitForSelector('h1');
  await quiet(page);
}

/** Fetches a page by itself, as from a link in a mail. */
export async function open(page, base, path) {
  await page.goto(base + path);
  await settle(page);
}

/** Goes on to a page as by a link in the one before, which does not fetch the app anew. */
export async function follow(page, path) {
  await page.evaluate((path) => {
    const link = Object.assign(document.createElement('a'), { href: path });
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await settle(page);
}

const lines = new WeakMap();

/** From here on `quiet` knows what the page asks for. A stream that stays open does not count. */
export function listen(page) {
  if (lines.has(page)) return lines.get(page);
  const line = { open: new Set(), changed: () => {} };
  const gone = (request) => line.open.delete(request) && line.changed();
  page.on('request', (request) => (request.headers().accept ?? '').includes('event-stream') || line.open.add(request));
  page.on('requestfinished', gone).on('requestfailed', gone);
  lines.set(page, line);
  return line;
}

/** Until nothing that the page asked for is under way, and, two frames later, nothing followed from it. */
export async function quiet(page) {
  const line = listen(page);
  for (let still = 0; still < 2; still = line.open.size ? 0 : still + 1) {
    while (line.open.size) await new Promise((done) => (line.changed = done));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}
