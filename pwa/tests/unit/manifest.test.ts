/** The manifest of a release has every document its app sends. What somebody wrote while offline
 *  is sent as the document of then, up to 120 days later: the server holds its schema against all
 *  manifests of that time (graph/manifest_test.go). `make manifest` writes this release's anew. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parse, print, validate } from 'graphql';
import { expect, it, vi } from 'vitest';
import { readSchema } from '../../build/sdl.mjs';
import { allFamilySteps } from '../../src/flows/desk/family-steps.ts';
import { allHouseholdSteps } from '../../src/flows/desk/household-steps.ts';
import { document, type Step } from '../../src/flows/desk/step.ts';
import { koppelingSteps } from '../../src/flows/desk/steps-koppeling.ts';
import { allSteunSteps } from '../../src/flows/desk/steps-steun.ts';
import { allVraagSteps } from '../../src/flows/desk/steps-vraag.ts';
import { allZorgSteps } from '../../src/flows/desk/zorg.ts';

const modules = import.meta.glob<Record<string, unknown>>(['../../src/api/*.ts', '../../src/flows/**/*.ts', '!**/*.svelte.ts', '!**/*.d.ts']);
const steps: Step[] = [...allVraagSteps, ...allSteunSteps, ...koppelingSteps.values(), ...allFamilySteps, ...allHouseholdSteps, ...allZorgSteps];
const isDocument = (value: unknown): value is string => typeof value === 'string' && /^\s*(query|mutation|subscription)\b/.test(value);

/** By the hash of its text, as it is sent. */
async function documents(): Promise<Record<string, string>> {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
  const loaded = await Promise.all(Object.values(modules).map((load) => load()));
  const all = [...loaded.flatMap((one) => Object.values(one)), ...steps.map((step) => document(step) as unknown)].filter(isDocument);
  return Object.fromEntries([...new Set(all)].map((text) => [createHash('sha256').update(text).digest('hex'), text] as const).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
const file = new URL(`../../manifests/${version}.json`, import.meta.url);

it('the manifest of this release has every document that the app may have written down (make manifest)', async () => {
  const now = await documents();
  const mutations = Object.values(now).filter((text) => text.trimStart().startsWith('mutation'));
  expect(mutations.length).toBeGreaterThan(20);
  for (const text of Object.values(now)) expect(validate(readSchema(), parse(text)).map(({ message }) => message), print(parse(text)).slice(0, 80)).toEqual([]);
  if (process.env.MANIFEST === 'write') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, JSON.stringify({ release: version, date: new Date().toISOString().slice(0, 10), documents: now }, null, 1) + '\n');
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { documents: Record<string, string> };
  const missing = Object.entries(now).filter(([id, text]) => kept.documents[id] !== text).map(([, text]) => text.trim().slice(0, 60));
  expect(missing).toEqual([]);
}, 120_000);
