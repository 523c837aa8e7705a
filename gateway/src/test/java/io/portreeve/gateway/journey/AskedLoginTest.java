package io.portreeve.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.guard.Exchange;
import io.portreeve.mcp.CallTool;
import io.portreeve.mcp.Discover;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.mcp.ToolResult;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How clients of every age are told where their user logs in. */
class AskedLoginTest {
  private static final URI PAGE = URI.create("https://gw.example/login?ticket=t");
  private static final String URL_MODE =
      "'_meta':{'io.modelcontextprotocol/clientCapabilities':{'elicitation':{'url':{}}}}";
  private static final String FORM_MODE =
      "'_meta':{'io.modelcontextprotocol/clientCapabilities':{'elicitation':{}}}";

  private static JsonObject json(String text) {
    return (JsonObject) Jsons.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static CallTool call(String meta, String more) {
    return new CallTool(json("{'name':'who'" + more + "," + meta + "}"));
  }

  private static ServerMessage asked(Revision revision, Request request) {
    Exchange now = Exchanges.asking(request);
    Exchange exchange =
        new Exchange(
            now.id(), now.at(), now.peer(), now.principal(), revision, now.server(), request);
    return AskedLogin.ask(exchange, request, PAGE);
  }

  @Test
  void newClientThatOpensAddresses_isAskedToOpenOne() {
    ServerMessage told = asked(Revision.V2026_07_28, call(URL_MODE, ""));

    assertThat(told)
        .isInstanceOfSatisfying(
            InputRequired.class,
            asks ->
                assertThat(asks.inputRequests().values())
                    .singleElement()
                    .isInstanceOfSatisfying(
                        InputRequest.Elicit.class,
                        elicit -> {
                          assertThat(elicit.url()).isTrue();
                          assertThat(elicit.params().string("url")).contains(PAGE.toString());
                          assertThat(elicit.params().string("message").orElseThrow())
                              .contains("files");
                        }));
  }

  /** The server may be in the middle of asking something itself. */
  @Test
  void stateOfTheServer_isNotLostOverOurQuestion() {
    ServerMessage told = asked(Revision.V2026_07_28, call(URL_MODE, ",'requestState':'theirs'"));

    assertThat(((InputRequired) told).requestState()).contains("theirs");
  }

  @Test
  void clientOf2025_thatOpensAddresses_getsTheErrorThatListsThem() {
    assertThat(asked(Revision.V2025_11_25, call(URL_MODE, "")))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.error().code()).isEqualTo(-32042);
              JsonObject data = (JsonObject) failure.error().data().orElseThrow();
              JsonObject elicitation = (JsonObject) data.array("elicitations").orElseThrow().get(0);
              assertThat(elicitation.string("mode")).contains("url");
              assertThat(elicitation.string("url")).contains(PAGE.toString());
              assertThat(elicitation.string("elicitationId")).isPresent();
            });
  }

  @ParameterizedTest
  @EnumSource(Revision.class)
  void clientThatOpensNoAddresses_isToldWhereToGoInWords(Revision revision) {
    assertThat(asked(revision, call(FORM_MODE, "")))
        .isInstanceOfSatisfying(
            ToolResult.class, result -> assertThat(result.json().toString()).contains("ticket=t"));
  }

  @ParameterizedTest
  @EnumSource(Revision.class)
  void listThatNeedsALogin_failsWithTheAddress(Revision revision) {
    assertThat(asked(revision, new ListTools(json("{" + FORM_MODE + "}"))))
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> assertThat(failure.error().message()).contains(PAGE.toString()));
  }

  @ParameterizedTest
  @EnumSource(Revision.class)
  void clientThatComes_isLetStay_andToldWhatToDo(Revision revision) {
    assertThat(asked(revision, new Discover(json("{" + FORM_MODE + "}"))))
        .isInstanceOfSatisfying(
            DiscoverResult.class,
            offer -> assertThat(offer.instructions().orElseThrow()).contains(PAGE.toString()));
  }
}
