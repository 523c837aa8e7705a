package io.portreeve.guard;

import io.portreeve.mcp.json.Json;

/**
 * Port: the approved definitions. A definition that is new or changed is recorded for review by the
 * very call that judges it; the approved one is never overwritten.
 */
public interface DefinitionPins {
  /** What kind of definition. */
  enum Kind {
    TOOL,
    PROMPT,
    RESOURCE,
    RESOURCE_TEMPLATE,
    INSTRUCTIONS
  }

  /** How a definition stands to what was approved. */
  enum Standing {
    APPROVED,
    /** Never seen before, and the operator wants to see it first. */
    PENDING,
    /** Another one was approved under this name. */
    DRIFTED,
    /** No definition under this name was ever seen. */
    UNKNOWN,
    /** Likewise, and the caller has no credential with which the server could be asked for it. */
    UNASKED
  }

  /** Judges a definition as the server sends it. */
  Standing judge(Exchange exchange, Kind kind, String name, Json definition);

  /** How the definition stands that the server sent last under this name; it may be asked now. */
  Standing standing(Exchange exchange, Kind kind, String name);

  /** The same as far as it is known, asking nobody: also while a server is being listened to. */
  Standing known(Exchange exchange, Kind kind, String name);

  /**
   * How the templates stand that this address fits: approved if one of them is, unknown if it fits
   * none; the server may be asked for them now.
   */
  Standing fitting(Exchange exchange, String address);

  /** The same as far as it is known, asking nobody. */
  Standing knownFitting(Exchange exchange, String address);
}
