// The hard days; those that take longest begin first. A day is a scenario as any other; what it needs
// besides is in `lib/yard.js` and, with several nodes, in `lib/nodes.js`, and what has to hold after each
// in `lib/promises.js`.
import { approved } from './approved.js';
import { certificates } from './certificates.js';
import { clock } from './clock.js';
import { crowd } from './crowd.js';
import { disk } from './disk.js';
import { killed } from './killed.js';
import { locked } from './locked.js';
import { moved } from './moved.js';
import { node } from './node.js';
import { postgres } from './postgres.js';
import { redis } from './redis.js';
import { rules } from './rules.js';
import { secrets } from './secrets.js';
import { split } from './split.js';
import { told } from './told.js';
import { upstreams } from './upstreams.js';
import { yes } from './yes.js';

export const DAYS = [upstreams, certificates, approved, clock, postgres, crowd, secrets, split, killed, moved, node, rules, redis, locked, yes, told, disk];
