package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Answer;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.ErrorCode;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.McpError;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalsTest {
  private static final String SECRET = "rule-7 of /etc/policy";

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whyItWasRefused_isNotToldTheClient_unlessItMayCorrectItself(Reason reason) {
    for (Request request : requests()) {
      String told = Refusals.answer(Exchanges.asking(request), reason, SECRET).toString();

      assertThat(told.contains(SECRET))
          .as("%s refused for %s", request.method(), reason)
          .isEqualTo(
              Set.of(Answer.INVALID_ARGUMENTS, Answer.UNDERSCOPED, Answer.UNAPPROVED)
                  .contains(reason.answer()));
      assertThat(told).doesNotContain(reason.wire());
    }
  }

  /** What does not exist must be answered alike for everybody, so with nobody's exchange. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void exchange_isNamedForTheOperator_unlessThatWouldTellHiddenFromUnknown(Reason reason) {
    for (Request request : requests()) {
      ServerMessage told = Refusals.answer(Exchanges.asking(request), reason, "");

      assertThat(told.toString().contains("x-1"))
          .as("%s refused for %s", request.method(), reason)
          .isEqualTo(reason.answer() != Answer.UNKNOWN);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POLICY_DENIED, -31000, refused by policy",
    "RESPONSE_INVALID, -31000, the server's answer was withheld",
    "OBJECT_CLAIMED, -31000, 'the call was executed, and its answer withheld: do not repeat it'",
    "STATE_INVALID, -32602, invalid request state",
    "RATE_EXCEEDED, -31029, too many requests",
    "CLIENT_NOT_ALLOWED, -31000, refused by policy",
    "CREDENTIAL_EXPIRED, -31000, not authenticated",
    "CONTROL_FAILED, -32603, the gateway could not complete the request",
    "ARGUMENTS_INVALID, -32602, why"
  })
  void requestThatIsNoCall_isRefusedByAnError(Reason reason, int code, String text) {
    Request list = Messages.request("tools/list", "");

    assertThat(Refusals.answer(Exchanges.asking(list), reason, "why"))
        .isEqualTo(error(code, text, "{'exchange':'x-1'}"));
  }

  /** The client must read it, and the model can do nothing about it. */
  @Test
  void useThatLacksAScope_isRefusedByAnErrorThatNamesIt_aCallToo() {
    for (Request request : requests()) {
      assertThat(Refusals.answer(Exchanges.asking(request), Reason.SCOPE_INSUFFICIENT, "a b"))
          .isEqualTo(error(-31003, "insufficient scope", "{'exchange':'x-1','scope':'a b'}"));
    }
  }

  /** A model may read a tool's error and do better (specification 2026-07-28, tools). */
  @ParameterizedTest
  @CsvSource({
    "POLICY_DENIED, refused by policy (exchange x-1)",
    "RESPONSE_INVALID, the server's answer was withheld (exchange x-1)",
    "OWNERSHIP_UNRECORDED, 'the call was executed, and its answer withheld: do not repeat it (exchange x-1)'",
    "ARGUMENTS_INVALID, why (exchange x-1)"
  })
  void call_isRefusedByAToolError(Reason reason, String text) {
    Exchange calling = Exchanges.asking(Messages.callTool("read", "{}"));

    assertThat(Refusals.answer(calling, reason, "why")).isEqualTo(ToolResult.error(text));
  }

  @ParameterizedTest
  @CsvSource({
    "tools/call, unknown tool",
    "prompts/get, unknown prompt",
    "completion/complete, unknown reference",
    "tools/list, not found",
    "subscriptions/listen, not found"
  })
  void unknownThing_isAnsweredByWhatItWouldBe(String method, String text) {
    Exchange asking = Exchanges.asking(request(method));

    assertThat(Refusals.answer(asking, Reason.NOT_VISIBLE, "secret"))
        .isEqualTo(new Failure(new McpError(ErrorCode.INVALID_PARAMS, text)));
  }

  /** Specification 2026-07-28, resources: the error holds the URI that was asked for. */
  @Test
  void unknownResource_isAnsweredWithItsUri_whetherWeOrTheServerSaysSo() {
    Exchange reading = Exchanges.asking(request("resources/read"));
    ServerMessage ours = Refusals.answer(reading, Reason.NOT_VISIBLE, "");

    assertThat(ours)
        .isEqualTo(
            error(ErrorCode.INVALID_PARAMS, "resource not found", "{'uri':'file:///a.txt'}"));
    for (int code : List.of(ErrorCode.INVALID_PARAMS, ErrorCode.LEGACY_RESOURCE_NOT_FOUND)) {
      assertThat(Refusals.normalized(reading, error(code, "no such file: /home", "{'p':1}")))
          .isEqualTo(ours);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-32601, -32601",
    "-32602, -32602",
    "-32603, -32603",
    "-32700, -32700",
    "-32000, -32000",
    "-32021, -32021",
    "-1, -1",
    "42, 42",
    // Those that speak of what the client sent to us, which no server has seen.
    "-32020, -32603",
    "-32022, -32603",
    "-31000, -32603",
    "-31029, -32603",
    // Those that revision 2026-07-28 does not know any more, or has not allocated.
    "-32002, -32603",
    "-32042, -32603",
    "-32023, -32603",
    "-32099, -32603"
  })
  void codeOfAServer_isPassedOn_onlyIfTheClientsRevisionKnowsIt(int theirs, int ours) {
    Failure failure = error(theirs, "m", "{'d':1}");

    assertThat(Refusals.normalized(Exchanges.asking(request("tools/call")), failure))
        .isEqualTo(error(ours, "m", "{'d':1}"));
  }

  private static Failure error(int code, String text, String data) {
    return new Failure(new McpError(code, text, Optional.of(Jsons.object(data))));
  }

  private static Request request(String method) {
    return requests().stream()
        .filter(request -> request.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static List<Request> requests() {
    List<Request> requests = new ArrayList<>();
    Messages.ofClient()
        .forEach(message -> {
          if (message instanceof Request request) {
            requests.add(request);
          }
        });
    return requests;
  }
}
