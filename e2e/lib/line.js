// A line between two programs that can be cut: a port that passes on to another, until it does not.
import { connect, createServer } from 'node:net';

export class Line {
  #server;
  #port;
  #sockets = new Set();
  #passes = true;

  /** A line to a port of loopback, whole at first. */
  static async to(stage, port) {
    const line = new Line(port);
    await new Promise((listening) => line.#server.listen(0, '127.0.0.1', listening));
    stage.atEnd(() => line.#close());
    return line;
  }

  constructor(port) {
    this.#port = port;
    this.#server = createServer((near) => this.#join(near, connect(this.#port, '127.0.0.1')));
  }

  get port() {
    return this.#server.address().port;
  }

  #join(near, far) {
    const pair = [near, far];
    for (const [from, to] of [pair, pair.toReversed()]) {
      this.#sockets.add(from);
      // Nothing is passed on while it is cut, and nobody is told: as a network that is split.
      from.on('data', (bytes) => this.#passes && to.write(bytes));
      from.on('error', () => {});
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
    }
  }

  /** Whatever is sent is lost from now on, without a word. */
  cut() {
    this.#passes = false;
  }

  /** What comes from now on arrives; connections that lost something are gone. */
  heal() {
    this.#passes = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Leads to another port from now on, as a name does after a failover. */
  turnTo(port) {
    this.#port = port;
    this.heal();
  }

  #close() {
    this.heal();
    this.#server.close();
  }
}
