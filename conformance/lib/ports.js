// Free ports on loopback, out of a range that no system gives to outgoing connections: one that was
// found free stays so until its server listens.
import { createServer } from 'node:net';

const FIRST = 20000;
const LAST = 29999;
const ATTEMPTS = 50;

export async function freePort() {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port found between ${FIRST} and ${LAST}`);
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
