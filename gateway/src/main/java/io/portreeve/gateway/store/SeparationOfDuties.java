package io.portreeve.gateway.store;

/**
 * Whose call it may be, beside the principal's: whoever made a key for the principal has seen it,
 * so the call may be his own, under another name.
 */
public record SeparationOfDuties(ApiKeys keys) {
  /** Whether this person made a key with which the call may have been made. */
  public boolean madeKeyFor(Approval asked, String person) {
    return keys.list().stream()
        .filter(key -> key.principal().equals(asked.call().principal()))
        .filter(key -> key.madeBy().filter(person::equals).isPresent())
        .anyMatch(key -> wasGood(key, asked));
  }

  /** What ended before the call was asked for did not ask for it. */
  private static boolean wasGood(ApiKeyRecord key, Approval asked) {
    return key.revoked().filter(at -> at.isBefore(asked.asked())).isEmpty()
        && key.expires().filter(at -> at.isBefore(asked.asked())).isEmpty();
  }
}
