import { seen } from '../harness.mjs';
import { dark, rules, sideways, small } from '../looks.mjs';
import { assert, signIn } from '../people.mjs';
import { familyPages, follow, open, visitorPages } from '../pages.mjs';

const families = ['parent1@demo.buurtdorp.example', 'parent9@demo.buurtdorp.example', 'parent14@demo.buurtdorp.example'];
const wide = { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false };

/** Looks at every page in turn and gathers what is wrong, so that one run tells all. */
async function everywhere({ device, base }, options, look) {
  const found = [];
  const context = await device({ ...options, ...seen });
  const p = await context.newPage();
  const walk = async (who, paths) => {
    for (const path of paths) {
      await open(p, base, path);
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
  found.push(...(await sideways(p)).map((wrong) => `twice as big, ${wrong}`));
  return found;
};

export const stories = [
  ['phone: axe finds nothing, in the dark neither, every target fits a thumb, no hole in the words', (world) => everywhere(world, { families }, async (p) => [...await all(p, rules, shape, small), ...await dark(p)])],
  ['laptop: axe finds nothing', (world) => everywhere(world, { ...wide, families: families.slice(0, 1) }, rules)],
  ['320 px wide, text twice as big, or spaced: nothing scrolls sideways', (world) => everywhere(world, { viewport: { width: 320, height: 640 }, families: families.slice(0, 2) }, grown)],
  ['in every language: whole, in its own direction, and 320 px is wide enough', async ({ device, base }) => {
    const found = [];
    const context = await device({ viewport: { width: 320, height: 640 }, ...seen });
    const p = await context.newPage();
    await signIn(p, base, families[0]);
    for (const [code, dir] of [['en', 'ltr'], ['ar', 'rtl'], ['tr', 'ltr'], ['pl', 'ltr'], ['uk', 'ltr']]) {
      await p.evaluate((taal) => localStorage.setItem('buurtdorp-taal', taal), code);
      const pages = [...visitorPages, ...(['ar', 'uk'].includes(code) ? familyPages : [])]; // the other way, and the longest words
      for (const path of pages) {
        // One language by itself at every page, as from a link in a mail; the others the way people walk.
        await (code === 'ar' || path === pages[0] ? open(p, base, path) : follow(p, path));
        const spoken = await p.evaluate(() => `${document.documentElement.lang} ${document.documentElement.dir}`);
        if (spoken !== `${code} ${dir}`) found.push(`${path}: ${spoken} instead of ${code} ${dir}`);
        for (const wrong of [...await shape(p), ...await sideways(p)]) found.push(`${code} ${path}: ${wrong}`);
      }
    }
    assert.deepEqual(found, []);
  }],
];
