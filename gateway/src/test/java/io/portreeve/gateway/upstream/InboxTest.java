package io.portreeve.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.mcp.RequestId;
import io.portreeve.mcp.RpcNotification;
import io.portreeve.mcp.RpcRequest;
import io.portreeve.mcp.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InboxTest {
  private final AtomicInteger drops = new AtomicInteger();
  private final Inbox inbox = new Inbox(100, drops::incrementAndGet);

  @Test
  void sounds_areTakenInTheirOrder() throws InterruptedException {
    inbox.hear(said("a", 10));
    inbox.hear(new Sound.Rang(1));
    inbox.hear(said("b", 10));
    assertThat(inbox.take()).isEqualTo(said("a", 10));
    assertThat(inbox.take()).isEqualTo(new Sound.Rang(1));
    assertThat(inbox.take()).isEqualTo(said("b", 10));
    assertThat(drops).hasValue(0);
  }

  @Test
  void overTheBound_theOldestNotificationsGo_andNothingElse() throws InterruptedException {
    inbox.hear(said("old", 60));
    inbox.hear(new Sound.Lost("x", false));
    inbox.hear(said("new", 60));
    inbox.hear(said("newer", 30));
    assertThat(inbox.take()).isEqualTo(new Sound.Lost("x", false));
    assertThat(inbox.take()).isEqualTo(said("new", 60));
    assertThat(inbox.take()).isEqualTo(said("newer", 30));
    assertThat(drops).hasValue(1);
  }

  @Test
  void droppingIsReportedOnce_howeverMuchIsDropped() {
    for (int i = 0; i < 1_000; i++) {
      inbox.hear(said("n", 90));
    }
    assertThat(drops).hasValue(1);
  }

  @Test
  void whoAsksTooMuchAtOnce_isHeardNoMore() throws InterruptedException {
    RpcRequest question = new RpcRequest(RequestId.of(1), "roots/list", JsonObject.empty());
    for (int i = 0; i < 1_000; i++) {
      inbox.hear(new Sound.Asked(question));
    }
    for (int i = 0; i < Inbox.MOST_ASKED; i++) {
      assertThat(inbox.take()).isEqualTo(new Sound.Asked(question));
    }
    assertThat(inbox.take()).isInstanceOf(Sound.Lost.class);
  }

  @Test
  void notificationLargerThanTheBound_isNotKept() throws InterruptedException {
    inbox.hear(said("huge", 101));
    inbox.hear(new Sound.Rang(7));
    assertThat(inbox.take()).isEqualTo(new Sound.Rang(7));
  }

  @Test
  void roomThatIsTaken_isFreeAgain() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      inbox.hear(said("n" + i, 90));
      assertThat(inbox.take()).isEqualTo(said("n" + i, 90));
    }
    assertThat(drops).hasValue(0);
  }

  private static Sound said(String method, int size) {
    return new Sound.Said(new RpcNotification(method, JsonObject.empty()), size);
  }
}
