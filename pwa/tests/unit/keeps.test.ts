/** What stands on a phone is what is named in keeps.ts, and nothing else. */
import 'fake-indexeddb/auto';
import { parse, visit, type FieldNode, type FragmentDefinitionNode } from 'graphql';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as me from '../../src/api/me.ts';
import { keepToken } from '../../src/api/token.ts';
import { pullKoppelingen, pullMeetups, pullSignups } from '../../src/api/sync.ts';
import { Store } from '../../src/offline/db.ts';
import { answers, byRole, cut, cutAnswer, keepsOf } from '../../src/offline/keeps.ts';
import { readSnap, writeSnap } from '../../src/offline/snaps.ts';

const asked = { meetups: pullMeetups, signups: pullSignups, koppelingen: pullKoppelingen };

describe('documents', () => {
  it.each(Object.entries(asked))('every field that is asked of %s is kept by somebody, and none is kept that is not asked', (kind, text) => {
    const fields: string[] = [];
    visit(parse(text as unknown as string), { Field: (node, _key, _parent, _path, above) => void (above.some((one) => 'name' in one && (one as FieldNode).name?.value === 'documents') && fields.push(node.name.value)) });
    const named = new Set(Object.values(byRole).flatMap((role) => role[kind as keyof typeof asked] ?? []));
    expect([...named].sort()).toEqual(fields.filter((name) => !['_deleted', 'cursor'].includes(name)).sort());
  });

  it('a parent has no names of others, a matcher none of families, and nobody has an address', () => {
    expect(byRole.parent!.signups).not.toContain('name');
    for (const role of ['matcher', 'head_matcher']) {
      for (const field of ['andereNaam', 'telefoon', 'noodnummer', 'wanneer']) expect(byRole[role]!.koppelingen).not.toContain(field);
    }
    for (const role of ['host', 'professional', 'admin']) expect(byRole[role]!.koppelingen).toBeUndefined();
    const every = Object.values(byRole).flatMap((role) => [...(role.signups ?? []), ...(role.koppelingen ?? [])]);
    for (const never of ['email', 'phone', 'street', 'houseNumber', 'postcode', 'toelichting', 'smiley', 'lastName']) expect(every).not.toContain(never);
  });

  it('two roles keep what either does; none keeps nothing', () => {
    expect(keepsOf(['parent', 'host']).signups).toEqual(expect.arrayContaining(['name', 'waitingPlace']));
    expect(keepsOf([])).toEqual({});
    expect(keepsOf(['nobody'])).toEqual({});
  });

  it('what is not named is cut off', () => {
    expect(cut({ id: '1', version: 1, phone: '06' }, ['id', 'version'])).toEqual({ id: '1', version: 1 });
  });
});

describe('answers', () => {
  beforeAll(() => void keepToken({ accessToken: `x.${btoa(JSON.stringify({ sub: 'me', roles: [], exp: 1 }))}.x`, expiresIn: 600 }));

  it('what is not named cannot be written', async () => {
    const store = new Store('keeps');
    await expect(writeSnap(store, 'dossier', { a: 1 })).rejects.toThrow();
    await expect(writeSnap(store, 'meetups', [])).rejects.toThrow();
    await writeSnap(store, 'me', { person: { id: '1', firstName: 'Samira', email: 'x@y' }, koppelingen: [{ id: 2 }], family: { id: 3, signups: [1], children: [{ id: 4, age: 5, firstName: 'Yusuf' }] } });
    expect((await readSnap(store, 'me'))?.data).toEqual({ person: { id: '1', firstName: 'Samira' }, family: { id: 3, children: [{ id: 4, age: 5 }] } });
    await store.destroy();
  });

  it('a visitor keeps what is on, which is public', () => expect(cutAnswer('meetups', [{ id: 1 }], null)).toEqual([{ id: 1 }]));

  /** A new field of the home has to be decided about: kept, or named here as one that is only there with internet. */
  it('of a home, every field is kept, or left out on purpose', async () => {
    const documents = ['family.signups', 'koppelingen']; // these are pulled
    const fetch = vi.fn(async () => new Response(JSON.stringify({ data: { viewer: {}, koppelingen: {} } })));
    vi.stubGlobal('fetch', fetch);
    await me.readMe('me');
    const { query } = JSON.parse(((fetch.mock.calls as unknown as [string, { body: string }][])[0]![1]).body) as { query: string };
    const left: string[] = [];
    const walk = (fields: readonly FieldNode[], shape: unknown, path: string) => {
      for (const { name, selectionSet } of fields) {
        const here = path ? `${path}.${name.value}` : name.value;
        if (documents.includes(here)) continue;
        const next = shape === true ? true : (shape as Record<string, unknown> | undefined)?.[name.value];
        if (next === undefined) left.push(here);
        else if (selectionSet) walk(selectionSet.selections as FieldNode[], next, here);
      }
    };
    const [operation] = parse(query).definitions as [FragmentDefinitionNode];
    const viewer = (operation.selectionSet.selections as FieldNode[]).find(({ name }) => name.value === 'viewer')!;
    walk(viewer.selectionSet!.selections as FieldNode[], answers.me, '');
    expect(left).toEqual([]);
    vi.unstubAllGlobals();
  });
});
