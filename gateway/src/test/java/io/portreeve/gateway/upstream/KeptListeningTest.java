package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.Exchange;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.testkit.Jsons;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KeptListeningTest {
  private static final Request LISTEN =
      Rig.request("subscriptions/listen", "'notifications':{'toolsListChanged':true}");
  private static final Notification ACK =
      Notification.of(SubscriptionAcknowledged.METHOD, Jsons.object("{'notifications':{}}"));
  private static final Notification CHANGED =
      Notification.of(ListChanged.Kind.TOOLS.method(), Jsons.object("{}"));

  private final ManualAlarms alarms = new ManualAlarms();
  private final Halt halt = new Halt();
  private final AtomicInteger beginnings = new AtomicInteger();

  /** A server that always goes away. */
  private final class Crashing implements EraUpstream {
    private final Notification[] before;

    Crashing(Notification... before) {
      this.before = before;
    }

    @Override
    public void send(Exchange exchange, Request request, ServerStream out)
        throws UpstreamException, InterruptedException {
      beginnings.incrementAndGet();
      for (Notification each : before) {
        out.deliver(each);
      }
      throw new UpstreamException("crashed");
    }

    @Override
    public void close() {
      beginnings.set(-1);
    }
  }

  private Running start(EraUpstream server, Request request) {
    return Running.start(new KeptListening(server, alarms, halt), request);
  }

  @Test
  void serverThatCrashesAgainAndAgain_isGivenUp() throws Exception {
    Running listening = start(new Crashing(ACK), LISTEN);
    alarms.ringUntil(Duration.ofSeconds(1), listening::isDone);
    assertThat(listening.failure()).hasMessage("crashed");
    assertThat(beginnings).hasValue(7);
    assertThat(listening.heard().all()).containsExactly(ACK);
  }

  @Test
  void serverThatSaysSomethingBetweenCrashes_isKept() throws Exception {
    Running listening = start(new Crashing(ACK, CHANGED), LISTEN);
    alarms.ringUntil(Duration.ofSeconds(1), () -> beginnings.get() > 20);
    listening.interrupt();
    listening.awaitEnd();
    assertThat(listening.heard().all().getFirst()).isEqualTo(ACK);
    assertThat(listening.heard().all().stream().skip(1)).containsOnly(CHANGED);
  }

  @Test
  void listenerThatWasNeverAcknowledged_failsAtOnce() throws Exception {
    assertThat(start(new Crashing(), LISTEN).failure()).hasMessage("crashed");
    assertThat(beginnings).hasValue(1);
  }

  @Test
  void serverThatMayNotBeSpokenTo_isNotListenedToAgain() throws Exception {
    boolean fresh = halt.begin("in quarantine");
    assertThat(fresh).isTrue();
    assertThat(start(new Crashing(ACK), LISTEN).failure()).hasMessage("crashed");
    assertThat(beginnings).hasValue(1);
  }

  @Test
  void otherRequest_failsAtOnce() throws Exception {
    Request call = Rig.request("tools/call", "'name':'a'");
    assertThat(start(new Crashing(ACK), call).failure()).hasMessage("crashed");
    assertThat(beginnings).hasValue(1);
  }
}
