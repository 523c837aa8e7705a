package io.portreeve.gateway.login;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.login.LoginMemory.Who;
import io.portreeve.guard.Identity;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a user begins a login, by the link that a call was answered with, and comes back from the
 * authorization server.
 *
 * <p>Who opens the link has to prove to be whoever made the call, and the same browser has to come
 * back: neither a link nor an answer is worth anything to somebody else (specification 2026-07-28,
 * elicitation, phishing).
 */
final class LoginPages implements HttpHandler {
  private static final System.Logger LOG = System.getLogger("io.portreeve.login");
  private static final List<String> PARTS = List.of("iss", "error", "code");
  private static final String STALE = "This link is old, or not for this gateway.";
  private static final String FAILED =
      "The login could not be completed. The operator finds the reason in the log.";

  private final Map<ServerId, Starting> servers;
  private final LoginMemory memory;
  private final Tickets tickets;
  private final Browser browser;
  private final Person person;
  private final LoginRecords records;

  LoginPages(
      Map<ServerId, Starting> servers,
      LoginMemory memory,
      Tickets tickets,
      Browser browser,
      Person person,
      LoginRecords records) {
    this.servers = Map.copyOf(servers);
    this.memory = memory;
    this.tickets = tickets;
    this.browser = browser;
    this.person = person;
    this.records = records;
  }

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws InterruptedException {
    if (!person.mayEnter(request)) {
      say(reply, 403, "This name is not one of this gateway.");
      return;
    }
    boolean back = request.path().equals(LoginSite.CALLBACK);
    switch (request.method()) {
      case "GET" -> {
        if (back) {
          comeBack(request, reply);
        } else {
          open(request, reply);
        }
      }
      case "POST" -> {
        if (back) {
          wrongMethod(reply, "GET");
        } else {
          begin(request, reply);
        }
      }
      default -> wrongMethod(reply, back ? "GET" : "GET, POST");
    }
  }

  private static void wrongMethod(HttpReply reply, String allowed) {
    reply.send(405, HttpFields.of("allow", allowed), new byte[0]);
  }

  private static void say(HttpReply reply, int status, String why) {
    reply.send(status, Page.fields(), Texts.notDone(why));
  }

  private void open(HttpRequest request, HttpReply reply) {
    Optional<String> ticket = Parameters.of(request.query()).get("ticket");
    Optional<Who> who =
        ticket.flatMap(tickets::open).filter(it -> servers.containsKey(it.server()));
    if (who.isEmpty()) {
      say(reply, 400, STALE);
      return;
    }
    Optional<String> known = browser.mark(request);
    String mark = known.orElseGet(browser::fresh);
    byte[] page =
        Texts.start(
            starting(who.get()).target(),
            ticket.get(),
            browser.token(mark, ticket.get()),
            person.is(request, person.met(request), who.get()));
    reply.send(200, browser.given(Page.fields(), mark), page);
  }

  private void begin(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters form = Parameters.ofForm(request.body());
    String ticket = form.get("ticket").orElse("");
    Optional<Who> who = tickets.open(ticket).filter(it -> servers.containsKey(it.server()));
    if (who.isEmpty()) {
      say(reply, 400, STALE);
      return;
    }
    Optional<String> mark = browser.mark(request);
    if (mark.isEmpty()
        || !browser.isOurs(request, mark.get(), ticket, form.get("token").orElse(""))) {
      refuse(who.get(), "a form that was not given to this browser");
      say(reply, 403, "Open the link again, in a browser that accepts cookies.");
      return;
    }
    Identity there =
        form.get("credential")
            .map(credential -> person.shown(request, credential))
            .orElseGet(() -> person.met(request));
    if (!person.is(request, there, who.get())) {
      refuse(who.get(), "somebody else than who made the call, or nobody who may come in");
      say(
          reply,
          403,
          "This does not prove that you made the call. Use the key or token of the application that"
              + " made it.");
      return;
    }
    leave(who.get(), mark.get(), reply);
  }

  private void leave(Who who, String mark, HttpReply reply) throws InterruptedException {
    try {
      Authorization authorization = starting(who).begin(who);
      require("login-begun", who, authorization);
      memory.underWay().add(who, authorization, mark);
      reply.send(200, Page.fields(), Texts.away(starting(who).target(), authorization));
    } catch (LoginFailed failed) {
      refuse(who, failed.why());
      say(reply, 502, FAILED);
    }
  }

  private void comeBack(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters answer = Parameters.of(request.query());
    Optional<UnderWay.Login> login =
        browser
            .mark(request)
            .flatMap(mark -> memory.underWay().take(answer.get("state").orElse(""), mark))
            .filter(it -> servers.containsKey(it.who().server()));
    if (login.isEmpty()) {
      say(reply, 400, "This login is over, or began in another browser.");
      return;
    }
    Who who = login.get().who();
    try {
      complete(who, login.get().authorization(), answer);
      reply.send(200, Page.fields(), Texts.done(starting(who).target()));
    } catch (LoginFailed failed) {
      refuse(who, failed.why());
      say(reply, 502, FAILED);
    }
  }

  private void complete(Who who, Authorization authorization, Parameters answer)
      throws LoginFailed, InterruptedException {
    if (!PARTS.stream().allMatch(answer::isClear)) {
      throw new LoginFailed("an answer that says a thing twice, or names it and does not say it");
    }
    if (!authorization.isAnswerOf(answer.get("iss"))) {
      throw new LoginFailed("an answer that does not come from the authorization server");
    }
    if (answer.get("error").isPresent() || answer.get("code").isEmpty()) {
      throw new LoginFailed("the user or the authorization server said no");
    }
    Grant grant = starting(who).finish(authorization, answer.get("code").get());
    require("login-completed", who, authorization);
    memory.loggedIn(who, grant);
  }

  private Starting starting(Who who) {
    return Optional.ofNullable(servers.get(who.server())).orElseThrow();
  }

  private void require(String event, Who who, Authorization authorization) throws LoginFailed {
    JsonObject fields =
        ServerLogin.about(who)
            .with("issuer", authorization.server().issuer().toString())
            .with("scopes", Scopes.text(authorization.scopes()));
    if (!records.record(event, fields)) {
      throw new LoginFailed("the audit log cannot be written");
    }
  }

  private void refuse(Who who, String why) {
    LOG.log(
        System.Logger.Level.WARNING,
        () -> "login of " + who.principal() + " at server " + who.server() + " refused: " + why);
    var _ = records.record("login-refused", ServerLogin.about(who).with("reason", why));
  }

  /** A form is short, whoever sends it. */
  @Override
  public Optional<String> sender(HttpRequest head) {
    return Optional.empty();
  }
}
