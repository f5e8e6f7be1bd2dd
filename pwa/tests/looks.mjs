/** What is wrong with a page as it stands, for the stories that look at one. */
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const rules = async (p) => {
  await p.evaluate(axe);
  const { violations } = await p.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, html }) => `${target} ${html.slice(0, 120)}`).join(' | ')}`);
};

export const sideways = (p) => p.evaluate(() => {
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over <= 0) return [];
  const widest = [...document.querySelectorAll('body *')].filter((part) => part.getBoundingClientRect().right > innerWidth + 1 && !part.closest('.chips, svg')).slice(0, 2);
  return [`${over} px too wide: ${widest.map((part) => `${part.tagName}.${part.className}`).join(', ')}`];
});

const sizes = { phone: { width: 390, height: 844 }, laptop: { width: 1280, height: 800 } };

/** On a phone and on a laptop, by day and in the dark: axe finds nothing, and nothing scrolls sideways. The page is
 *  then as it was. */
export async function spotless(p, what, on = Object.keys(sizes)) {
  const before = p.viewportSize();
  const found = [];
  for (const size of on) {
    await p.setViewportSize(sizes[size]);
    for (const colorScheme of ['light', 'dark']) {
      await p.emulateMedia({ colorScheme });
      for (const wrong of [...(await rules(p)), ...(await sideways(p))]) found.push(`${what}, ${size}, ${colorScheme}: ${wrong}`);
    }
  }
  await p.emulateMedia({ colorScheme: null });
  await p.setViewportSize(before);
  assert.deepEqual(found, []);
}
