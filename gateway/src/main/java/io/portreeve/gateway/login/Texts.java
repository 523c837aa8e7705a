package io.portreeve.gateway.login;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Page;
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
  static Html through(Who who) {
    return who.caller()
        .delegation()
        .client()
        .map(client -> Html.all(text(" through "), code(client.id())))
        .orElse(Html.none());
  }

  /** A paragraph that matters less. */
  static Html small(Html... pieces) {
    return tag("p").with("class", "small").holding(pieces);
  }

  /** Where a page leads, elsewhere too. */
  static Html go(String address, String text) {
    return tag("a")
        .with("class", "go")
        .with("rel", "noreferrer")
        .with("href", address)
        .holding(text);
  }

  /** Shows where the user is sent, before the user goes there. */
  static byte[] away(LoginTarget target, Who who, Authorization authorization) {
    URI server = authorization.server().authorize();
    Html scopes =
        authorization.scopes().isEmpty()
            ? Html.none()
            : small(text("It will be asked for: "), code(Scopes.text(authorization.scopes())));
    return Page.of(
        "Continue at " + server.getHost(),
        tag("p")
            .holding(
                text("The server "),
                code(target.id().value()),
                text(" wants you to log in at "),
                code(Links.shown(server)),
                text(". Go on only if you know that address.")),
        tag("p")
            .holding(
                text("What you allow there is used for "),
                code(who.principal()),
                through(who),
                text(". Go no further if that is not you.")),
        behind(authorization.server()),
        scopes,
        go(authorization.address().toString(), "Continue"));
  }

  /** Who is behind that address, and who will get the code: often the same host, but not always. */
  private static Html behind(AuthorizationServer server) {
    return small(
        text("It speaks for "),
        code(server.issuer().toString()),
        text("; what it answers is shown to "),
        code(Links.shown(server.token())),
        text("."));
  }

  static byte[] done(LoginTarget target) {
    return Page.of(
        "You are logged in at " + target.id(),
        paragraph("You can close this page and go back to your application."));
  }

  static void notDone(HttpReply reply, int status, String why) {
    reply.send(
        status,
        Page.fields(),
        Page.of(
            "You are not logged in",
            paragraph(why),
            paragraph("To try again, repeat the call in your application.")));
  }
}
