package io.portreeve.gateway.store;

/**
 * Whose call it may be, beside the principal's: whoever made a key for the principal has seen it,
 * so the call may be his own, under another name.
 */
public record SeparationOfDuties(ApiKeys keys) {
  /**
   * Whether this person ever made a key for the principal. That it ended does not matter: a node
   * takes a revoked key until it hears of it, and clocks of nodes differ.
   */
  public boolean madeKeyFor(Approval asked, String person) {
    return keys.list().stream()
        .filter(key -> key.principal().equals(asked.call().principal()))
        .anyMatch(key -> key.madeBy().filter(person::equals).isPresent());
  }
}
