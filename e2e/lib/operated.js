// A gateway as its operator handles it: a configuration, a process, and the command line beside it.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accepts, start } from '../../conformance/lib/background.js';
import { gatewayCommand } from '../../conformance/lib/gateway.js';
import { freePort } from '../../conformance/lib/ports.js';
import { stringify } from 'yaml';
import { runProgram } from './programs.js';

const READY_MS = 300000;
const MANY = '100000';

export class Operated {
  #folder;
  #port;
  #settings;
  #env;
  #program;

  /**
   * Writes the configuration and starts a gateway with it; its state lives in `folder`, and `env` is
   * in its environment.
   */
  static async start(folder, settings, env = {}) {
    const gateway = new Operated(folder, await freePort(), env);
    gateway.configure(settings);
    await gateway.start();
    return gateway;
  }

  constructor(folder, port, env) {
    this.#folder = folder;
    this.#port = port;
    this.#env = env;
  }

  get folder() {
    return this.#folder;
  }

  get port() {
    return this.#port;
  }

  get pid() {
    return this.#program.pid;
  }

  get file() {
    return join(this.#folder, 'portreeve.yaml');
  }

  get #scheme() {
    return this.#settings.tls === undefined ? 'http' : 'https';
  }

  /** How a client reaches it: with a key, with a certificate, or with neither. */
  target({ key, tls } = {}) {
    return {
      url: `${this.#scheme}://127.0.0.1:${this.#port}/mcp`,
      headers: key === undefined ? {} : { Authorization: `Bearer ${key}` },
      ...(tls === undefined ? {} : { tls }),
    };
  }

  /** The same over HTTP+SSE. */
  sseTarget(credential) {
    const target = this.target(credential);
    return { ...target, url: target.url.replace(/mcp$/, 'sse'), sse: true };
  }

  configure(settings) {
    this.#settings = settings;
    const text = stringify(
      {
        listen: `127.0.0.1:${this.#port}`,
        data: 'data',
        http: { 'sse-path': '/sse' },
        ...settings,
      },
      { aliasDuplicateObjects: false },
    );
    writeFileSync(this.file, text);
  }

  async start() {
    this.#program = await start('the gateway', [...gatewayCommand(), 'run', '-c', this.file], {
      log: join(this.#folder, 'gateway.log'),
      cwd: this.#folder,
      env: this.#env,
      ready: accepts(this.#port),
      readyMs: READY_MS,
    });
  }

  async stop() {
    await this.#program?.stop();
    this.#program = undefined;
  }

  /** Ends it as a power cut would, servers and all. */
  async kill() {
    this.#program.killGroup('SIGKILL');
    await this.stop();
  }

  runs() {
    return this.#program?.runs() ?? false;
  }

  output() {
    return this.#program?.output() ?? '';
  }

  /** Runs a command of the gateway's command line beside the running gateway. */
  command(...args) {
    return runProgram([...gatewayCommand(), ...args, '-c', this.file], {
      cwd: this.#folder,
      env: this.#env,
    });
  }

  /** What a command reports as JSON, line by line; its exit status has to be one of those expected. */
  async report(args, ...expected) {
    const { status, stdout, stderr } = await this.command(...args, '--json');
    const wanted = expected.length === 0 ? [0] : expected;
    assert.ok(wanted.includes(status), `${args.join(' ')} ended with ${status}: ${stderr}`);
    return stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  }

  /** Makes an API key and gives its id and its text. */
  async createKey(principal, roles, ...more) {
    const named = roles.flatMap((role) => ['--role', role]);
    const [key] = await this.report([
      'keys',
      'create',
      '--principal',
      principal,
      ...named,
      ...more,
    ]);
    return key;
  }

  /** The records of the audit log that meet the options. */
  audit(...options) {
    return this.report(['audit', 'show', '--last', MANY, ...options]);
  }

  /** Says whether the log is what was written, and how much of it there is. */
  async verification() {
    const [report] = await this.report(['audit', 'verify']);
    return report;
  }
}
