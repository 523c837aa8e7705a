package io.portreeve.mcp.json;

/**
 * The members of an object, one after the other: which of some known names each has, and its value.
 *
 * <p>Stands before the first member until it is moved. For one thread.
 */
public sealed interface NamedMembers permits ReadMembers, BuiltMembers {
  /** Moves to the next member; false if there is none. */
  boolean next();

  /** The place of this member's name, or {@link JsonNames#NONE}. */
  int place();

  /** The value of this member. */
  Json value();
}
