// Fetches over TLS with a certificate of the client's, which the built-in fetch cannot show.
import { readFileSync } from 'node:fs';
import { Agent, fetch } from 'undici';

export class SecureFetch {
  #connections;

  constructor({ ca, cert, key }) {
    const own = cert === undefined ? {} : { cert: readFileSync(cert), key: readFileSync(key) };
    this.#connections = new Agent({ connect: { ca: readFileSync(ca), ...own } });
  }

  fetch = (url, init) => fetch(url, { ...init, dispatcher: this.#connections });

  close() {
    return this.#connections.destroy();
  }
}
