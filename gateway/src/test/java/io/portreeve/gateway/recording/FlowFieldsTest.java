package io.portreeve.gateway.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portreeve.controls.contextpoisoning.CallOrigins;
import io.portreeve.controls.contextpoisoning.Conversation;
import io.portreeve.controls.contextpoisoning.InformationFlow;
import io.portreeve.gateway.journey.Outcome;
import io.portreeve.gateway.store.StoreUnavailable;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Judgement;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is on record of exchanges while nobody can tell what their conversations heard. */
class FlowFieldsTest {
  private static final Request CALL = Messages.callTool("pay", "{'sum':5}");
  private static final Exchange EXCHANGE = Exchanges.asking(CALL);

  /** What heard nothing that anybody could tell now. */
  static final CallOrigins UNKNOWABLE = new CallOrigins(flowOf(new Away()));

  private static final Records RECORDS =
      new Records(Redaction.full(), _ -> false, new FlowFields(Optional.of(UNKNOWABLE)));

  private static InformationFlow flowOf(InformationFlow.Conversations conversations) {
    InformationFlow closed = InformationFlow.closed();
    return new InformationFlow(closed.policies(), closed.asks(), closed.labels(), conversations);
  }

  /** Shared with other nodes in something that does not answer. */
  private static final class Away implements InformationFlow.Conversations {
    @Override
    public Conversation of(Exchange exchange) {
      throw new StoreUnavailable("it is away");
    }

    @Override
    public Optional<String> name(Exchange exchange) {
      throw new StoreUnavailable("it is away");
    }

    @Override
    public void change(Exchange exchange, UnaryOperator<Conversation> change) {
      throw new StoreUnavailable("it is away");
    }
  }

  @Test
  void howItEnded_isTold_alsoWhenNobodyCanTellWhatWasHeard() {
    Outcome outcome =
        new Outcome(Outcome.Ending.WITHHELD, List.of(), 0, 1, "its answer could not be judged");

    JsonObject record = (JsonObject) Jsons.read(RECORDS.outcome(EXCHANGE, outcome).finish());

    assertThat(record.string("ending")).contains("withheld");
    assertThat(record.string("tool")).contains("pay");
    assertThat(record.object("flow")).isEmpty();
  }

  @Test
  void refusal_isTold_alsoWhenNobodyCanTellWhatWasHeard() {
    Judgement<ClientMessage> refused =
        new Judgement.Refused<>(Reason.CONTROL_FAILED, "StoreUnavailable", List.of());

    JsonObject record = (JsonObject) Jsons.read(RECORDS.decision(EXCHANGE, refused).finish());

    assertThat(record.string("reason")).contains("control-failed");
  }

  @Test
  void callThatWouldPass_isNotTold_soThatItDoesNot() {
    Judgement<ClientMessage> passes = new Judgement.Forward<>(CALL, List.of());

    assertThatThrownBy(() -> RECORDS.decision(EXCHANGE, passes))
        .isInstanceOf(StoreUnavailable.class);
  }
}
