import { rules, sideways } from '../looks.mjs';
import { assert, signIn } from '../people.mjs';
import { familyPages, settle, visitorPages } from '../pages.mjs';

const families = ['parent1@demo.buurtdorp.example', 'parent9@demo.buurtdorp.example', 'parent14@demo.buurtdorp.example'];
const wide = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false };

/** Looks at every page in turn and gathers what is wrong, so that one run tells all. */
async function everywhere({ device, base }, options, look) {
  const found = [];
  const context = await device(options);
  const p = await context.newPage();
  const walk = async (who, paths) => {
    for (const path of paths) {
      await p.goto(base + path);
      await settle(p);
      for (const wrong of await look(p)) found.push(`${who} ${path}: ${wrong}`);
    }
  };
  await walk('visitor', visitorPages);
  for (const email of options?.families ?? families.slice(0, 2)) {
    await signIn(p, base, email);
    await walk(email.split('@')[0], familyPages);
    await p.evaluate(() => localStorage.clear());
    await context.clearCookies();
  }
  assert.deepEqual(found, []);
}

const small = (p) => p.evaluate(() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, label:has(input)')].flatMap((part) => {
  const box = part.getBoundingClientRect();
  const hidden = !box.width || getComputedStyle(part).visibility === 'hidden' || part.closest('.skip, .visually-hidden, [hidden]') || part.classList.contains('skip');
  const inText = part.tagName === 'A' && part.closest('p, h3, dd, li:not(:has(> a))') && !part.classList.contains('button');
  const inTile = part.tagName === 'INPUT' && part.closest('label');
  if (hidden || inText || inTile) return [];
  const name = (part.innerText || part.id || part.tagName).slice(0, 30).replace(/\n/g, ' ');
  return box.height < 47.5 || box.width < 44 ? [`${name}: ${Math.round(box.width)}x${Math.round(box.height)}`] : [];
}));

const shape = (p) => p.evaluate(() => {
  const found = [];
  const headings = [...document.querySelectorAll('h1')];
  if (headings.length !== 1) found.push(`${headings.length} h1`);
  if (!document.title || !document.title.endsWith('– Buurtdorp')) found.push(`title: ${document.title}`);
  const keys = [...document.querySelectorAll('body *')].filter((part) => !part.children.length && /^[a-z]+\.[a-zA-Z.]+$/.test(part.textContent.trim()));
  if (keys.length) found.push(`a key instead of words: ${keys[0].textContent}`);
  if (document.querySelector('[style*="null"], [style*="undefined"]') || /\bundefined\b|\bNaN\b|\[object/.test(document.body.innerText)) found.push('a hole in the words');
  return found;
});

const all = async (p, ...looks) => (await Promise.all(looks.map((look) => look(p)))).flat();

/** Twice as big, and then spaced as WCAG 1.4.12 asks: each must fit a screen of 320 px by itself. */
const grown = async (p) => {
  const found = (await sideways(p)).map((wrong) => `as it is, ${wrong}`);
  await p.evaluate(() => {
    for (const part of document.querySelectorAll('body *')) Object.assign(part.style, { lineHeight: '1.5', letterSpacing: '0.12em', wordSpacing: '0.16em' });
  });
  found.push(...(await sideways(p)).map((wrong) => `spaced, ${wrong}`));
  await p.evaluate(() => {
    for (const part of document.querySelectorAll('body *')) Object.assign(part.style, { lineHeight: '', letterSpacing: '', wordSpacing: '' });
    document.documentElement.style.fontSize = '200%';
  });
  return [...found, ...(await sideways(p)).map((wrong) => `twice as big, ${wrong}`)];
};

export const stories = [
  ['phone: axe finds nothing, every target fits a thumb, no hole in the words', (world) => everywhere(world, { families }, (p) => all(p, rules, shape, small))],
  ['phone in the dark: axe finds nothing', (world) => everywhere(world, { colorScheme: 'dark', families: families.slice(1, 2) }, rules)],
  ['laptop: axe finds nothing', (world) => everywhere(world, { ...wide, families: families.slice(0, 1) }, rules)],
  ['320 px wide, text twice as big, or spaced: nothing scrolls sideways', (world) => everywhere(world, { viewport: { width: 320, height: 640 }, families: families.slice(0, 2) }, grown)],
  ['in English the words are complete too', async ({ device, base }) => {
    const p = await (await device({ locale: 'en-GB' })).newPage();
    const found = [];
    for (const path of visitorPages) {
      await p.goto(base + path);
      await settle(p);
      if ((await p.getAttribute('html', 'lang')) !== 'en') found.push(`${path}: not in English`);
      for (const wrong of await shape(p)) found.push(`${path}: ${wrong}`);
    }
    assert.deepEqual(found, []);
  }],
];
