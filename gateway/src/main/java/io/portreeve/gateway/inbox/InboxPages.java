package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.Console;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.store.Store;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** The pages of the console on which people answer, of one configuration. */
public final class InboxPages {
  private final Console console;
  private final ListPage list;
  private final CallPage call;

  /** Those of this console. */
  public InboxPages(
      Console console, Configuration configuration, Store store, InstantSource clock) {
    boolean ownCalls = configuration.console().orElseThrow().ownCalls();
    Inbox inbox = new Inbox(store, configuration.approvals(), ownCalls, clock);
    this.console = console;
    this.call =
        new CallPage(
            inbox,
            console.entrance(),
            new WhyAsked(configuration),
            console.frame(),
            console.notes());
    this.list = new ListPage(inbox, console.entrance(), call, console.frame());
  }

  /** How the console leads to them. */
  public static Console.Others menu() {
    return new Console.Others(
        InboxSite.LIST,
        "Approvals",
        Set.of(InboxSite.CALL),
        visit -> visit.byIssuer() || visit.may(ConsoleRole.APPROVER));
  }

  /** By their paths. */
  public Map<String, HttpHandler> handlers() {
    return Map.of(
        InboxSite.LIST, console.door(Map.of("GET", list::show)),
        InboxSite.STATE, console.door(Map.of("GET", list::tell)),
        InboxSite.CALL, console.door(Map.of("GET", call::show, "POST", call::answer)));
  }
}
