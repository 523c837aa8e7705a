package io.portreeve.gateway.inbox;

import static io.portreeve.gateway.pages.Html.code;
import static io.portreeve.gateway.pages.Html.paragraph;
import static io.portreeve.gateway.pages.Html.tag;
import static io.portreeve.gateway.pages.Html.text;

import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.inbox.InboxMemory.Leaving;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.LoginFailed;
import io.portreeve.gateway.login.SignIn;
import io.portreeve.gateway.login.SignInRequest;
import io.portreeve.gateway.login.Visitor;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.Parameters;
import java.util.Optional;

/**
 * Lets people in at the issuer's word, and out. Who comes back has to come in the browser that
 * left; what it is given then, no browser had before.
 */
record Entrance(SignIn signIn, Browser browser, InboxMemory memory, InboxNotes notes) {
  private static final String FAILED =
      "You could not be signed in. The operator finds the reason in the log.";

  /** Whoever is signed in; anybody else is shown where to do that, and nothing besides. */
  Optional<Visit> visit(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = Visit.of(request, browser, memory.sessions());
    if (visit.isEmpty()) {
      ask(Parameters.of(request.query()).get("id").orElse(""), reply);
    }
    return visit;
  }

  private void ask(String call, HttpReply reply) {
    String where =
        call.isEmpty() ? InboxSite.SIGN_IN : InboxSite.SIGN_IN + "?" + InboxSite.query(call);
    byte[] page =
        Page.of(
            "Approvals",
            paragraph("Here people say whether calls of applications may be made."),
            tag("p")
                .with("class", "small")
                .holding(
                    text("Sign in first. You go to "),
                    code(signIn.target().issuer().toString()),
                    text(" and come back here.")),
            tag("a")
                .with("class", "go")
                .with("rel", "noreferrer")
                .with("href", where)
                .holding("Sign in at " + signIn.target().name()));
    reply.send(403, Page.fields(), page);
  }

  void begin(HttpRequest request, HttpReply reply) throws InterruptedException {
    try {
      SignInRequest asked = signIn.begin();
      String mark = browser.mark(request).orElseGet(browser::fresh);
      String call = Parameters.of(request.query()).get("id").orElse("");
      memory.leaving().add(asked.state(), mark, new Leaving(asked, call));
      reply.send(303, browser.given(to(asked.address().toString()), mark), new byte[0]);
    } catch (LoginFailed failed) {
      notes.notSignedIn(failed.why());
      Frame.say(reply, 502, "You are not signed in", FAILED);
    }
  }

  void comeBack(HttpRequest request, HttpReply reply) throws InterruptedException {
    Parameters answer = Parameters.of(request.query());
    Optional<Leaving> back =
        browser
            .mark(request)
            .flatMap(mark -> memory.leaving().take(answer.get("state").orElse(""), mark));
    if (back.isEmpty()) {
      Frame.say(
          reply,
          400,
          "You are not signed in",
          "This sign-in is over, or began in another browser.");
      return;
    }
    try {
      let(signIn.finish(back.get().asked(), answer), back.get().call(), reply);
    } catch (LoginFailed failed) {
      notes.notSignedIn(failed.why());
      Frame.say(reply, 502, "You are not signed in", FAILED);
    }
  }

  private void let(Visitor visitor, String call, HttpReply reply) throws LoginFailed {
    notes.requireSignedIn(visitor.principal());
    String mark = browser.fresh();
    memory.sessions().begin(mark, visitor);
    String where = call.isEmpty() ? InboxSite.LIST : InboxSite.callPath(call);
    reply.send(303, browser.given(to(where), mark), new byte[0]);
  }

  /** Ends it here; at the issuer it goes on. */
  void leave(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    String token = Parameters.ofForm(request.body()).get("token").orElse("");
    if (visit.get().isOurs(request, Frame.SIGN_OUT, token)) {
      memory.sessions().end(visit.get().mark());
      reply.send(303, to(InboxSite.LIST), new byte[0]);
    } else {
      Frame.say(reply, 403, "You are still signed in", CallPage.NOT_OURS);
    }
  }

  /** Leads elsewhere, without a word about where it leads from. */
  static HttpFields to(String where) {
    return HttpFields.builder()
        .add("location", where)
        .add("cache-control", "no-store")
        .add("referrer-policy", "no-referrer")
        .build();
  }
}
