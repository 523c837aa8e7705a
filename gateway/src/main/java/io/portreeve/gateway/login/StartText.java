package io.portreeve.gateway.login;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Page;
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
    Html asks =
        switch (proof) {
          case Proof.Known _ -> form(Html.none());
          case Proof.Typed _ -> form(credential(credentialField().with("autofocus")));
          case Proof.SignIn(SignInTarget at) -> signIn(at);
        };
    // Where the application's own key is typed, its name says nothing more.
    Html through = proof instanceof Proof.SignIn ? Texts.through(who) : Html.none();
    return Page.of(
        "Log in at " + target.id(),
        tag("p")
            .holding(
                text("A call of yours"),
                through,
                text(" needs your own account at "),
                code(Links.shown(target.url())),
                text(". If you made no such call, close this page.")),
        asks);
  }

  private Html form(Html proof) {
    return tag("form")
        .with("method", "post")
        .with("action", path)
        .holding(
            hidden("ticket", ticket),
            hidden("token", token),
            proof,
            tag("button").holding("Continue"));
  }

  private static Html.Tag credentialField() {
    return tag("input")
        .with("id", "credential")
        .with("name", "credential")
        .with("type", "password")
        .with("required")
        .with("autocomplete", "off")
        .with("spellcheck", "false");
  }

  private static Html credential(Html.Tag field) {
    return Html.all(
        tag("label").with("for", "credential").holding("Your key for this gateway"),
        field.alone(),
        Texts.small(
            text(
                "The API key or access token that your client uses here. It proves that you are"
                    + " the person who made the call, and goes nowhere else.")));
  }

  private Html signIn(SignInTarget at) {
    String link =
        path + LoginSite.SIGN_IN + "?" + Fetcher.encoded(Map.of("ticket", ticket, "token", token));
    Html other =
        at.bound()
            ? Html.none()
            : tag("details")
                .holding(
                    tag("summary").holding("Use a key or token instead"),
                    form(credential(credentialField())));
    return Html.all(
        Texts.small(
            text("Sign in first, as the person who made the call. You go to "),
            code(Links.shown(at.issuer())),
            text(" and come back here.")),
        Texts.go(link, "Sign in at " + at.name()),
        other);
  }

  private static Html hidden(String name, String value) {
    return tag("input").with("type", "hidden").with("name", name).with("value", value).alone();
  }
}
