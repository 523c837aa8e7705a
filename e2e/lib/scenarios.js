// A scenario tells what an operator and real clients do with a gateway. It consists of checks; one
// that fails does not stop the next, and a scenario that cannot go on is a failed check itself.
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { Operated } from './operated.js';

/**
 * Plays a scenario in a folder of its own and gives a row for each check: `{ name, ms, error, log }`.
 *
 * @param long whether it may take its time
 */
export async function play(scenario, folder, { long = false } = {}) {
  const stage = new Stage(scenario.name, folder, long);
  try {
    await scenario.play(stage);
  } catch (error) {
    stage.fail('goes to its end', error);
  } finally {
    await stage.clear();
  }
  return stage.rows;
}

class Stage {
  rows = [];
  folder;
  #name;
  #gateways = [];
  #endings = [];

  constructor(name, folder, long) {
    this.#name = name;
    this.folder = folder;
    this.long = long;
  }

  /** One check; what its body tells, as a text, is shown behind it. */
  check = async (what, body) => {
    const began = Date.now();
    try {
      const told = await body();
      const more = typeof told === 'string' ? ` (${told})` : '';
      this.rows.push({ name: this.#full(what) + more, ms: Date.now() - began });
    } catch (error) {
      this.fail(what, error);
    }
  };

  /** Starts a gateway that is stopped when the scenario is over. */
  operate = async (settings, env) => {
    const gateway = await Operated.start(mkdtempSync(join(this.folder, 'gateway-')), settings, env);
    this.#gateways.push(gateway);
    return gateway;
  };

  /** Has a client do what a script says, and gives what it got for each step. */
  visit = (client, target, script) =>
    client.run(target, script, mkdtempSync(join(this.folder, 'client-')));

  /** A new folder for a server to work in. */
  world = (name = 'world') => {
    const world = join(this.folder, name);
    mkdirSync(join(world, 'files'), { recursive: true });
    return world;
  };

  /** Has `end` called when the scenario is over. */
  atEnd = (end) => this.#endings.unshift(end);

  fail(what, error) {
    const log = this.#gateways.map((gateway) => gateway.output()).join('\n');
    this.rows.push({ name: this.#full(what), error, log });
  }

  async clear() {
    for (const gateway of this.#gateways) await gateway.stop();
    for (const end of this.#endings) await end();
  }

  #full(what) {
    return `${this.#name}: ${what}`;
  }
}
