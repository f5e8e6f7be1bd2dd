/** The API's SDL as one schema: graph/*.graphqls, written by hand on the other side of the house. */
import { readFileSync, readdirSync } from 'node:fs';
import { buildASTSchema, concatAST, parse } from 'graphql';

const folder = new URL('../../graph/', import.meta.url);

export function readSchema() {
  const files = readdirSync(folder).filter((name) => name.endsWith('.graphqls')).sort();
  const parts = files.map((name) => parse(readFileSync(new URL(name, folder), 'utf8')));
  return buildASTSchema(concatAST(parts), { assumeValidSDL: true });
}
