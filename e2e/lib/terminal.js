// A program in a real terminal, which `script` of util-linux makes: what it prints, and its keys.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';

const PATIENCE_MS = 60000;
/** Wide enough that no line of these scenarios is broken. */
const SIZE = 'stty cols 400 rows 50';

export const ENTER = '\r';
export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';

export class Terminal {
  /** All that was printed, commands to the terminal included. */
  printed = '';
  status;
  #script;
  #seen = 0;
  #news = new EventEmitter();

  constructor(command, { cwd, env = {} }) {
    const words = command.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    this.#script = spawn('script', ['-qefc', `${SIZE}; exec ${words}`, '/dev/null'], {
      cwd,
      env: { ...process.env, TERM: 'xterm', NO_COLOR: '1', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#script.stdout.setEncoding('utf8').on('data', (text) => {
      this.printed += text;
      this.#news.emit('any');
    });
    this.#script.stdin.on('error', () => {}); // It has ended, which is seen below.
    this.#script.once('error', (error) => this.#ended(error.message));
    this.#script.once('close', (code, signal) => this.#ended(signal ?? code));
  }

  #ended(status) {
    this.status ??= status;
    this.#news.emit('any');
  }

  /** Returns once that is printed, after what was waited for before. */
  async awaits(text, patience = PATIENCE_MS) {
    const at = () => this.printed.indexOf(text, this.#seen);
    await this.#until(text, () => at() >= 0, patience);
    this.#seen = at() + text.length;
  }

  type(keys) {
    this.#script.stdin.write(keys);
  }

  /** Its exit status, once it has ended. */
  async ends() {
    await this.#until('its end', () => this.status !== undefined, PATIENCE_MS);
    return this.status;
  }

  /** Hangs up: what runs in it loses its terminal. */
  close() {
    this.#script.kill('SIGKILL');
  }

  /** Written out, because whoever reads it sits at a terminal too. */
  #unseen() {
    return JSON.stringify(this.printed.slice(this.#seen));
  }

  async #until(what, condition, patience) {
    const late = AbortSignal.timeout(patience);
    while (!condition()) {
      const over = this.status !== undefined || late.aborted;
      assert.ok(!over, `never: ${what}; but, ended with ${this.status}: ${this.#unseen()}`);
      await once(this.#news, 'any', { signal: late }).catch(() => {});
    }
  }
}
