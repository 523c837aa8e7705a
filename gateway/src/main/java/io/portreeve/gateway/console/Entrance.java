package io.portreeve.gateway.console;

import static io.portreeve.gateway.console.Frame.say;

import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.keys.KeyCheck;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.LoginFailed;
import io.portreeve.gateway.login.SignInRequest;
import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.ApiKeyRecord;
import java.util.Optional;
import java.util.Set;

/**
 * Lets people in, and out. Who comes back from an issuer has to come in the browser that left; what
 * anybody is given when he comes in, no browser had before.
 */
public final class Entrance {
  /** What is said of a form that is not ours. */
  public static final String NOT_OURS =
      "This did not come from a page that this browser was given. Open the page anew.";

  private static final String OUT = "You are not signed in";
  private static final String FAILED =
      "You could not be signed in. The operator finds the reason in the log.";
  private static final String NO_KEY = "This key opens nothing here.";

  private final ConsoleSettings settings;
  private final Way way;
  private final Browser browser;
  private final ConsoleMemory memory;
  private final ConsoleNotes notes;
  private final Set<String> pages;

  /**
   * The way in to these pages.
   *
   * @param pages the paths to which somebody may be led once he is in
   */
  Entrance(
      ConsoleSettings settings,
      Way way,
      Browser browser,
      ConsoleMemory memory,
      ConsoleNotes notes,
      Set<String> pages) {
    this.settings = settings;
    this.way = way;
    this.browser = browser;
    this.memory = memory;
    this.notes = notes;
    this.pages = Set.copyOf(pages);
  }

  /** Whoever is signed in; anybody else is shown where to do that, and nothing besides. */
  public Optional<Visit> visit(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = visit(request);
    if (visit.isEmpty()) {
      ask(request, reply);
    }
    return visit;
  }

  /** Whoever is signed in. */
  Optional<Visit> visit(HttpRequest request) {
    return browser.mark(request).flatMap(this::known);
  }

  private Optional<Visit> known(String mark) {
    return memory
        .sessions()
        .of(mark)
        .filter(session -> session.way().equals(way.name()))
        .flatMap(way::still)
        .map(visitor -> visit(visitor, mark))
        .filter(this::mayCome);
  }

  private Visit visit(Visitor visitor, String mark) {
    return new Visit(
        visitor,
        settings.rolesOf(visitor.principal(), visitor.roles()),
        way instanceof Way.Issuer,
        mark,
        browser);
  }

  /** An issuer's users may be asked about calls of their own; a key without a role is no use. */
  private boolean mayCome(Visit visit) {
    return visit.byIssuer() || !visit.roles().isEmpty();
  }

  private void ask(HttpRequest request, HttpReply reply) {
    String query = request.query();
    String to = ours(query.isEmpty() ? request.path() : request.path() + "?" + query);
    String mark = browser.mark(request).orElseGet(browser::fresh);
    byte[] page = SignInText.of(way, to, browser.token(mark, ConsoleSite.SIGN_IN));
    reply.send(403, browser.given(Page.fields(), mark), page);
  }

  /** The address of a page of ours; else that where people begin. */
  private String ours(String to) {
    boolean ours = to.matches("[!-~]{1,500}") && pages.contains(to.split("\\?", 2)[0]);
    return ours ? to : ConsoleSite.START;
  }

  void begin(HttpRequest request, HttpReply reply) throws InterruptedException {
    if (!(way instanceof Way.Issuer(var signIn))) {
      ask(request, reply);
      return;
    }
    try {
      SignInRequest asked = browser.isLeft(request) ? signIn.beginAgain() : signIn.begin();
      String mark = browser.mark(request).orElseGet(browser::fresh);
      String to = ours(Parameters.of(request.query()).get("to").orElse(""));
      ConsoleMemory.Leaving leaving = new ConsoleMemory.Leaving(asked, to);
      memory.leaving().addUnknown(request.peer(), asked.state(), mark, leaving);
      reply.send(303, browser.given(to(asked.address().toString()), mark), new byte[0]);
    } catch (LoginFailed failed) {
      failed(failed.why(), reply);
    }
  }

  void comeBack(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters answer = Parameters.of(request.query());
    Optional<ConsoleMemory.Leaving> back =
        browser
            .mark(request)
            .flatMap(mark -> memory.leaving().take(answer.get("state").orElse(""), mark));
    if (back.isEmpty() || !(way instanceof Way.Issuer(var signIn))) {
      say(reply, 400, OUT, "This sign-in is over, or began in another browser.");
      return;
    }
    try {
      Visitor visitor = signIn.finish(back.get().asked(), answer);
      let(new Session(visitor, way.name(), Optional.empty()), back.get().to(), reply);
    } catch (LoginFailed failed) {
      failed(failed.why(), reply);
    }
  }

  /** Somebody typed a key. */
  void typed(HttpRequest request, HttpReply reply) {
    Parameters form = Parameters.ofForm(request.body());
    Optional<String> mark = browser.mark(request);
    String token = form.get("token").orElse("");
    if (mark.isEmpty() || !browser.isOurs(request, mark.get(), ConsoleSite.SIGN_IN, token)) {
      say(reply, 403, OUT, NOT_OURS);
      return;
    }
    Optional<Session> session = session(form.get("credential").orElse("").strip());
    if (session.isEmpty()) {
      say(reply, 403, OUT, NO_KEY);
      return;
    }
    try {
      let(session.get(), ours(form.get("to").orElse("")), reply);
    } catch (LoginFailed failed) {
      failed(failed.why(), reply);
    }
  }

  /** Of a key that is good, and whose owner has a role. */
  private Optional<Session> session(String typed) {
    if (!(way instanceof Way.Key(var keys))
        || !(keys.check(typed) instanceof KeyCheck.Accepted(ApiKeyRecord key))) {
      notes.notSignedIn("a key that is not good");
      return Optional.empty();
    }
    if (settings.rolesOf(key.principal(), key.roles()).isEmpty()) {
      notes.notSignedIn("key " + key.id() + ", which has no role here");
      return Optional.empty();
    }
    Visitor visitor = new Visitor(key.principal(), key.roles());
    return Optional.of(new Session(visitor, way.name(), Optional.of(key.id())));
  }

  private void failed(String why, HttpReply reply) {
    notes.notSignedIn(why);
    say(reply, 502, OUT, FAILED);
  }

  private void let(Session session, String to, HttpReply reply) throws LoginFailed {
    notes.requireSignedIn(session);
    String mark = browser.fresh();
    memory.sessions().begin(mark, session);
    reply.send(303, browser.taken(browser.given(to(to), mark)), new byte[0]);
  }

  /** Ends it here; at the issuer it goes on, which has to ask whoever comes from here next. */
  void leave(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    String token = Parameters.ofForm(request.body()).get("token").orElse("");
    if (visit.get().isOurs(request, Frame.SIGN_OUT, token)) {
      memory.sessions().end(visit.get().mark());
      reply.send(303, browser.left(to(ConsoleSite.START)), new byte[0]);
    } else {
      say(reply, 403, "You are still signed in", NOT_OURS);
    }
  }

  /** Leads elsewhere, without a word about where it leads from. */
  public static HttpFields to(String where) {
    return HttpFields.builder()
        .add("location", where)
        .add("cache-control", "no-store")
        .add("referrer-policy", "no-referrer")
        .build();
  }
}
