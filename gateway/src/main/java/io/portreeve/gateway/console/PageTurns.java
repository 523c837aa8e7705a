package io.portreeve.gateway.console;

import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.pages.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Shows one page to those who may see it, and hears what they send. */
record PageTurns(ConsolePage page, Entrance entrance, Frame frame, ConsoleNotes notes) {
  /** Behind the path of a page: its state. */
  static final String STATE = "/state";

  private static final int SECONDS = 30;

  /** What it does, by path and method. */
  Map<String, Map<String, PageDoor.Turn>> all() {
    Map<String, Map<String, PageDoor.Turn>> all = new HashMap<>();
    all.put(page.place().path(), Map.of("GET", this::show, "POST", this::submit));
    all.put(statePath(), Map.of("GET", this::tell, "POST", new Nowhere(entrance, frame)::turn));
    return all;
  }

  private String statePath() {
    return page.place().path() + STATE;
  }

  private void show(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isPresent() && visit.get().may(page.place().role())) {
      show(visit.get(), Parameters.of(request.query()), reply);
    } else if (visit.isPresent()) {
      frame.sendMissing(reply, visit.get());
    }
  }

  /**
   * The state is taken before the page: what changes between the two is then shown with a state
   * that is over, and the page is loaded once too often. The other way round it would stay stale.
   */
  private void show(Visit visit, Parameters query, HttpReply reply) throws InterruptedException {
    Optional<String> state = page.state(visit, query);
    ConsolePage.Shown shown = page.show(visit, query);
    // Only what is there changes.
    state
        .filter(_ -> shown.status() == 200)
        .ifPresentOrElse(
            live -> sendLive(visit, shown, live, reply), () -> send(visit, shown, reply));
  }

  private void sendLive(Visit visit, ConsolePage.Shown shown, String state, HttpReply reply) {
    Frame.Live live = new Frame.Live(state, statePath(), SECONDS);
    frame.send(reply, shown.status(), visit, place(shown), live, shown.body());
  }

  private void send(Visit visit, ConsolePage.Shown shown, HttpReply reply) {
    frame.send(reply, shown.status(), visit, place(shown), shown.body());
  }

  private Frame.Place place(ConsolePage.Shown shown) {
    return new Frame.Place(page.place().path(), shown.heading());
  }

  private void tell(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isPresent()) {
      String state =
          visit.get().may(page.place().role())
              ? page.state(visit.get(), Parameters.of(request.query())).orElse("")
              : "";
      Nowhere.tell(state, reply);
    }
  }

  private void submit(HttpRequest request, HttpReply reply) throws InterruptedException {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    Parameters form = Parameters.ofForm(request.body());
    String subject = Visit.subject(form);
    if (!visit.get().may(page.place().role())) {
      notes.refused(visit.get(), page.place().path(), "a form of a page that is not his");
      frame.sendMissing(reply, visit.get());
    } else if (!visit.get().gave(page.place().path(), request, form)) {
      notes.refused(visit.get(), page.place().path(), "a form that was not given to this browser");
      Frame.say(reply, 403, "Nothing was done", Entrance.NOT_OURS);
    } else if (!visit.get().may(page.sends())) {
      notes.refused(visit.get(), page.place().path(), "a form that is not his to send any more");
      frame.sendMissing(reply, visit.get());
    } else {
      switch (page.submit(visit.get(), subject, form)) {
        case ConsolePage.Done.Moved(String to) -> reply.send(303, Entrance.to(to), new byte[0]);
        case ConsolePage.Done.Answered(ConsolePage.Shown shown) -> send(visit.get(), shown, reply);
      }
    }
  }
}
