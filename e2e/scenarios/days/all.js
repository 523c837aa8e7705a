// The hard days; those that take longest begin first. A day is a scenario as any other; what it needs
// besides is in `lib/yard.js`, and what has to hold after each in `lib/promises.js`. More of them belong
// here: a second node that is killed, a store elsewhere that stops, is slow or changes places, a network
// that is cut in two.
import { approved } from './approved.js';
import { certificates } from './certificates.js';
import { clock } from './clock.js';
import { crowd } from './crowd.js';
import { disk } from './disk.js';
import { killed } from './killed.js';
import { locked } from './locked.js';
import { upstreams } from './upstreams.js';

export const DAYS = [upstreams, certificates, approved, clock, crowd, killed, locked, disk];
