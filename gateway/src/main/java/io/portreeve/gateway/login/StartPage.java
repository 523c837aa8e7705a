package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.Texts.notDone;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.guard.Identity;
import java.util.Map;
import java.util.Optional;

/**
 * Where a caller of one endpoint begins a login, by the link that the call was answered with.
 *
 * <p>Who opens the link has to prove to be whoever made the call: it is worth nothing to somebody
 * else (specification 2026-07-28, elicitation, phishing), and nothing at another endpoint.
 */
final class StartPage {
  private final EndpointLogins logins;
  private final SignIns signIns;
  private final Browser browser;
  private final Gate gate;
  private final Person person;

  StartPage(EndpointLogins logins, SignIns signIns, Browser browser) {
    this.logins = logins;
    this.signIns = signIns;
    this.browser = browser;
    this.gate = new Gate(logins, browser);
    this.person = logins.person();
  }

  /** For browsers that come by one of these names. */
  HttpHandler in(Origins origins) {
    return new PageDoor(origins, Map.of("GET", this::open, "POST", this::begin));
  }

  private void open(HttpRequest request, HttpReply reply) {
    Optional<String> ticket = Parameters.of(request.query()).get("ticket");
    Optional<Who> who = ticket.flatMap(logins::opened);
    if (who.isEmpty()) {
      notDone(reply, 400, EndpointLogins.STALE);
      return;
    }
    String mark = browser.mark(request).orElseGet(browser::fresh);
    StartText page =
        new StartText(
            LoginSite.path(logins.endpoint()), ticket.get(), browser.token(mark, ticket.get()));
    byte[] shown = page.of(logins.target(who.get()), who.get(), proof(request, who.get()));
    reply.send(200, browser.given(Page.fields(), mark), shown);
  }

  private StartText.Proof proof(HttpRequest request, Who who) {
    if (person.is(request, person.met(request), who)) {
      return new StartText.Proof.Known();
    }
    return signIns
        .of(who.principal())
        .<StartText.Proof>map(signIn -> new StartText.Proof.SignIn(signIn.target()))
        .orElseGet(StartText.Proof.Typed::new);
  }

  private void begin(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters form = Parameters.ofForm(request.body());
    Optional<Gate.Passed> passed = gate.passed(request, form, reply);
    if (passed.isPresent()) {
      begin(request, form, passed.get(), reply);
    }
  }

  private void begin(HttpRequest request, Parameters form, Gate.Passed passed, HttpReply reply)
      throws InterruptedException {
    if (!person.is(request, there(request, form), passed.who())) {
      logins.refuse(
          passed.who(), "somebody else than who made the call, or nobody who may come in");
      notDone(
          reply,
          403,
          "This does not prove that you made the call. Use the key or token of the application that"
              + " made it.");
      return;
    }
    logins.leave(passed.who(), passed.mark(), reply);
  }

  private Identity there(HttpRequest request, Parameters form) {
    return form.get("credential")
        .map(credential -> person.shown(request, credential))
        .orElseGet(() -> person.met(request));
  }
}
