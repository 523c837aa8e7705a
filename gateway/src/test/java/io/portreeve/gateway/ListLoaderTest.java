package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.portreeve.gateway.catalog.NotAsked;
import io.portreeve.gateway.journey.CredentialMissing;
import io.portreeve.gateway.journey.ServerStream;
import io.portreeve.gateway.journey.Upstream;
import io.portreeve.gateway.journey.UpstreamException;
import io.portreeve.guard.DefinitionPins.Kind;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Guard;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.guard.ResponseControl;
import io.portreeve.guard.Verdict;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.RequestMeta;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.ManualClock;
import io.portreeve.testkit.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListLoaderTest {
  private final List<Request> asked = new ArrayList<>();
  private final List<ServerMessage> judged = new ArrayList<>();
  private boolean refusing;

  @ParameterizedTest
  @CsvSource({
    "TOOL, tools/list",
    "PROMPT, prompts/list",
    "RESOURCE, resources/list",
    "RESOURCE_TEMPLATE, resources/templates/list",
    "INSTRUCTIONS, server/discover"
  })
  void kind_isLoadedByTheMethodThatListsIt(Kind kind, String method) throws Exception {
    load(kind, (_, request, out) -> out.deliver(Messages.resultOf(request)));

    assertThat(asked).extracting(Request::method).containsExactly(method);
    assertThat(judged).containsExactly(Messages.resultOf(asked.getFirst()));
  }

  @Test
  void everyPage_isJudged() throws Exception {
    assertThat(load(Kind.TOOL, (_, request, out) -> out.deliver(page(number(request), 5))))
        .isTrue();

    assertThat(asked).extracting(ListLoaderTest::number).containsExactly(0, 1, 2, 3, 4);
    assertThat(judged).hasSize(5);
  }

  /** A server whose list has no end is heard for a while only. */
  @Test
  void listWithoutAnEnd_isLeft() throws Exception {
    assertThat(
            load(
                Kind.TOOL,
                (_, request, out) -> out.deliver(page(number(request), Integer.MAX_VALUE))))
        .isFalse();

    assertThat(asked).hasSize(100);
  }

  @Test
  void pageThatIsRefused_isTheLast() throws Exception {
    refusing = true;

    assertThat(load(Kind.TOOL, (_, request, out) -> out.deliver(page(number(request), 5))))
        .isFalse();

    assertThat(asked).hasSize(1);
  }

  @Test
  void serverThatCannotBeReached_leavesWhatWasLoaded() throws Exception {
    assertThat(
            load(
                Kind.TOOL,
                (_, request, out) -> {
                  if (number(request) == 2) {
                    throw new UpstreamException("down");
                  }
                  out.deliver(page(number(request), 5));
                }))
        .isFalse();

    assertThat(judged).hasSize(2);
  }

  @Test
  void serverThatThereIsNoCredentialFor_wasNotAsked() {
    assertThatExceptionOfType(NotAsked.class)
        .isThrownBy(() ->
            load(
                Kind.TOOL,
                (_, _, _) -> {
                  throw CredentialMissing.unavailable("none");
                }));
  }

  /** The client's word for its progress belongs to its own request only. */
  @Test
  void loading_speaksForTheClient_butReportsNoProgressToIt() throws Exception {
    load(Kind.TOOL, (_, request, out) -> out.deliver(Messages.resultOf(request)));

    RequestMeta meta = asked.getFirst().meta();
    assertThat(meta.progressToken()).isEmpty();
    assertThat(meta.clientCapabilities().urlElicitation()).isTrue();
  }

  private boolean load(Kind kind, Upstream server) throws NotAsked, InterruptedException {
    Upstream noting =
        (Exchange exchange, Request request, ServerStream out) -> {
          asked.add(request);
          server.send(exchange, request, out);
        };
    Guard guard = new Guard(List.of(), List.of(), List.of(new Judging()));
    return new ListLoader(() -> guard, Map.of(Exchanges.SERVER, noting), ManualClock.atNewYear())
        .load(Exchanges.asking(Messages.callTool("read", "{}")), kind);
  }

  private static int number(Request request) {
    return request.params().string("cursor").map(Integer::parseInt).orElse(0);
  }

  private static Result page(int number, int pages) {
    Optional<Integer> next = Optional.of(number + 1).filter(it -> it < pages);
    return Result.of(
        Messages.request("tools/list", ""),
        Jsons.object(
            "{'resultType':'complete','tools':[]"
                + next.map(it -> ",'nextCursor':'" + it + "'").orElse("")
                + "}"));
  }

  private final class Judging implements ResponseControl {
    @Override
    public Mitigation mitigates() {
      return Mitigation.DEFINITION_PINNING;
    }

    @Override
    public Verdict<ServerMessage> onResponse(Exchange exchange, ServerMessage message) {
      judged.add(message);
      return refusing
          ? Verdict.deny(Reason.RESPONSE_INVALID, "refused")
          : Verdict.pass(Reason.RESPONSE_VALID);
    }
  }
}
