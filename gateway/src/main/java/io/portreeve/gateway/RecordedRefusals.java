package io.portreeve.gateway;

import io.portreeve.gateway.http.HttpRefusals;
import io.portreeve.gateway.http.Peer;
import io.portreeve.gateway.http.Refusal;
import io.portreeve.gateway.recording.CountedRefusals;
import io.portreeve.guard.Arrival;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Identity;
import io.portreeve.guard.Reason;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Puts on record what the listener turned away before anybody could read a message of it, and what
 * failed so badly that nobody answered. The listener never waits for it; closing does.
 */
final class RecordedRefusals implements HttpRefusals, AutoCloseable {
  private final HttpRefusals log;
  private final CountedRefusals trail;
  private final InstantSource clock;
  private final Supplier<ExchangeId> ids;
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Records in the trail, and closes it.
   *
   * @param log is told as well
   */
  RecordedRefusals(
      HttpRefusals log, CountedRefusals trail, InstantSource clock, Supplier<ExchangeId> ids) {
    this.log = log;
    this.trail = trail;
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  public void refused(Refusal refusal, Peer peer) {
    log.refused(refusal, peer);
    record(peer, reason(refusal), refusal.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Override
  public void failed(Throwable cause, Peer peer) {
    log.failed(cause, peer);
    record(peer, Reason.CONTROL_FAILED, cause.getClass().getSimpleName());
  }

  private static Reason reason(Refusal refusal) {
    return switch (refusal) {
      case MALFORMED, TIMED_OUT, EXPECTATION_UNKNOWN, VERSION_UNSUPPORTED, HANDSHAKE_FAILED ->
          Reason.MESSAGE_MALFORMED;
      case BODY_TOO_LARGE, HEADERS_TOO_LARGE -> Reason.REQUEST_TOO_LARGE;
      case OVERLOADED, ADDRESS_OVERLOADED -> Reason.CONCURRENCY_EXCEEDED;
    };
  }

  private void record(Peer peer, Reason reason, String detail) {
    String address = peer.remote().getAddress().getHostAddress();
    Arrival arrival = new Arrival(ids.get(), clock.instant(), address, new Identity.Absent());
    writers.execute(() -> trail.turnedAway(arrival, reason, detail));
  }

  @Override
  public void close() {
    writers.close();
    trail.close();
  }
}
