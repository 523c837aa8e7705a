package io.portreeve.gateway.login;

import io.portreeve.gateway.upstream.Scopes;
import java.net.URI;

/** What the pages say. */
final class Texts {
  static final String FAILED =
      "The login could not be completed. The operator finds the reason in the log.";

  private Texts() {}

  /**
   * Asks for what proves who is there, or only whether to go on if that is known.
   *
   * @param path of the page itself, which takes what is typed
   */
  static byte[] start(String path, LoginTarget target, String ticket, String token, boolean known) {
    String proof =
        known
            ? ""
            : "<label for=\"credential\">Your key for this gateway</label>"
                + "<input id=\"credential\" name=\"credential\" type=\"password\" required"
                + " autocomplete=\"off\" spellcheck=\"false\" autofocus>"
                + "<p class=\"small\">The API key or access token that your client uses here. It"
                + " proves that you are the person who made the call, and goes nowhere else.</p>";
    return Page.of(
        "Log in at " + target.id(),
        "<p>A call of yours needs your own account at <code>"
            + Page.escaped(Links.shown(target.url()))
            + "</code>. If you made no such call, close this page.</p>"
            + "<form method=\"post\" action=\""
            + Page.escaped(path)
            + "\">"
            + hidden("ticket", ticket)
            + hidden("token", token)
            + proof
            + "<button>Continue</button></form>");
  }

  /** Shows where the user is sent, before the user goes there. */
  static byte[] away(LoginTarget target, Authorization authorization) {
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

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Page.escaped(value) + "\">";
  }
}
