package io.portreeve.gateway.inbox;

import io.portreeve.gateway.login.LoginFailed;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonObject;

/** Puts on record who signs in at the page of approvals, and what is refused there. */
record InboxNotes(LoginRecords records) {
  private static final System.Logger LOG = System.getLogger("io.portreeve.approvals");

  /** An id that is longer is none of ours. */
  private static final int LONGEST_ID = 64;

  /** Who is not on record goes no further. */
  void requireSignedIn(String principal) throws LoginFailed {
    if (!records.record("inbox-signed-in", JsonObject.empty().with("principal", principal))) {
      throw new LoginFailed("the audit log cannot be written");
    }
  }

  /** Nobody knows who could not sign in: what strangers can repeat at will is in the log alone. */
  void notSignedIn(String why) {
    LOG.log(System.Logger.Level.WARNING, () -> "a sign-in at the approvals failed: " + why);
  }

  /** Somebody who signed in wanted what he may not. */
  void refused(Visit visit, String approval, String why) {
    String who = visit.visitor().principal();
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "an answer of " + who + " at the approvals was refused: " + why);
    var _ =
        records.record(
            "inbox-refused",
            JsonObject.empty()
                .with("principal", who)
                .with("approval", Excerpt.of(approval, LONGEST_ID))
                .with("reason", why));
  }
}
