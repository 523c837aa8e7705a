// Several servers behind one gateway, which puts the id of the server before each of its names.
const SEPARATOR = '__';

/** One server made of several, by their ids. */
export function together(parts) {
  const entries = Object.entries(parts);
  return {
    name: `${entries.map(([id]) => id).join(' and ')} together`,
    parts,
    script: (world, label) => [
      { tools: true },
      ...entries.flatMap(([id, part]) =>
        calls(part.script(world, label)).map((step) => prefixed(id, step)),
      ),
    ],
    verify: (world, label) => entries.forEach(([, part]) => part.verify(world, label)),
  };
}

/** Does with each part by itself what the script does with all of them together. */
export async function runApart(client, targets, server, world, label, folder) {
  const names = [];
  const results = [];
  for (const [id, part] of Object.entries(server.parts)) {
    const script = [{ tools: true }, ...client.select(calls(part.script(world, label)))];
    const [tools, ...rest] = await client.run(targets[id], script, folder);
    names.push(...tools.map((name) => id + SEPARATOR + name));
    results.push(...rest);
  }
  return [names.sort(), ...results];
}

const calls = (script) => script.filter(({ call }) => call !== undefined);

const prefixed = (id, { call, ...step }) => ({ call: id + SEPARATOR + call, ...step });
