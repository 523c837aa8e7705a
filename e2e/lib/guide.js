// A guide is Markdown whose blocks of code somebody types one after the other, in one directory. The
// first word after the fence says what a block is, the rest how it ends:
//
//   sh               is typed, and ends with 0; `sh ends=1` with 1
//   sh stays         is typed in a terminal of its own, and stays until the guide is over
//   yaml NAME        is a file, and so with every other word that is followed by a name
//   text             what the block before it prints, among other lines
//   keys             is typed in the terminal that was opened last: Ctrl-C, which ends what runs there
//
// Blocks without a word are only read. What a reader has of his own, such as the address of his issuer, is put in the
// place of what a guide says: `given` is from one to the other.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './got.js';
import { runProgram } from './programs.js';

const FENCE = /^```(.*)$/;
const VARIABLE = /^([A-Z]+)=/gm;
/** Several commands stand in one block, and each starts a JVM on a machine that may be busy. */
const PATIENCE_MS = 300000;

export function blocks(file) {
  const found = [];
  let open;
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const fence = FENCE.exec(line);
      if (fence === null) open?.lines.push(line);
      else if (open === undefined) open = { line: index + 2, words: words(fence[1]), lines: [] };
      else {
        found.push({ line: open.line, words: open.words, text: `${open.lines.join('\n')}\n` });
        open = undefined;
      }
    });
  return found;
}

const words = (info) => info.trim().split(/\s+/).filter(Boolean);

/** Nothing is left behind, however the suite ends. */
const running = new Set();
process.on('exit', () => running.forEach(({ pid }) => process.kill(-pid, 'SIGKILL')));

/** A home of one's own, in which npm has what it has elsewhere. */
const HOME = (home) => ({
  HOME: home,
  XDG_CONFIG_HOME: '',
  XDG_CACHE_HOME: '',
  npm_config_userconfig: join(homedir(), '.npmrc'),
  npm_config_cache: join(homedir(), '.npm'),
});

/** Whoever follows a guide: a directory, what was printed last, and the terminals that are open. */
export class Follower {
  #directory;
  #path;
  #given;
  #printed = () => '';
  #terminals = [];
  #variables = new Set(['KEY']);

  /** Types in `directory`, and finds programs in `path` first. */
  constructor(directory, path, given = {}) {
    this.#directory = directory;
    this.#path = path;
    this.#given = Object.entries(given);
  }

  async follow({ words: [kind, ...rest], text: written }) {
    const text = this.#given.reduce((all, [theirs, ours]) => all.replaceAll(theirs, ours), written);
    if (kind === 'keys') await this.#interrupt();
    else if (kind === 'text') await this.#expect(text);
    else if (kind === 'sh' && rest[0] === 'stays') this.#stay(text);
    else if (kind === 'sh') await this.#type(text, Number(/ends=(\d+)/.exec(rest.join())?.[1] ?? 0));
    else if (rest.length > 0) writeFileSync(join(this.#directory, rest[0]), text);
  }

  async close() {
    for (const { terminal, ended } of this.#terminals.splice(0).reverse()) {
      if (terminal.exitCode === null) process.kill(-terminal.pid, 'SIGTERM');
      await ended;
    }
  }

  async #interrupt() {
    const { terminal, ended } = this.#terminals.pop();
    process.kill(-terminal.pid, 'SIGINT');
    await ended;
  }

  /** Variables and functions of earlier blocks are there, as in one terminal. */
  async #type(text, expected) {
    const kept = join(this.#directory, '.typed');
    const before = existsSync(kept) ? `. ${kept}\n` : '';
    for (const [, name] of text.matchAll(VARIABLE)) this.#variables.add(name);
    const after = `{ declare -p ${[...this.#variables].join(' ')} 2>/dev/null || true; declare -f; } > ${kept}`;
    const script = `${before}trap '${after}' EXIT\nset -e\n${text}`;
    const { status, stdout, stderr } = await runProgram(['bash', '-c', script], {
      ...this.#surroundings(),
      limitMs: PATIENCE_MS,
    });
    this.#printed = () => stdout + stderr;
    assert.equal(status, expected, `${text}${stdout}${stderr}`);
  }

  #stay(text) {
    const terminal = spawn('bash', ['-c', `exec ${text}`], {
      ...this.#surroundings(),
      env: { ...process.env, ...this.#surroundings().env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let printed = '';
    terminal.stdout.setEncoding('utf8').on('data', (chunk) => (printed += chunk));
    terminal.stderr.setEncoding('utf8').on('data', (chunk) => (printed += chunk));
    running.add(terminal);
    const ended = once(terminal, 'exit').finally(() => running.delete(terminal));
    this.#terminals.push({ terminal, ended });
    this.#printed = () => printed;
  }

  async #expect(text) {
    for (const line of text.split('\n').filter(Boolean)) {
      const seen = () => this.#printed().includes(line);
      await eventually(`\`${line}\` is printed`, seen).catch((fault) => {
        throw new Error(`${fault.message}; but\n${this.#printed()}`);
      });
    }
  }

  #surroundings() {
    return { cwd: this.#directory, env: { PATH: `${this.#path}:${process.env.PATH}`, ...HOME(this.#directory) } };
  }
}
