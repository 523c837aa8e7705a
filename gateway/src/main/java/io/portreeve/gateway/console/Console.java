package io.portreeve.gateway.console;

import io.portreeve.gateway.config.ConsoleSettings;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.http.HttpRequest;
import io.portreeve.gateway.keys.KeyRing;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.gateway.login.SignIn;
import io.portreeve.gateway.login.SignInTarget;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** The console of one configuration. */
public final class Console {
  private static final HttpFields SCRIPT =
      HttpFields.of("content-type", "text/javascript; charset=utf-8", "cache-control", "no-store")
          .and("x-content-type-options", "nosniff");

  private static final byte[] LIVE = Page.served("live.js");

  private final Origins origins;
  private final Entrance entrance;
  private final Frame frame;
  private final ConsoleNotes notes;
  private final List<ConsolePage> pages;

  /** What a console stands on. */
  public record Ground(
      ConsoleSite site,
      ConsoleSettings settings,
      KeyRing keys,
      Optional<SignInTarget> target,
      ConsoleMemory memory,
      LoginRecords records,
      Origins origins) {
    private Way way() {
      return target
          .<Way>map(it ->
              new Way.Issuer(new SignIn(it, site.signedIn(), memory.random(), memory.clock())))
          .orElseGet(() -> new Way.Key(keys));
    }

    private Browser browser() {
      return new Browser("console", site.isSecure(), site.origin(), memory.seal(), memory.random());
    }
  }

  /**
   * Pages that others serve, with {@link #entrance} and {@link #frame}.
   *
   * @param path the page that the navigation leads to
   * @param more the paths of other pages of theirs to which somebody may come back
   * @param open who may open it
   */
  public record Others(String path, String title, Set<String> more, Predicate<Visit> open) {}

  public Console(Ground ground, List<ConsolePage> pages, List<Others> others) {
    this.origins = ground.origins();
    this.notes = new ConsoleNotes(ground.records());
    this.pages = List.copyOf(pages);
    this.entrance =
        new Entrance(
            ground.settings(),
            ground.way(),
            ground.browser(),
            ground.memory(),
            notes,
            paths(pages, others));
    this.frame = new Frame(ground.site(), menu(pages, others));
  }

  private static Set<String> paths(List<ConsolePage> pages, List<Others> others) {
    Set<String> all = new HashSet<>();
    pages.forEach(page -> all.add(page.place().path()));
    others.forEach(other -> {
      all.add(other.path());
      all.addAll(other.more());
    });
    return all;
  }

  private static Menu menu(List<ConsolePage> pages, List<Others> others) {
    List<Menu.Entry> all = new ArrayList<>();
    for (ConsolePage page : pages) {
      page.place()
          .menu()
          .ifPresent(title ->
              all.add(
                  new Menu.Entry(
                      page.place().path(), title, visit -> visit.may(page.place().role()))));
    }
    others.forEach(other -> all.add(new Menu.Entry(other.path(), other.title(), other.open())));
    return new Menu(all);
  }

  public Entrance entrance() {
    return entrance;
  }

  public Frame frame() {
    return frame;
  }

  public ConsoleNotes notes() {
    return notes;
  }

  /** All of it, by path. */
  public Map<String, HttpHandler> handlers() {
    Map<String, HttpHandler> all = new HashMap<>();
    for (ConsolePage page : pages) {
      new PageTurns(page, entrance, frame, notes)
          .all()
          .forEach((path, turns) -> all.put(path, door(turns, head -> sender(page, head))));
    }
    all.put(ConsoleSite.BELOW, door(Map.of("GET", nowhere(), "POST", nowhere())));
    all.put(ConsoleSite.START, door(Map.of("GET", this::start)));
    all.put(ConsoleSite.SIGN_IN, door(Map.of("GET", entrance::begin, "POST", entrance::typed)));
    all.put(ConsoleSite.SIGNED_IN, door(Map.of("GET", entrance::comeBack)));
    all.put(ConsoleSite.SIGN_OUT, door(Map.of("POST", entrance::leave)));
    all.put(
        ConsoleSite.SCRIPT,
        door(Map.of("GET", (_, reply) -> reply.send(200, SCRIPT, LIVE.clone()))));
    return Map.copyOf(all);
  }

  private void start(HttpRequest request, HttpReply reply) {
    Optional<Visit> visit = entrance.visit(request, reply);
    if (visit.isEmpty()) {
      return;
    }
    Optional<String> first = frame.menu().first(visit.get());
    if (first.isPresent()) {
      reply.send(303, Entrance.to(first.get()), new byte[0]);
    } else {
      frame.sendMissing(reply, visit.get());
    }
  }

  /** Forms of a page that somebody may open may be long. */
  private Optional<String> sender(ConsolePage page, HttpRequest head) {
    return entrance
        .visit(head)
        .filter(visit -> visit.may(page.place().role()))
        .map(Visit::principal);
  }

  /** Answers at addresses at which no page is. */
  public PageDoor.Turn nowhere() {
    return new Nowhere(entrance, frame)::turn;
  }

  /** For browsers that come by a name of ours; without the store nothing is known. */
  public HttpHandler door(Map<String, PageDoor.Turn> turns) {
    return door(turns, _ -> Optional.empty());
  }

  private HttpHandler door(
      Map<String, PageDoor.Turn> turns, Function<HttpRequest, Optional<String>> known) {
    Map<String, PageDoor.Turn> sure = new HashMap<>();
    turns.forEach((method, turn) -> sure.put(method, sure(turn)));
    return new PageDoor(origins, sure, known);
  }

  private static PageDoor.Turn sure(PageDoor.Turn turn) {
    return (request, reply) -> {
      try {
        turn.take(request, reply);
      } catch (StoreUnavailable | UncheckedIOException down) {
        Frame.say(reply, 503, "Not now", "It is not known now. Wait a minute, and try again.");
      }
    };
  }
}
