// Certificate authorities of our own, made by openssl, and what they have signed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './programs.js';

const PASSWORD = 'changeit';
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
const JAVA_BIN = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin') : '';

export class Authority {
  #folder;
  #name;

  static async create(folder, name) {
    const authority = new Authority(folder, name);
    await openssl(
      'req',
      '-x509',
      ...KEY,
      '-keyout',
      authority.#file('key'),
      '-out',
      authority.certificate,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    );
    return authority;
  }

  constructor(folder, name) {
    this.#folder = folder;
    this.#name = name;
  }

  get certificate() {
    return this.#file('pem');
  }

  /**
   * Signs a certificate for `alternative`, such as `IP:127.0.0.1`; gives where it and its key lie.
   *
   * @param env with a clock in it that openssl shall believe
   */
  async issue(name, alternative, env = {}) {
    const files = {
      cert: join(this.#folder, `${name}.pem`),
      key: join(this.#folder, `${name}.key`),
    };
    await opensslIn(
      env,
      'req',
      '-x509',
      ...KEY,
      '-CA',
      this.certificate,
      '-CAkey',
      this.#file('key'),
      '-keyout',
      files.key,
      '-out',
      files.cert,
      '-days',
      '1',
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${alternative}`,
      '-addext',
      'basicConstraints=critical,CA:FALSE',
      '-addext',
      'extendedKeyUsage=serverAuth,clientAuth',
    );
    return files;
  }

  #file(ending) {
    return join(this.#folder, `${this.#name}.${ending}`);
  }
}

/** What a client needs to show a certificate, and to know the server by `authority`. */
export async function credential(folder, authority, { cert, key } = {}) {
  const trust = await trustStore(folder, authority);
  const known = { ca: authority.certificate, trust, password: PASSWORD };
  if (cert === undefined) return known;
  const store = cert.replace(/pem$/, 'p12');
  await openssl(
    'pkcs12',
    '-export',
    '-in',
    cert,
    '-inkey',
    key,
    '-out',
    store,
    '-passout',
    `pass:${PASSWORD}`,
  );
  return { ...known, cert, key, store };
}

async function trustStore(folder, authority) {
  const file = join(folder, 'trusted.p12');
  const { status, stdout } = await runProgram([
    join(JAVA_BIN, 'keytool'),
    '-importcert',
    '-noprompt',
    '-alias',
    'authority',
    '-file',
    authority.certificate,
    '-keystore',
    file,
    '-storetype',
    'PKCS12',
    '-storepass',
    PASSWORD,
  ]);
  assert.ok(status === 0 || /already exists/.test(stdout), stdout);
  return file;
}

const openssl = (...args) => opensslIn({}, ...args);

async function opensslIn(env, ...args) {
  const { status, stderr } = await runProgram(['openssl', ...args], { env });
  assert.equal(status, 0, `openssl ${args.join(' ')}: ${stderr}`);
}
