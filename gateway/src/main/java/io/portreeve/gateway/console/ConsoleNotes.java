package io.portreeve.gateway.console;

import io.portreeve.gateway.login.LoginFailed;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.mcp.json.Excerpt;
import io.portreeve.mcp.json.JsonObject;

/** Puts on record who signs in at the console, and what is refused there. */
public record ConsoleNotes(LoginRecords records) {
  private static final System.Logger SIGN_IN =
      System.getLogger("io.portreeve.console.sign-in-failed");
  private static final System.Logger REFUSED = System.getLogger("io.portreeve.console.refused");

  /** What is longer is nothing of ours. */
  private static final int LONGEST = 64;

  /** Who is not on record goes no further. */
  void requireSignedIn(Session session) throws LoginFailed {
    JsonObject fields = JsonObject.empty().with("principal", session.visitor().principal());
    JsonObject all = session.key().map(id -> fields.with("key", id)).orElse(fields);
    if (!records.record("console-signed-in", all)) {
      throw new LoginFailed("the audit log cannot be written");
    }
  }

  /** Nobody knows who could not sign in: what strangers can repeat at will is in the log alone. */
  void notSignedIn(String why) {
    SIGN_IN.log(System.Logger.Level.WARNING, () -> "a sign-in at the console failed: " + why);
  }

  /**
   * Somebody who signed in wanted what he may not.
   *
   * @param subject what it was about
   */
  public void refused(Visit visit, String subject, String why) {
    String who = visit.principal();
    REFUSED.log(
        System.Logger.Level.WARNING,
        () -> "what " + who + " sent to the console was refused: " + why);
    var _ =
        records.record(
            "console-refused",
            JsonObject.empty()
                .with("principal", who)
                .with("subject", Excerpt.of(subject, LONGEST))
                .with("reason", why));
  }
}
