package io.portreeve.gateway.console;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import java.util.Set;

/**
 * Somebody who signed in, at one of the pages.
 *
 * @param roles what he is here; none if the operator gave him nothing
 * @param byIssuer whether an issuer says who he is, and not a key that his applications have, too
 * @param mark what his browser was given when he signed in
 */
public record Visit(
    Visitor visitor, Set<ConsoleRole> roles, boolean byIssuer, String mark, Browser browser) {
  private static final String SUBJECT = "subject";
  private static final String TOKEN = "token";

  public Visit {
    roles = Set.copyOf(roles);
  }

  /** By what name policy and audit know him. */
  public String principal() {
    return visitor.principal();
  }

  /** Whether he may do what this role is for. Whoever has any role sees what a viewer sees. */
  public boolean may(ConsoleRole role) {
    return role == ConsoleRole.VIEWER ? !roles.isEmpty() : roles.contains(role);
  }

  /** What a form carries that he was given for this. */
  public String token(String purpose) {
    return browser.token(mark, purpose);
  }

  /** Whether he was given this form for this, and sent it from our page. */
  public boolean isOurs(HttpRequest request, String purpose, String token) {
    return browser.isOurs(request, mark, purpose, token);
  }

  /**
   * A form that only this browser can send, about this subject alone.
   *
   * @param page the path of the page that takes it
   * @param subject what it is about, which {@link ConsolePage#submit} is told
   */
  public Html form(String page, String subject, Html... fields) {
    return Frame.form(
        page,
        Frame.hidden(SUBJECT, subject),
        Frame.hidden(TOKEN, token(purpose(page, subject))),
        Html.all(fields));
  }

  /** What a form of this page is about. */
  static String subject(Parameters form) {
    return form.get(SUBJECT).orElse("");
  }

  /** Whether he was given this form by this page, about what it says. */
  boolean gave(String page, HttpRequest request, Parameters form) {
    return isOurs(request, purpose(page, subject(form)), form.get(TOKEN).orElse(""));
  }

  private static String purpose(String page, String subject) {
    return page + "\n" + subject;
  }
}
