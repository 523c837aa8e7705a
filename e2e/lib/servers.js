// The real servers: how each is started, what a client does with it, and what that must have left
// behind. A script works under a name of its own, so that many clients can share a server.
import { context7Http, context7Stdio } from '../servers/context7.js';
import {
  everythingHttp,
  everythingOlder,
  everythingRoots,
  everythingSse,
  everythingStdio,
} from '../servers/everything.js';
import { filesystem } from '../servers/filesystem.js';
import { memory, memoryOlder } from '../servers/memory.js';
import { postgres } from '../servers/postgres.js';
import { sqlite } from '../servers/sqlite.js';
import { stateless } from '../servers/stateless.js';
import { together } from './together.js';

export const servers = {
  filesystem,
  filesystemAndMemory: together({ files: filesystem, memory }),
  memory,
  memoryOlder,
  postgres,
  sqlite,
  stateless,
  everythingStdio,
  everythingRoots,
  everythingOlder,
  everythingHttp,
  everythingSse,
  context7Stdio,
  context7Http,
};
