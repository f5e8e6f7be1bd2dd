/** What a chunk tells about itself: the part of Rollup's OutputChunk that we read. */
export type Chunk = {
  fileName: string;
  isEntry: boolean;
  moduleIds: string[];
  imports: string[];
  dynamicImports: string[];
  viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> };
};

/** The desk is for staff, whose phones bring it along by themselves; other languages come in when somebody picks one. */
const later = [/\/src\/(screens|flows|text\/nl)\/desk\b/, /\/src\/text\/nl\/host\b/, /\/src\/text\/(?!nl\/)[a-z]{2}\//];
/** Arabic and extended Latin letters are fetched, and then kept, when a text needs them. */
const rareFont = /readex-pro-(arabic|latin-ext)/;

/** What is left out for staff too: the streets under a place, which they need with internet only. */
const withInternet = /StreetMap/;

/** What the phone of a host or a matcher keeps besides: the rest of our own pages, in the language of the desk. */
export function desk(chunks: Chunk[], kept: string[]): string[] {
  const tongues = /\/src\/text\/(?!nl\/)[a-z]{2}\//;
  const own = chunks.filter(({ fileName, moduleIds }) => !withInternet.test(fileName) && !moduleIds.some((id) => tongues.test(id)));
  const files = new Set(own.flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])]).map((name) => `/${name}`));
  return [...files].filter((name) => !kept.includes(name)).sort();
}

/** Every file that a parent or visitor can need without internet, from the entry outwards. What one of
 *  those cannot start without is never left out: better a build that fails than a page that does. */
export function reach(chunks: Chunk[]): string[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const files = new Set<string>();
  const isLater = (name: string) => byName.get(name)?.moduleIds.some((id) => later.some((path) => path.test(id)));
  const visit = (name: string) => {
    const chunk = byName.get(name);
    if (!chunk || files.has(name) || isLater(name)) return;
    files.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) files.add(css);
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) if (!rareFont.test(asset)) files.add(asset);
    for (const next of chunk.imports) if (byName.has(next) && isLater(next)) throw new Error(`${name} waits for ${next}, which is not kept on the phone`);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) visit(next);
  };
  for (const chunk of chunks) if (chunk.isEntry) visit(chunk.fileName);
  return [...files].map((name) => `/${name}`).sort();
}
