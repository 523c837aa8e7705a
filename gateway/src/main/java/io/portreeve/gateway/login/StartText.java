package io.portreeve.gateway.login;

import io.portreeve.gateway.login.LoginMemory.Who;
import java.util.Map;

/**
 * What the first page says. It asks for what proves who is there.
 *
 * @param path of the page itself, which takes what is typed
 * @param token what its form and its link carry that this browser was given
 */
record StartText(String path, String ticket, String token) {
  /** What proves it. */
  sealed interface Proof {
    /** The connection did already. */
    record Known() implements Proof {}

    /** A key or token of the application. */
    record Typed() implements Proof {}

    /** The issuer's word; a key or token too, where one can be typed. */
    record SignIn(SignInTarget at) implements Proof {}
  }

  byte[] of(LoginTarget target, Who who, Proof proof) {
    String asks =
        switch (proof) {
          case Proof.Known _ -> form("");
          case Proof.Typed _ -> form(credential(" autofocus"));
          case Proof.SignIn(SignInTarget at) -> signIn(at);
        };
    // Where the application's own key is typed, its name says nothing more.
    String through = proof instanceof Proof.SignIn ? Texts.through(who) : "";
    return Page.of(
        "Log in at " + target.id(),
        "<p>A call of yours"
            + through
            + " needs your own account at <code>"
            + Page.escaped(Links.shown(target.url()))
            + "</code>. If you made no such call, close this page.</p>"
            + asks);
  }

  private String form(String proof) {
    return "<form method=\"post\" action=\""
        + Page.escaped(path)
        + "\">"
        + hidden("ticket", ticket)
        + hidden("token", token)
        + proof
        + "<button>Continue</button></form>";
  }

  private static String credential(String more) {
    return "<label for=\"credential\">Your key for this gateway</label>"
        + "<input id=\"credential\" name=\"credential\" type=\"password\" required"
        + " autocomplete=\"off\" spellcheck=\"false\""
        + more
        + "><p class=\"small\">The API key or access token that your client uses here. It"
        + " proves that you are the person who made the call, and goes nowhere else.</p>";
  }

  private String signIn(SignInTarget at) {
    String link =
        path + LoginSite.SIGN_IN + "?" + Fetcher.encoded(Map.of("ticket", ticket, "token", token));
    String other =
        at.bound()
            ? ""
            : "<details><summary>Use a key or token instead</summary>"
                + form(credential(""))
                + "</details>";
    return "<p class=\"small\">Sign in first, as the person who made the call. You go to <code>"
        + Page.escaped(Links.shown(at.issuer()))
        + "</code> and come back here.</p><a class=\"go\" rel=\"noreferrer\" href=\""
        + Page.escaped(link)
        + "\">Sign in at "
        + Page.escaped(at.name())
        + "</a>"
        + other;
  }

  private static String hidden(String name, String value) {
    return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + Page.escaped(value) + "\">";
  }
}
