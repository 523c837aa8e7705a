package io.portreeve.gateway.login;

import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;

/** What the pages say. */
final class Texts {
  static final String FAILED =
      "The login could not be completed. The operator finds the reason in the log.";

  static final String SOMEBODY_ELSE =
      "Who signed in is not who made the call, or may not come in now. If you have another account"
          + " there, sign out of this one first.";

  private Texts() {}

  /** Through which application a call came, if that is known; it was proved with the call. */
  static String through(Who who) {
    return who.caller()
        .delegation()
        .client()
        .map(client -> " through <code>" + Page.escaped(client.id()) + "</code>")
        .orElse("");
  }

  /** Shows where the user is sent, before the user goes there. */
  static byte[] away(LoginTarget target, Who who, Authorization authorization) {
    URI server = authorization.server().authorize();
    String scopes =
        authorization.scopes().isEmpty()
            ? ""
            : "<p class=\"small\">It will be asked for: <code>"
                + Page.escaped(Scopes.text(authorization.scopes()))
                + "</code></p>";
    return Page.of(
        "Continue at " + server.getHost(),
        "<p>The server <code>"
            + Page.escaped(target.id().value())
            + "</code> wants you to log in at <code>"
            + Page.escaped(Links.shown(server))
            + "</code>. Go on only if you know that address.</p>"
            + "<p>What you allow there is used for <code>"
            + Page.escaped(who.principal())
            + "</code>"
            + through(who)
            + ". Go no further if that is not you.</p>"
            + behind(authorization.server())
            + scopes
            + "<a class=\"go\" rel=\"noreferrer\" href=\""
            + Page.escaped(authorization.address().toString())
            + "\">Continue</a>");
  }

  /** Who is behind that address, and who will get the code: often the same host, but not always. */
  private static String behind(AuthorizationServer server) {
    return "<p class=\"small\">It speaks for <code>"
        + Page.escaped(server.issuer().toString())
        + "</code>; what it answers is shown to <code>"
        + Page.escaped(Links.shown(server.token()))
        + "</code>.</p>";
  }

  static byte[] done(LoginTarget target) {
    return Page.of(
        "You are logged in at " + target.id(),
        Page.paragraph("You can close this page and go back to your application."));
  }

  static byte[] notDone(String why) {
    return Page.of(
        "You are not logged in",
        Page.paragraph(why) + Page.paragraph("To try again, repeat the call in your application."));
  }
}
