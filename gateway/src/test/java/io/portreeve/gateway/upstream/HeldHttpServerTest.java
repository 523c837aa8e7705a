package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stateless server behind a URL, which has no session that could be ended. */
class HeldHttpServerTest {
  private static final Request CALL =
      Rig.requestWithMeta("tools/call", "'name':'a'", "'progressToken':1");

  private final ModernHttpRig http = new ModernHttpRig();
  private final CountDownLatch held = new CountDownLatch(1);
  private final List<ServerMessage> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    http.close();
  }

  private ProbedUpstream upstream() {
    EraUpstream modern =
        http.script((asked, wire) -> {
          wire.stream();
          wire.event(ModernHttpRig.progress(asked.id(), 1));
          held.await();
          wire.event(ModernHttpRig.progress(asked.id(), 2));
        });
    return new ProbedUpstream(
        http.settings, _ -> ServerEra.MODERN, _ -> modern, () -> {}, new Halt(), http.rig.clock);
  }

  @Test
  void whatItSaysWhileItIsHeld_isNotHeard_andItsCallFails() {
    ProbedUpstream upstream = upstream();

    assertThatExceptionOfType(UpstreamException.class)
        .isThrownBy(() ->
            upstream.send(
                Rig.exchange(CALL),
                CALL,
                message -> {
                  heard.add(message);
                  upstream.hold("in quarantine");
                  held.countDown();
                }))
        .withMessage("in quarantine");
    assertThat(heard).hasSize(1);
  }

  @Test
  void whatItSaysWhileItIsNot_isHeard() {
    ProbedUpstream upstream = upstream();

    assertThatExceptionOfType(UpstreamException.class)
        .isThrownBy(() ->
            upstream.send(
                Rig.exchange(CALL),
                CALL,
                message -> {
                  heard.add(message);
                  held.countDown();
                }))
        .withMessageNotContaining("in quarantine");
    assertThat(heard).hasSize(2);
  }
}
