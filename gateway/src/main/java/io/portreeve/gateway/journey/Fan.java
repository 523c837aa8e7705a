package io.portreeve.gateway.journey;

import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes one request to several servers at once, and makes one answer of theirs. */
final class Fan {
  /** Takes a request to one server. */
  interface Way {
    void travel(ServerId server, Request request, ServerStream out) throws InterruptedException;
  }

  private final Router router;
  private final Way way;

  Fan(Router router, Way way) {
    this.router = router;
    this.way = way;
  }

  void travel(Request asked, Map<ServerId, Request> theirs, ServerStream out)
      throws InterruptedException {
    Merging merging = new Merging(asked, theirs.keySet(), out);
    List<Thread> running = new ArrayList<>(); // whole before the first of them begins
    theirs.forEach((server, request) -> running.add(leg(server, request, merging, running)));
    running.forEach(Thread::start);
    try {
      await(running);
    } catch (InterruptedException gone) {
      merging.gone(gone);
      running.forEach(Thread::interrupt);
      await(running);
      throw gone;
    }
    out.deliver(router.merge(asked, merging.answers()));
  }

  /** No leg outlives its journey, so that the principal's place is given back after the last. */
  private static void await(List<Thread> running) throws InterruptedException {
    for (Thread thread : running) {
      thread.join();
    }
  }

  /** A leg that learns that nobody reads any more ends the others, too: they may hear nothing. */
  private Thread leg(ServerId server, Request request, Merging merging, List<Thread> all) {
    return Thread.ofVirtual()
        .name("leg-" + server)
        .unstarted(() -> {
          try {
            way.travel(
                server, request, message -> merging.deliver(server, outward(server, message)));
          } catch (InterruptedException gone) {
            merging.gone(gone);
            all.forEach(Thread::interrupt);
          }
        });
  }

  private ServerMessage outward(ServerId server, ServerMessage message) {
    return router.outward(server, message);
  }
}
