package io.portreeve.gateway.journey;

import static io.portreeve.gateway.journey.Travels.FILES;
import static io.portreeve.gateway.journey.Travels.MAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.SubscriptionAcknowledged;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergingTest {
  private static final Notification HALF =
      Messages.note("notifications/progress", "'progressToken':7,'progress':1");
  private static final Notification TOOLS =
      Messages.note("notifications/tools/list_changed", "'_meta':{'of':'tools'}");
  private static final Notification PROMPTS =
      Messages.note("notifications/prompts/list_changed", "'_meta':{'of':'prompts'}");
  private static final Result END = Messages.resultOf(Messages.listen());
  private static final Failure DOWN = new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "down"));

  private final List<ServerMessage> delivered = new ArrayList<>();
  private final Merging listening =
      new Merging(Messages.listen(), Set.of(FILES, MAIL), delivered::add);

  @Test
  void notificationsOnTheWayToAList_passAtOnce_andAnswersAreKept() throws Exception {
    var request = Messages.request("tools/list", "");
    Merging merging = new Merging(request, Set.of(FILES, MAIL), delivered::add);

    merging.deliver(FILES, HALF);
    merging.deliver(FILES, Messages.resultOf(request));
    merging.deliver(MAIL, DOWN);

    assertThat(delivered).containsExactly(HALF);
    assertThat(merging.answers()).isEqualTo(Map.of(FILES, Messages.resultOf(request), MAIL, DOWN));
  }

  /** The acknowledgement is the first message (specification 2026-07-28, subscriptions). */
  @Test
  void acknowledgement_isOneForAll_andComesBeforeAnythingElse() throws Exception {
    listening.deliver(FILES, acknowledged("'toolsListChanged':true"));
    listening.deliver(FILES, TOOLS);
    assertThat(delivered).isEmpty();

    listening.deliver(MAIL, acknowledged("'promptsListChanged':true"));
    listening.deliver(MAIL, PROMPTS);

    assertThat(delivered)
        .containsExactly(
            acknowledged("'toolsListChanged':true,'promptsListChanged':true"), TOOLS, PROMPTS);
  }

  @Test
  void resourcesThatServersAcknowledge_areListedOnceEach() throws Exception {
    listening.deliver(FILES, acknowledged("'resourceSubscriptions':['files+a','files+b']"));
    listening.deliver(MAIL, acknowledged("'resourceSubscriptions':['files+b','mail+c']"));

    assertThat(delivered)
        .containsExactly(acknowledged("'resourceSubscriptions':['files+a','files+b','mail+c']"));
  }

  @Test
  void serverThatFailsInsteadOfAcknowledging_holdsUpNobody() throws Exception {
    listening.deliver(FILES, acknowledged("'toolsListChanged':true"));
    listening.deliver(FILES, TOOLS);
    listening.deliver(MAIL, DOWN);

    assertThat(delivered).containsExactly(acknowledged("'toolsListChanged':true"), TOOLS);
  }

  @Test
  void serversThatAllFail_acknowledgeNothing() throws Exception {
    listening.deliver(FILES, DOWN);
    listening.deliver(MAIL, DOWN);

    assertThat(delivered).isEmpty();
    assertThat(listening.answers()).isEqualTo(Map.of(FILES, DOWN, MAIL, DOWN));
  }

  @Test
  void serverThatEndsWithoutAcknowledging_isSettled() throws Exception {
    listening.deliver(MAIL, END);
    listening.deliver(FILES, acknowledged("'toolsListChanged':true"));

    assertThat(delivered).containsExactly(acknowledged("'toolsListChanged':true"));
  }

  /** A server that never acknowledges must not make us keep the other's words without end. */
  @Test
  void notificationsThatWait_areBounded() throws Exception {
    listening.deliver(FILES, acknowledged("'toolsListChanged':true"));
    for (int i = 0; i < 1_500; i++) {
      listening.deliver(FILES, TOOLS);
    }

    listening.deliver(MAIL, DOWN);

    assertThat(delivered).hasSize(1_001);
    listening.deliver(FILES, TOOLS);
    assertThat(delivered).hasSize(1_002);
  }

  @Test
  void nobodyThere_nothingIsDeliveredAndNothingAnswered() {
    listening.gone(new InterruptedException("client left"));

    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> listening.deliver(FILES, TOOLS))
        .withMessage("client left");
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(listening::answers);
    assertThat(delivered).isEmpty();
  }

  private static SubscriptionAcknowledged acknowledged(String filter) {
    return new SubscriptionAcknowledged(Jsons.object("{'notifications':{" + filter + "}}"));
  }
}
