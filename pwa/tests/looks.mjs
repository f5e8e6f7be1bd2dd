/** What is wrong with a page as it stands, for the stories that look at one. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const ask = async (p, options) => {
  if (!(await p.evaluate(() => 'axe' in globalThis))) await p.evaluate(axe);
  const { violations } = await p.evaluate((options) => globalThis.axe.run(document, { resultTypes: ['violations'], ...options }), options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, html }) => `${target} ${html.slice(0, 120)}`).join(' | ')}`);
};

export const rules = (p) => ask(p, {});

/** What only the colours decide, for a page of which the rest was looked at. */
const colours = (p) => ask(p, { runOnly: ['color-contrast', 'link-in-text-block'] });

/** Those by night as well. */
export const dark = async (p) => {
  await p.emulateMedia({ colorScheme: 'dark' });
  const found = await colours(p);
  await p.emulateMedia({ colorScheme: 'light' });
  return found.map((wrong) => `in the dark: ${wrong}`);
};

/** Beside the width of the page itself: a phone's own, innerWidth, grows along with what sticks out. */
export const sideways = (p) => p.evaluate(() => {
  const room = document.documentElement.clientWidth;
  const over = document.documentElement.scrollWidth - room;
  if (over <= 0) return [];
  const widest = [...document.querySelectorAll('body *')].filter((part) => part.getBoundingClientRect().right > room + 1 && !part.closest('.chips, svg')).slice(0, 2);
  return [`${over} px too wide: ${widest.map((part) => `${part.tagName}.${part.className}`).join(', ')}`];
});

const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };

/** On a phone and on a laptop, by day and in the dark: axe finds nothing, and nothing scrolls sideways. Between day and
 *  night only the colours differ, so by night axe looks at those. The page is then as it was. */
export async function spotless(p, what, on = Object.keys(sizes)) {
  const before = p.viewportSize();
  const found = [];
  for (const size of on) {
    await p.setViewportSize(sizes[size]);
    for (const [colorScheme, look] of [['light', rules], ['dark', colours]]) {
      await p.emulateMedia({ colorScheme });
      for (const wrong of [...(await look(p)), ...(await sideways(p))]) found.push(`${what}, ${size}, ${colorScheme}: ${wrong}`);
    }
  }
  await p.emulateMedia({ colorScheme: null });
  await p.setViewportSize(before);
  assert.deepEqual(found, []);
}

/** What a thumb would miss: targets under 48 by 44. */
export const small = (p) => p.evaluate(() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, label:has(input)')].flatMap((part) => {
  const box = part.getBoundingClientRect();
  const hidden = !box.width || getComputedStyle(part).visibility === 'hidden' || part.closest('.skip, .visually-hidden, [hidden]') || part.classList.contains('skip');
  const inText = part.tagName === 'A' && part.closest('p, h3, dd, li:not(:has(> a))') && !part.classList.contains('button');
  const inTile = part.tagName === 'INPUT' && part.closest('label');
  if (hidden || inText || inTile) return [];
  const name = (part.innerText || part.id || part.tagName).slice(0, 30).replace(/\n/g, ' ');
  return box.height < 47.5 || box.width < 44 ? [`${name}: ${Math.round(box.width)}x${Math.round(box.height)}`] : [];
}));
