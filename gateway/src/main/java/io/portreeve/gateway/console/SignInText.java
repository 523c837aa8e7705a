package io.portreeve.gateway.console;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.login.SignInTarget;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.PageAddress;

/** What is shown to whoever is not signed in, at whatever address: how to do that. */
final class SignInText {
  private SignInText() {}

  /**
   * The page.
   *
   * @param to where it leads once somebody is in
   * @param token what its form carries that this browser was given
   */
  static byte[] of(Way way, String to, String token) {
    Html how =
        switch (way) {
          case Way.Issuer(var signIn) -> issuer(signIn.target(), to);
          case Way.Key _ -> key(to, token);
        };
    return Page.of(
        "Portreeve",
        paragraph("Here people see what applications do, and say what they may."),
        how);
  }

  private static Html issuer(SignInTarget target, String to) {
    return Html.all(
        tag("p")
            .with("class", "small")
            .holding(
                text("Sign in first. You go to "),
                code(target.issuer().toString()),
                text(" and come back here.")),
        tag("a")
            .with("class", "go")
            .with("rel", "noreferrer")
            .with("href", PageAddress.of(ConsoleSite.SIGN_IN).with("to", to).text())
            .holding("Sign in at " + target.name()));
  }

  private static Html key(String to, String token) {
    return Frame.form(
        ConsoleSite.SIGN_IN,
        Frame.hidden("token", token),
        Frame.hidden("to", to),
        tag("label").with("for", "credential").holding("Your key"),
        tag("input")
            .with("id", "credential")
            .with("name", "credential")
            .with("type", "password")
            .with("required")
            .with("autofocus")
            .with("autocomplete", "off")
            .with("spellcheck", "false")
            .with("aria-describedby", "credential-note")
            .alone(),
        tag("p")
            .with("class", "small")
            .with("id", "credential-note")
            .holding("An API key of this gateway that is yours, and no application's."),
        tag("button").holding("Sign in"));
  }
}
