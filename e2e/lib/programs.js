// Runs a program to its end, and whatever it started with it.
import { spawn } from 'node:child_process';

const LIMIT_MS = 60000;
const running = new Set();

process.on('exit', () => running.forEach(endGroup));

export function runProgram([command, ...args], { env = {}, cwd, input, limitMs = LIMIT_MS } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let stdout = '';
    let stderr = '';
    const limit = setTimeout(() => endGroup(child), limitMs);
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.once('error', reject);
    // A client may leave a server behind that would hold its streams open.
    child.once('exit', () => endGroup(child));
    child.once('close', (code, signal) => {
      clearTimeout(limit);
      resolve({ status: signal ?? code, stdout, stderr });
    });
    if (input !== undefined) child.stdin.end(input);
  });
}

/** The group of a program that has ended is still addressable. */
function endGroup(child) {
  running.delete(child);
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in it, or it was never started.
  }
}
