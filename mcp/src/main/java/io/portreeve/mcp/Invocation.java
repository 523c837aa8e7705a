package io.portreeve.mcp;

/** A request that makes a server do or reveal something in particular. */
public sealed interface Invocation extends Request permits Answerable, Complete {}
