/** Pictures for a farewell. A family picks them on its own phone and they never leave it: there is no
 *  way to send them, and they go with everything else of this person at signing out. */
import { box } from './phone.ts';

export type Photo = { key: string; picture: Blob };
const from = (id: string) => `foto:${id}:`;
/** What a screen shows, and a print on paper, without filling a small phone. */
const widest = 1600;

export async function readPhotos(id: string): Promise<Photo[]> {
  const db = await box().store.open();
  const keys = await db.getAllKeys('snaps', IDBKeyRange.bound(from(id), `${from(id)}\uffff`));
  return Promise.all(keys.map(async (key) => ({ key, picture: (await db.get('snaps', key))!.data as Blob })));
}

export async function keepPhoto(id: string, file: Blob): Promise<void> {
  const at = new Date().toISOString();
  await (await box().store.open()).put('snaps', { data: await smaller(file), at }, `${from(id)}${at}${crypto.randomUUID()}`);
}

export async function dropPhoto(key: string): Promise<void> {
  await (await box().store.open()).delete('snaps', key);
}

/** Smaller, and without where and when it was taken. What the phone cannot draw it cannot show either. */
async function smaller(file: Blob): Promise<Blob> {
  const drawn = await createImageBitmap(file);
  const scale = Math.min(1, widest / Math.max(drawn.width, drawn.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(drawn.width * scale);
  canvas.height = Math.round(drawn.height * scale);
  canvas.getContext('2d')!.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/jpeg', 0.85));
}
