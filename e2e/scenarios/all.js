// Every scenario, in the order in which they are played.
import { answers } from './answers.js';
import { approvals } from './approvals.js';
import { attacks } from './attacks.js';
import { certificates } from './certificates.js';
import { chat } from './chat.js';
import { console_ } from './console.js';
import { consolePages } from './console-pages.js';
import { credentials } from './credentials.js';
import { databases } from './databases.js';
import { endpoints } from './endpoints.js';
import { evidence } from './evidence.js';
import { guides } from './guides.js';
import { inbox } from './inbox.js';
import { input } from './input.js';
import { introductions } from './introductions.js';
import { keys } from './keys.js';
import { logins } from './logins.js';
import { memories } from './memories.js';
import { pins } from './pins.js';
import { sandbox } from './sandbox.js';
import { signIns } from './sign-ins.js';
import { tokens } from './tokens.js';
import { upgrade } from './upgrade.js';
import { words } from './words.js';
import { wrap } from './wrap.js';

export const SCENARIOS = [
  guides,
  keys,
  certificates,
  tokens,
  credentials,
  logins,
  signIns,
  introductions,
  endpoints,
  pins,
  approvals,
  inbox,
  words,
  console_,
  consolePages,
  chat,
  upgrade,
  attacks,
  input,
  databases,
  answers,
  memories,
  sandbox,
  wrap,
  evidence,
];
