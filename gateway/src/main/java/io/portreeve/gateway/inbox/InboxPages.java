package io.portreeve.gateway.inbox;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.InboxSettings;
import io.portreeve.gateway.downstream.Origins;
import io.portreeve.gateway.http.HttpFields;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.http.HttpReply;
import io.portreeve.gateway.login.Browser;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.gateway.login.SignIn;
import io.portreeve.gateway.login.SignInTarget;
import io.portreeve.gateway.pages.Page;
import io.portreeve.gateway.pages.PageDoor;
import io.portreeve.gateway.store.Approvals;
import io.portreeve.gateway.store.StoreUnavailable;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The pages on which people answer, of one configuration. */
public final class InboxPages {
  private static final HttpFields SCRIPT =
      HttpFields.of("content-type", "text/javascript; charset=utf-8", "cache-control", "no-store")
          .and("x-content-type-options", "nosniff");

  private static final byte[] LIVE = Page.served("live.js");

  private final Origins origins;
  private final ListPage list;
  private final CallPage call;
  private final Entrance entrance;

  /**
   * Those of this site.
   *
   * @param configuration one that has such pages
   * @param target where people sign in
   */
  public InboxPages(
      InboxSite site,
      Configuration configuration,
      SignInTarget target,
      Approvals approvals,
      InboxMemory memory,
      LoginRecords records,
      Origins origins,
      InstantSource clock) {
    InboxSettings settings = configuration.approvals().inbox().orElseThrow();
    Browser browser =
        new Browser("approvals", site.isSecure(), site.origin(), memory.seal(), memory.random());
    InboxNotes notes = new InboxNotes(records);
    Inbox inbox = new Inbox(approvals, configuration.approvals(), settings, clock);
    Frame frame = new Frame(site);
    this.origins = origins;
    this.entrance =
        new Entrance(new SignIn(target, site.signedIn(), memory.random()), browser, memory, notes);
    this.call = new CallPage(inbox, entrance, new WhyAsked(configuration), frame, notes);
    this.list = new ListPage(inbox, entrance, call, frame);
  }

  /** By their paths. */
  public Map<String, HttpHandler> handlers() {
    Map<String, HttpHandler> pages = new HashMap<>();
    pages.put(InboxSite.LIST, door("GET", list::show));
    pages.put(InboxSite.STATE, door("GET", list::tell));
    pages.put(
        InboxSite.CALL,
        new PageDoor(origins, Map.of("GET", sure(call::show), "POST", sure(call::answer))));
    pages.put(InboxSite.SIGN_IN, door("GET", entrance::begin));
    pages.put(InboxSite.SIGNED_IN, door("GET", entrance::comeBack));
    pages.put(InboxSite.SIGN_OUT, door("POST", entrance::leave));
    pages.put(InboxSite.SCRIPT, door("GET", (_, reply) -> reply.send(200, SCRIPT, LIVE.clone())));
    return Map.copyOf(pages);
  }

  private PageDoor door(String method, PageDoor.Turn turn) {
    return new PageDoor(origins, Map.of(method, sure(turn)));
  }

  /** Without the store nothing is known, and nothing can be said. */
  private static PageDoor.Turn sure(PageDoor.Turn turn) {
    return (request, reply) -> {
      try {
        turn.take(request, reply);
      } catch (StoreUnavailable down) {
        unavailable(reply);
      }
    };
  }

  private static void unavailable(HttpReply reply) {
    Frame.say(reply, 503, "Not now", "What waits is not known now. Wait a minute, and try again.");
  }
}
