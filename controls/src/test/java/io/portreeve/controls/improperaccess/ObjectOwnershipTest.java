package io.portreeve.controls.improperaccess;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Creations;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.Json;
import io.portreeve.testkit.ControlContract;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectOwnershipTest {
  private static final ToolResult MADE =
      new ToolResult(Jsons.object("{'content':[],'structuredContent':{'id':9}}"));

  private final List<String> told = new ArrayList<>();

  @Test
  void objectOfSomebodyElse_thatTheAnswerSaysWasMade_isNotHandedOut() {
    Creations claimed =
        (_, _, _) -> new Creations.Standing.Refused(Reason.OBJECT_CLAIMED, "note:9");

    assertThat(judge(claimed, MADE)).isEqualTo(Verdict.deny(Reason.OBJECT_CLAIMED, "note:9"));
  }

  @Test
  void objectThatACallMade_isOwnedBeforeTheAnswerGoesOn() {
    assertThat(judge(this::noted, MADE)).isEqualTo(Verdict.pass(Reason.OBJECTS_OWNED, "note:9"));
    assertThat(told).containsExactly("anna make {\"id\":9}");
  }

  @Test
  void toolThatMakesNothing_isNotConcerned() {
    assertThat(judge(Creations.none(), MADE)).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
  }

  @Test
  void errorOfATool_makesNothing() {
    ToolResult error = new ToolResult(MADE.json().with("isError", true));

    assertThat(judge(this::noted, error)).isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
    assertThat(
            judge(this::noted, new Failure(new McpError(ErrorCode.INTERNAL_ERROR, "id 9 failed"))))
        .isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
    assertThat(told).isEmpty();
  }

  @Test
  void resultOfATool_toARequestThatWasNoCall_makesNothing() {
    Exchange listing = Exchanges.asking(Messages.request("tools/list", ""));

    assertThat(new ObjectOwnership(this::noted).onResponse(listing, MADE))
        .isEqualTo(Verdict.pass(Reason.NOT_CONCERNED));
    assertThat(told).isEmpty();
  }

  @Test
  void control_keepsTheContract() {
    ControlContract.verify(new ObjectOwnership(this::noted));
    ControlContract.verify(new ObjectOwnership(Creations.none()));
  }

  private Creations.Standing noted(Exchange exchange, CallTool call, ToolResult said) {
    told.add(
        "%s %s %s"
            .formatted(
                exchange.principal().id(),
                call.tool().value(),
                said.structuredContent().map(Json::toString).orElse("nothing")));
    return new Creations.Standing.Owned("note:9");
  }

  private static Verdict<ServerMessage> judge(Creations creations, ServerMessage said) {
    return new ObjectOwnership(creations)
        .onResponse(Exchanges.asking(Messages.callTool("make", "{}")), said);
  }
}
