// Passes lines between this program's own streams and a server that it starts.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const asIs = (line) => line;

export function between([program, ...args], { toServer = asIs, toClient = asIs }) {
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  process.on('SIGTERM', () => server.kill());
  server.once('exit', (code) => process.exit(code ?? 1));
  createInterface({ input: process.stdin })
    .on('line', (line) => server.stdin.write(`${toServer(line)}\n`))
    .on('close', () => server.stdin.end());
  createInterface({ input: server.stdout }).on('line', (line) =>
    process.stdout.write(`${toClient(line)}\n`),
  );
}
