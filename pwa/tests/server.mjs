/** Our own binary on a free port, with a database that is thrown away. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = new URL('../../', import.meta.url).pathname;
const run = promisify(execFile);
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

/** Who works in an empty region. */
export const staff = { matcher: 'ria@voorbeeld.example', host: 'els@voorbeeld.example', head: 'hoofd@voorbeeld.example' };
const region = [
  ['region', 'hoeksche-waard', '--phone', '+31880000000', '--contact', 'Ria'],
  ['person', staff.matcher, '--name', 'Ria', '--role', 'matcher'],
  ['person', staff.host, '--name', 'Els', '--role', 'host'],
  ['person', staff.head, '--name', 'Ans', '--role', 'head-matcher'],
  ['place', 'De Drie Lelies', '--street', 'Kerkstraat 1', '--postcode', '3273AB', '--access', 'Geen drempel.'],
];

/** `house`: 'demo' is the invented region, 'empty' a region with its staff and no family yet.
 *  `publicBase` is where people find it, when that is not the server itself (proxy.mjs);
 *  `settings` are more of them by their names. */
export async function startServer({ house = 'demo', publicBase, settings = {}, folder: kept } = {}) {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'buurtdorp-browser-'));
  const binary = process.env.BIN ?? join(root, 'bin/buurtdorp');
  if (!existsSync(binary)) throw new Error(`${binary} is not there: do make build first`);
  const port = await freePort();
  const base = publicBase ?? `http://localhost:${port}`; // a secure context, which the service worker and the locks need
  const ours = Object.entries(process.env).filter(([name]) => !/^(BUURTDORP_|DATABASE_URL)/.test(name));
  const env = {
    ...Object.fromEntries(ours), BUURTDORP_ADDR: `127.0.0.1:${port}`, BUURTDORP_PUBLIC_URL: base, BUURTDORP_CODES_PER_HOUR: '1000',
    DATABASE_URL: `sqlite:${join(folder, 'x.db')}`, ...settings,
  };
  /** What an operator types. */
  const command = async (...args) => (await run(binary, args, { cwd: folder, env })).stdout;
  if (house === 'empty') for (const line of region) await command('admin', ...line);
  const child = spawn(binary, ['serve', ...(house === 'demo' ? ['--demo'] : [])], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  if (!kept) forget(port);
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  const stop = async () => {
    child.kill('SIGTERM');
    await new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done()));
    running.delete(child);
    rmSync(folder, { recursive: true, force: true });
  };
  /** As when the power goes: what is on disk stays. Start again with the same folder. */
  const kill = async () => {
    child.kill('SIGKILL');
    await new Promise((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', done) : done()));
    running.delete(child);
  };
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error(`the server stopped:\n${log}`);
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    if (ready?.ok) return { base, port, stop, kill, folder, command, log: () => log };
    await new Promise((done) => setTimeout(done, 50));
  }
  await stop();
  throw new Error(`the server did not get ready:\n${log}`);
}

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Asks the API as anybody, or with a token. */
export async function ask(base, query, variables = {}, token) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json', ...(token && { Authorization: `Bearer ${token}` }) };
  const answer = await fetch(`${base}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return answer.json();
}

/** What was mailed to an address, newest first. */
export async function mailsTo(base, email) {
  const mails = await (await fetch(`${base}/dev/mail?format=json&to=${encodeURIComponent(email)}`)).json();
  return mails.sort((a, b) => b.at.localeCompare(a.at));
}

/** The code in a mail that was not there before. */
export async function codeFor(base, email, before = []) {
  const old = new Set(before.map(({ id }) => id));
  for (let i = 0; i < 150; i++) {
    const mail = (await mailsTo(base, email)).find(({ id, code }) => code && !old.has(id));
    if (mail) return mail.code;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`no code came for ${email}`);
}

/** An access token, by the mailed code, for calls beside the browser. */
export async function tokenFor(base, email) {
  const post = (path, body) => fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Buurtdorp': '1' }, body: JSON.stringify(body) });
  const had = tokens.get(base + email);
  if (had && Date.now() < had.until) return had.accessToken;
  const before = await mailsTo(base, email);
  await post('/auth/code', { email });
  const answer = await post('/auth/session', { email, code: await codeFor(base, email, before) });
  if (!answer.ok) throw new Error(`no session for ${email}: ${answer.status}`);
  const { accessToken } = await answer.json();
  tokens.set(base + email, { accessToken, until: Date.now() + 300_000 }); // half of what it is good for
  return accessToken;
}
const tokens = new Map(); // by address and person
/** Each file has a server of its own, and a later one may get the port that an earlier one had. */
const forget = (port) => [...tokens.keys()].filter((key) => key.includes(`:${port}`)).forEach((key) => tokens.delete(key));

/** An id as the app makes them: UUIDv7 with the type in its last byte. */
export function newId(type) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  bytes[15] = type;
  return Buffer.from(bytes).toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
