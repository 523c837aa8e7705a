// Which client works with which server; `entry` is how the client reaches the gateway, if not over
// Streamable HTTP.
import { clients as c } from './clients.js';
import { servers as s } from './servers.js';

const ALL = Object.values(c);

export const GROUPS = [
  { server: s.filesystem, clients: ALL },
  {
    server: s.memory,
    clients: [c.sdkModern, c.sdkLegacy, c.inspectorModern, c.javaSdk, c.langChain4j],
  },
  {
    server: s.sqlite,
    clients: [c.sdkModern, c.sdkLegacy, c.inspectorAuto, c.javaSdk, c.langChain4j],
  },
  {
    server: s.postgres,
    clients: [
      c.sdkModern,
      c.sdkLegacy,
      c.inspectorLegacy,
      c.inspectorModern,
      c.mcpRemoteModern,
      c.javaSdk,
      c.langChain4j,
    ],
  },
  { server: s.postgres, entry: 'sse', clients: [c.sdkLegacy, c.javaSdk] },
  { server: s.postgres, entry: 'stdio', clients: [c.sdkModern, c.javaSdk] },
  { server: s.everythingOlder, clients: [c.sdkModern, c.sdkLegacy, c.javaSdk, c.langChain4j] },
  { server: s.memoryOlder, clients: [c.sdkModern, c.javaSdk] },
  {
    server: s.stateless,
    clients: [c.sdkModern, c.sdkLegacy, c.mcpRemoteModern, c.mcpRemoteLegacy, c.javaSdk],
  },
  { server: s.stateless, entry: 'sse', clients: [c.sdkLegacy] },
  { server: s.stateless, entry: 'stdio', clients: [c.sdkLegacy, c.javaSdk] },
  { server: s.everythingRoots, clients: [c.sdkModern, c.sdkLegacy, c.javaSdk] },
  { server: s.everythingStdio, clients: [c.sdkModern, c.sdkLegacy, c.javaSdk] },
  {
    server: s.everythingHttp,
    clients: [
      c.sdkModern,
      c.sdkLegacy,
      c.inspectorModern,
      c.mcpRemoteModern,
      c.javaSdk,
      c.langChain4j,
    ],
  },
  { server: s.everythingSse, clients: [c.sdkModern, c.sdkLegacy, c.javaSdk] },
  {
    server: s.context7Stdio,
    clients: [c.sdkModern, c.sdkLegacy, c.inspectorModern, c.langChain4j],
  },
  { server: s.context7Http, clients: [c.sdkModern, c.sdkLegacy, c.inspectorAuto] },
  { server: s.filesystemAndMemory, clients: [c.sdkModern, c.sdkLegacy, c.langChain4j] },
  {
    server: s.filesystem,
    entry: 'stdio',
    clients: [c.sdkModern, c.sdkLegacy, c.inspectorAuto, c.javaSdk],
  },
  { server: s.everythingHttp, entry: 'sse', clients: [c.sdkLegacy] },
  { server: s.everythingOlder, entry: 'sse', clients: [c.sdkLegacy, c.javaSdk] },
];
