package io.portreeve.gateway.login;

import static io.portreeve.gateway.login.PageDoor.notDone;

import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.guard.Identity;
import io.portreeve.mcp.ServerId;
import java.util.Map;
import java.util.Optional;

/**
 * Where a caller of one endpoint begins a login, by the link that the call was answered with.
 *
 * <p>Who opens the link has to prove to be whoever made the call: it is worth nothing to somebody
 * else (specification 2026-07-28, elicitation, phishing), and nothing at another endpoint.
 */
final class StartPage {
  private static final String STALE = "This link is old, or not for this gateway.";

  private final Map<ServerId, Starting> servers;
  private final UnderWay underWay;
  private final Tickets tickets;
  private final Browser browser;
  private final Person person;
  private final LoginNotes notes;

  StartPage(
      Map<ServerId, Starting> servers,
      UnderWay underWay,
      Tickets tickets,
      Browser browser,
      Person person,
      LoginNotes notes) {
    this.servers = Map.copyOf(servers);
    this.underWay = underWay;
    this.tickets = tickets;
    this.browser = browser;
    this.person = person;
    this.notes = notes;
  }

  /** For browsers that come by one of these names. */
  HttpHandler in(Origins origins) {
    return new PageDoor(origins, Map.of("GET", this::open, "POST", this::begin));
  }

  private void open(HttpRequest request, HttpReply reply) {
    Optional<String> ticket = Parameters.of(request.query()).get("ticket");
    Optional<Who> who = ticket.flatMap(this::opened);
    if (who.isEmpty()) {
      notDone(reply, 400, STALE);
      return;
    }
    String mark = browser.mark(request).orElseGet(browser::fresh);
    byte[] page =
        Texts.start(
            LoginSite.path(person.endpoint()),
            starting(who.get()).target(),
            ticket.get(),
            browser.token(mark, ticket.get()),
            person.is(request, person.met(request), who.get()));
    reply.send(200, browser.given(Page.fields(), mark), page);
  }

  private void begin(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters form = Parameters.ofForm(request.body());
    String ticket = form.get("ticket").orElse("");
    Optional<Who> who = opened(ticket);
    if (who.isEmpty()) {
      notDone(reply, 400, STALE);
      return;
    }
    Optional<String> mark = browser.mark(request);
    if (mark.isEmpty()
        || !browser.isOurs(request, mark.get(), ticket, form.get("token").orElse(""))) {
      refuse(who.get(), "a form that was not given to this browser");
      notDone(reply, 403, "Open the link again, in a browser that accepts cookies.");
      return;
    }
    if (!person.is(request, there(request, form), who.get())) {
      refuse(who.get(), "somebody else than who made the call, or nobody who may come in");
      notDone(
          reply,
          403,
          "This does not prove that you made the call. Use the key or token of the application that"
              + " made it.");
      return;
    }
    leave(who.get(), mark.get(), reply);
  }

  /** Whom the link is for, if that is anybody who may go to a server from here. */
  private Optional<Who> opened(String ticket) {
    return tickets.open(person.endpoint(), ticket).filter(who -> servers.containsKey(who.server()));
  }

  private Identity there(HttpRequest request, Parameters form) {
    return form.get("credential")
        .map(credential -> person.shown(request, credential))
        .orElseGet(() -> person.met(request));
  }

  private void leave(Who who, String mark, HttpReply reply) throws InterruptedException {
    try {
      Authorization authorization = starting(who).begin(who);
      notes.require("login-begun", person.endpoint(), who, authorization);
      underWay.add(person.endpoint(), who, authorization, mark);
      reply.send(200, Page.fields(), Texts.away(starting(who).target(), authorization));
    } catch (LoginFailed failed) {
      refuse(who, failed.why());
      notDone(reply, 502, Texts.FAILED);
    }
  }

  private void refuse(Who who, String why) {
    notes.refused(person.endpoint(), who, why);
  }

  private Starting starting(Who who) {
    return Optional.ofNullable(servers.get(who.server())).orElseThrow();
  }
}
