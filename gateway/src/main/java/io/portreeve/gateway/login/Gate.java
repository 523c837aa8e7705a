package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.Texts.notDone;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.Parameters;
import java.util.Optional;

/**
 * Lets in whoever comes with a ticket of ours, by a form or link of the start page, in the browser
 * that the page was given to. Who that is, is not proved by it.
 */
record Gate(EndpointLogins logins, Browser browser) {
  private static final String COOKIES = "Open the link again, in a browser that accepts cookies.";

  /**
   * Whoever was let in.
   *
   * @param who for whom the ticket is
   * @param mark what his browser was given
   */
  record Passed(Who who, String mark) {}

  /** Empty if nobody is let in, which is answered. */
  Optional<Passed> passed(HttpRequest request, Parameters given, HttpReply reply) {
    String ticket = given.get("ticket").orElse("");
    Optional<Who> who = logins.opened(ticket);
    if (who.isEmpty()) {
      notDone(reply, 400, EndpointLogins.STALE);
      return Optional.empty();
    }
    String token = given.get("token").orElse("");
    Optional<String> mark =
        browser.mark(request).filter(it -> browser.isOurs(request, it, ticket, token));
    if (mark.isEmpty()) {
      logins.refuse(who.get(), "a form or link that was not given to this browser");
      notDone(reply, 403, COOKIES);
    }
    return mark.map(it -> new Passed(who.get(), it));
  }
}
