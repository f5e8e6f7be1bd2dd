/** What a story costs the processors: BUURTDORP_METER=1 JOBS=1 node pwa/tests/run.mjs tells it behind each name, in
 *  seconds. A story whose clock says much more than these waits; only on Linux, where /proc knows. */
import { readdirSync, readFileSync } from 'node:fs';

/** One process and, in the last two, its children that ended: with those of all that live, nothing is lost or twice. */
function read(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, parent, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return { parent: Number(parent), ticks: rest.slice(9, 13).reduce((sum, n) => sum + Number(n), 0), line };
  } catch {
    return undefined; // gone meanwhile
  }
}

function kind(line) {
  if (!line) return 'pages'; // ended, and not yet seen to by the one that started it: a page that was closed
  if (/buurtdorp/.test(line.split('\0')[0])) return 'server';
  const type = /--type=([\w-]+)/.exec(line)?.[1];
  if (!type) return /chrom/.test(line.split('\0')[0]) ? 'browser' : 'node';
  return { 'gpu-process': 'gpu', utility: 'utility' }[type] ?? 'pages';
}

/** Seconds so far of this program and of all that it started, by kind. */
export function spent() {
  const all = new Map(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), read(name)]).filter(([, found]) => found));
  const ours = new Set([process.pid]);
  for (let more = true; more;) {
    more = false;
    for (const [pid, { parent }] of all) if (!ours.has(pid) && ours.has(parent)) more = Boolean(ours.add(pid));
  }
  const sum = {};
  for (const pid of ours) {
    const { ticks, line } = all.get(pid);
    sum[kind(line)] = (sum[kind(line)] ?? 0) + ticks / 100;
  }
  return sum;
}

export const since = (before) => Object.entries(spent()).map(([name, seconds]) => [name, seconds - (before[name] ?? 0)]).filter(([, seconds]) => seconds > 0.05);
export const words = (parts) => `${parts.reduce((sum, [, s]) => sum + s, 0).toFixed(1)} s: ${parts.map(([name, s]) => `${name} ${s.toFixed(1)}`).join(', ')}`;
