// What a process takes of its machine, as the kernel counts it.
import { readdirSync, readFileSync } from 'node:fs';

const MIB = 1024;

const status = (pid, name) =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

export const vitals = (pid) => ({
  resident: Math.round(status(pid, 'VmRSS') / MIB),
  mostResident: Math.round(status(pid, 'VmHWM') / MIB),
  threads: status(pid, 'Threads'),
  descriptors: readdirSync(`/proc/${pid}/fd`).length,
});

/** Whether a process does nothing at all, as it was told to by a signal a moment ago; one that has ended does not either. */
export const isStopped = (pid) => {
  try {
    return /^[TZ]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]);
  } catch (gone) {
    if (gone.code !== 'ENOENT' && gone.code !== 'ESRCH') throw gone;
    return true;
  }
};
