/** Writes src/api/schema.d.ts, the types behind every document. Run after a change in graph/*.graphqls. */
import { readFileSync, writeFileSync } from 'node:fs';
import { introspectionFromSchema } from 'graphql';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { readSchema } from './sdl.mjs';

const header = '/* Made by `npm run schema` from graph/*.graphqls. Not written by hand. */\n';

export function schemaTypes() {
  const introspection = introspectionFromSchema(readSchema(), { descriptions: false });
  const text = outputIntrospectionFile(minifyIntrospection(introspection), { fileType: '.d.ts', shouldPreprocess: true });
  return header + text.replace(/import \* as gqlTada[\s\S]*$/, '');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const file = new URL('../src/api/schema.d.ts', import.meta.url);
  const types = schemaTypes();
  if (types !== readFileSync(file, 'utf8')) writeFileSync(file, types); // who checks types meanwhile never reads half of it
}
