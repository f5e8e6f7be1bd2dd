/** What a host shares from another app (a flyer, a message, a link) on its way to the form for a new meetup. The service
 *  worker puts it here; nothing of it leaves the phone before she sends the form, and signing out takes it away. */
export const sharePath = '/delen';
export const sharedCache = 'gedeeld';
/** That somebody who works here uses this phone: then the desk is kept too. */
export const staffCache = 'werkplek';

export type Shared = { title: string; description: string; photo?: string };
const longest = 2000;

/** What came, once: the words are the form's from then on. The picture stays until the form is done with. */
export async function takeShared(): Promise<Shared | undefined> {
  if (!('caches' in globalThis) || !(await caches.has(sharedCache))) return undefined;
  const cache = await caches.open(sharedCache);
  const [words, picture] = await Promise.all([cache.match('/gedeeld/tekst'), cache.match('/gedeeld/foto')]);
  await cache.delete('/gedeeld/tekst');
  const photo = picture && (await asData(await picture.blob()));
  if (!words) return photo ? { title: '', description: '', photo } : undefined;
  return { ...wordsOf((await words.json()) as { title: string; text: string; url: string }), photo };
}

/** Other apps put the same in several fields: a title that the text begins with, a link that stands in the text. */
export function wordsOf({ title, text, url }: { title: string; text: string; url: string }): { title: string; description: string } {
  const first = title.trim() || (text.trim().split('\n')[0] ?? '').trim();
  const short = first.length <= 120 && !/^https?:/.test(first) ? first : '';
  const body = text.trim() === short ? '' : text.trim();
  const link = url.trim() && !body.includes(url.trim()) ? url.trim() : '';
  return { title: short, description: [body, link].filter(Boolean).join('\n').slice(0, longest) };
}

export async function dropShared() {
  if ('caches' in globalThis) await caches.delete(sharedCache);
}

/** The policy of the app shows no other pictures than its own and those that stand in the page itself. */
function asData(blob: Blob): Promise<string> {
  return new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as string);
    reader.onerror = () => failed(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}
