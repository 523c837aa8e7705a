package io.portreeve.gateway.upstream;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.Listen;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import java.time.Duration;

/**
 * Listens again when the server's process ended under a listener (specification, subscriptions,
 * graceful closure: on stdio a client must). The listener notices nothing but silence.
 */
final class KeptListening implements EraUpstream {
  private static final int MOST_IN_VAIN = 6;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final EraUpstream server;
  private final Alarms alarms;
  private final Halt halt;

  KeptListening(EraUpstream server, Alarms alarms, Halt halt) {
    this.server = server;
    this.alarms = alarms;
    this.halt = halt;
  }

  @Override
  public void send(Exchange exchange, Request request, ServerStream out)
      throws UpstreamException, StaleEra, InterruptedException {
    if (!(request instanceof Listen)) {
      server.send(exchange, request, out);
      return;
    }
    Acknowledged once = new Acknowledged(out);
    while (true) {
      try {
        server.send(exchange, request, once);
        return;
      } catch (UpstreamException ended) {
        if (!once.mayGoOn() || halt.isOn()) {
          throw ended;
        }
        alarms.pause(PAUSE);
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** Passes on one acknowledgement only, and counts the beginnings that came to nothing. */
  private static final class Acknowledged implements ServerStream {
    private final ServerStream out;
    private boolean acknowledged;
    private int inVain;

    Acknowledged(ServerStream out) {
      this.out = out;
    }

    boolean mayGoOn() {
      inVain++;
      return acknowledged && inVain <= MOST_IN_VAIN;
    }

    @Override
    public void deliver(ServerMessage message) throws InterruptedException {
      if (message instanceof SubscriptionAcknowledged) {
        if (acknowledged) {
          return;
        }
        acknowledged = true;
      } else {
        inVain = 0;
      }
      out.deliver(message);
    }
  }
}
