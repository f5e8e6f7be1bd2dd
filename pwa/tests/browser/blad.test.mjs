/** The pages that the server writes, without JavaScript: in the language of who reads, from the right where that is
 *  read so, on the smallest phone, by day and in the dark. */
import { meetup, tell } from '../families.mjs';
import { seen } from '../harness.mjs';
import { dark, rules, sideways, small } from '../looks.mjs';
import { assert, dayOf, sees, seesNot } from '../people.mjs';
import { ask, newId, staff, tokenFor } from '../server.mjs';

export const house = 'empty';

const title = 'Thee';
const known = {};
const languages = { nl: ['nl-NL', 'Ontmoeten'], en: ['en-GB', 'Meet'], ar: ['ar-SY', 'لقاءات'], tr: ['tr-TR', 'Buluşmalar'], pl: ['pl-PL', 'Spotkania'], uk: ['uk-UA', 'Зустрічі'] };
/** Words that no page in another language has: what is ours, not what a host typed. */
const dutch = /\b(Ontmoeten|ontmoeting(en)?|Ik kom|Wat kost|Welke talen|Nog \d+ plek|Alle|uur|tot|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|Terug|Hoe heet|Grote mensen|Kinderen)\b/;

/** Everything that the server writes by itself. */
export const pages = () => ({
  list: '/ontmoeten', none: '/ontmoeten?theme=PUBERTEIT', meetup: `/ontmoeten/${known.open}`, full: `/ontmoeten/${known.full}`, off: `/ontmoeten/${known.off}`, walkIn: `/ontmoeten/${known.walkIn}`,
  gone: '/ontmoeten/bestaat-niet', series: `/reeks/${known.series}`, come: `/aanmelden/${known.open}`, coming: known.guest, wrong: '/ik-kom/bestaat-niet',
});

export async function before({ base }) {
  const host = await tokenFor(base, staff.host);
  const more = { title, description: 'Kom gerust langs. Er is thee!', languages: ['nl', 'ar', 'uk'], doelgroepen: ['JONGE_OUDERS', 'ALLEENSTAAND'], ageFrom: 2, ageTo: 6, thema: 'OPVOEDEN' };
  known.open = (await meetup(base, host, { ...more, days: 5 })).id;
  known.full = (await meetup(base, host, { ...more, days: 6, capacity: 1 })).id;
  known.off = (await meetup(base, host, { ...more, days: 7 })).id;
  known.walkIn = (await meetup(base, host, { ...more, days: 8, kind: 'INLOOP' })).id;
  const { data } = await ask(base, 'query($id: ID!) { meetup(id: $id) { version place { id } } }', { id: known.off }, host);
  await tell(base, host, 'cancelMeetup', { id: known.off, baseVersion: data.meetup.version });
  known.series = newId(51);
  await tell(base, host, 'planSeries', {
    ...more, id: known.series, placeId: data.meetup.place.id, fromDay: dayOf(1), at: '09:30', minutes: 90, count: 3, rhythm: { unit: 'MAAND', every: 2, days: ['MA', 'VR'], nth: [1, -1] },
  });
  known.guest = `/ik-kom/${await comes(base, known.open, { groot: 1, kind: 2 })}`;
  await comes(base, known.full, { groot: 1, kind: 0 });
}

/** Somebody without an account comes, by the form. */
async function comes(base, id, counts) {
  const form = await (await fetch(`${base}/aanmelden/${id}`)).text();
  const [, secret] = /name="geheim" value="([^"]+)"/.exec(form);
  const [, own] = /name="id" value="([^"]+)"/.exec(form);
  const answer = await fetch(`${base}/aanmelden/${id}`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ geheim: secret, id: own, naam: 'Roos', ...counts }) });
  assert.equal(answer.status, 303);
  return secret;
}

export const stories = [
  ['in six languages: whole, in its own direction, nothing sideways, nothing too small, by day and in the dark', async ({ device, base }) => {
    const found = [];
    for (const [code, [locale, heading]] of Object.entries(languages)) {
      const context = await device({ locale, ...seen });
      await context.route('**/a/*.js', (route) => route.abort()); // as without JavaScript; axe itself cannot do without
      const p = await context.newPage();
      for (const [name, path] of Object.entries(pages())) {
        const note = (wrong) => found.push(`${code} ${name}: ${wrong}`);
        const answer = await p.goto(base + path);
        if (!/accept-language/i.test(answer.headers().vary)) note('kept for every language');
        const { lang, dir, text, title: named } = await p.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir, text: document.body.innerText, title: document.title }));
        if (lang !== code || dir !== (code === 'ar' ? 'rtl' : 'ltr')) note(`is ${lang} from ${dir}`);
        if (!named.endsWith('– Buurtdorp')) note(`is called ${named}`);
        if (name === 'list' && !text.includes(heading)) note(`no ${heading}`);
        const words = `${named} ${text}`.replaceAll('Nederlands', '');
        if (code !== 'nl' && dutch.test(words)) note(`says ${dutch.exec(words)[0]}`);
        for (const wrong of await small(p)) note(wrong);
        for (const width of [390, 320]) {
          await p.setViewportSize({ width, height: 844 });
          for (const wrong of await sideways(p)) note(`${width}: ${wrong}`);
        }
        if (['nl', 'ar'].includes(code)) for (const wrong of [...await rules(p), ...await dark(p)]) note(wrong); // of one language, and of one from the right
        await p.setViewportSize({ width: 390, height: 844 });
      }
    }
    assert.deepEqual(found, []);
  }],

  ['she chooses another language by hand: it stays, also in the app, and is not in the link that she shares', async ({ device, base }) => {
    const context = await device({ javaScriptEnabled: false });
    const p = await context.newPage();
    await p.goto(`${base}/ontmoeten/${known.open}`);
    await sees(p, 'Wat kost het?');
    await p.locator('summary').click();
    await p.getByRole('button', { name: 'Українська' }).click();
    await sees(p, 'Скільки це коштує?');
    assert.equal(p.url(), `${base}/ontmoeten/${known.open}`);
    await seesNot(p, 'Wat kost het?');
    await p.getByRole('link', { name: 'Я прийду' }).click();
    await p.getByLabel('Як тебе звати?').fill('Roos');
    await p.getByRole('button', { name: 'Так, я прийду' }).click();
    await p.getByRole('heading', { name: 'Ти прийдеш' }).waitFor();
    await p.getByRole('button', { name: 'Я не прийду' }).waitFor();
    const shared = await (await device({ javaScriptEnabled: false, locale: 'tr-TR' })).newPage();
    await shared.goto(`${base}/ontmoeten/${known.open}`);
    await sees(shared, 'Ücreti ne kadar?');

    // The app takes the choice over, and gives its own back.
    const app = await device();
    await app.addCookies(await context.cookies());
    const q = await app.newPage();
    await q.goto(`${base}/ontmoeten/${known.open}`);
    await q.getByRole('button', { name: 'Я прийду' }).waitFor();
    await q.getByRole('button', { name: /Вибери мову/ }).click();
    await q.getByRole('button', { name: 'العربية' }).click();
    await q.getByRole('button', { name: 'سأحضر' }).waitFor();
    await p.close();
    await context.clearCookies();
    await context.addCookies(await app.cookies());
    const again = await context.newPage();
    await again.goto(base + known.guest);
    await again.getByRole('heading', { name: 'حضورك مسجّل' }).waitFor();
  }],
];
