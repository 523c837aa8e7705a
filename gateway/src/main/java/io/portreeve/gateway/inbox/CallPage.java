package io.portreeve.gateway.inbox;

import io.portreeve.gateway.console.ConsoleNotes;
import io.portreeve.gateway.console.Entrance;
import io.portreeve.gateway.console.Frame;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.pages.Html;
import io.portreeve.gateway.pages.Parameters;
import io.portreeve.gateway.store.Approval;
import io.portreeve.gateway.store.ApprovalState;
import java.util.Optional;

/** Shows one call to whoever is asked about it, and takes the answer. */
record CallPage(Inbox inbox, Entrance entrance, WhyAsked why, Frame frame, ConsoleNotes notes) {
  private static final String NOT_YOURS =
      "There is no such call, or it is not you who is asked about it.";
  private static final String UNHEARD = "Your answer was not taken";

  void show(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    Optional<Approval> one = asked(visit.get(), Parameters.of(request.query()));
    if (one.isEmpty()) {
      Frame.say(reply, 404, "Nothing to answer", NOT_YOURS);
    } else {
      send(visit.get(), one.get(), 200, reply);
    }
  }

  /** What is asked of him under the id that a query or a form says. */
  private Optional<Approval> asked(Visit visit, Parameters said) {
    return said.get("id").flatMap(id -> inbox.find(visit, id));
  }

  private void send(Visit visit, Approval one, int status, HttpReply reply) {
    CallText shown = text(one);
    Html answer =
        shown.state() == ApprovalState.PENDING
            ? shown.answer(visit, inbox.mayApprove(visit, one))
            : Html.none();
    frame.send(
        reply,
        status,
        visit,
        new Frame.Place(
            InboxSite.CALL, "May “" + VisibleText.line(one.call().tool()) + "” be called?"),
        new Frame.Live(shown.summary(), InboxSite.STATE, 0),
        Html.all(shown.standing(), shown.facts(), shown.contents(), answer));
  }

  CallText text(Approval one) {
    return new CallText(one, one.stateAt(inbox.now()), why.of(one.call()));
  }

  void answer(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    Parameters form = Parameters.ofForm(request.body());
    String id = form.get("id").orElse("");
    Optional<Approval> one = asked(visit.get(), form);
    if (one.isEmpty()) {
      notes.refused(visit.get(), id, "it is not asked of whoever answered");
      Frame.say(reply, 404, "Nothing to answer", NOT_YOURS);
    } else if (!visit
        .get()
        .isOurs(request, CallText.purpose(one.get()), form.get("token").orElse(""))) {
      notes.refused(visit.get(), id, "a form that was not given to this browser");
      Frame.say(reply, 403, UNHEARD, Entrance.NOT_OURS);
    } else {
      say(visit.get(), one.get(), form, reply);
    }
  }

  private static Inbox.Answer answer(boolean yes, Parameters form) {
    boolean ofValues = form.get(CallText.VALUES).isPresent();
    return new Inbox.Answer(yes, ofValues, form.get("reason").orElse(""));
  }

  private void say(Visit visit, Approval one, Parameters form, HttpReply reply) {
    String word = form.get("word").orElse("");
    boolean yes = word.equals("approve");
    if (!yes && !word.equals("deny")) {
      Frame.say(reply, 400, UNHEARD, "It says neither yes nor no.");
    } else if (yes && !inbox.mayApprove(visit, one)) {
      notes.refused(visit, one.id(), "nobody approves a call of his own for the operator");
      Frame.say(
          reply,
          403,
          UNHEARD,
          "The call is your own, or made with a key that you made: somebody else has to approve it.");
    } else if (inbox.answer(visit, one, answer(yes, form)).isEmpty()) {
      send(visit, inbox.find(visit, one.id()).orElse(one), 409, reply);
    } else {
      reply.send(303, Entrance.to(InboxSite.callPath(one.id())), new byte[0]);
    }
  }
}
