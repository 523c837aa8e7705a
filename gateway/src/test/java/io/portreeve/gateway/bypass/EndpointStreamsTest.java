package io.portreeve.gateway.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.LegacyClient;
import io.portreeve.gateway.rig.McpClient;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.Script;
import io.portreeve.testkit.server.ScriptedServer;
import io.portreeve.testkit.server.Turn;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What servers say by themselves, heard at the virtual servers of one gateway by one caller who may
 * use all of them: at none is anything heard of a server that it does not have.
 */
@Timeout(120)
class EndpointStreamsTest {
  private static final String LISTEN = "subscriptions/listen";
  private static final String OPEN = "shop://open/hours";
  private static final String TILL = "shop://till/balance";

  private final ScriptedServer files = ScriptedServer.start(telling());
  private final ScriptedServer bank = ScriptedServer.start(telling());
  private final RunningGateway gateway;
  private final String key;

  EndpointStreamsTest() throws StartFault {
    gateway =
        RunningGateway.start(
            "servers: {files: {url: \"%s\", era: modern}, bank: {url: \"%s\", era: modern}}"
                .formatted(files.url("/mcp"), bank.url("/mcp")),
            "endpoints: {office: {servers: [files]}, plain: {servers: [bank], transparent: true},"
                + " all: {servers: [files, bank]}}",
            RunningGateway.ALL);
    key = gateway.key("anna");
  }

  @AfterEach
  void close() {
    gateway.close();
    files.close();
    bank.close();
  }

  /** A server that agrees to all that is asked, tells of it at once, and has no more to say. */
  private static Script telling() {
    return Shop.script().on(LISTEN, EndpointStreamsTest::tell);
  }

  private static void tell(Turn turn) throws IOException {
    String asked = turn.params().get("notifications").orElseThrow().toString();
    turn.notify("notifications/subscriptions/acknowledged", "{'notifications':" + asked + "}");
    turn.notify("notifications/tools/list_changed", "{}");
    turn.notify("notifications/resources/updated", "{'uri':'" + OPEN + "'}");
    turn.notify("notifications/resources/updated", "{'uri':'" + TILL + "'}");
    turn.result("{'resultType':'complete'}");
  }

  private String heard(String path, String... uris) throws Exception {
    String quoted = List.of(uris).stream().map(uri -> "'" + uri + "'").toList().toString();
    return new McpClient(gateway.url(path), key)
        .ask(
            LISTEN,
            "'notifications':{'toolsListChanged':true,'resourceSubscriptions':" + quoted + "}")
        .body();
  }

  private static List<String> listens(ScriptedServer server) {
    return server.http().rest().stream()
        .filter(asked -> asked.rpcMethod().equals(LISTEN))
        .map(asked -> asked.params().get("notifications").orElseThrow().toString())
        .toList();
  }

  /** How the caller knows it where there are several servers. */
  private static String seen(String server, String uri) {
    return server + "+" + uri;
  }

  @Test
  void listener_hearsTheServersOfItsEndpoint_andAtAnotherOneTheOthers() throws Exception {
    String all = heard("/all/mcp", seen("files", OPEN), seen("bank", TILL));
    assertThat(all).contains("files+shop://open", "bank+shop://till");
    assertThat(listens(bank)).hasSize(1);
    assertThat(listens(files)).hasSize(1);

    String office = heard("/office/mcp", seen("files", OPEN), seen("bank", TILL));
    assertThat(office)
        .contains("acknowledged", "tools/list_changed", "files+shop://open")
        .doesNotContain("bank", "till");
    assertThat(listens(bank)).isEmpty();
    assertThat(listens(files)).singleElement().asString().contains(OPEN).doesNotContain("till");
  }

  /** Its addresses are those of its only server; one that names a server is none of them. */
  @Test
  void listenerWhereNamesAreKept_hearsNothingOfANamedServerElsewhere() throws Exception {
    String plain = heard("/plain/mcp", TILL, seen("files", OPEN));

    assertThat(plain)
        .contains("acknowledged", TILL)
        .doesNotContain("updated\",\"params\":{\"uri\":\"" + OPEN);
    assertThat(listens(files)).isEmpty();
  }

  @Test
  void olderClient_cannotSubscribeToWhatAnotherEndpointHas_andTheServerIsNotAsked()
      throws Exception {
    String subscribe = "{'uri':'" + seen("bank", TILL) + "'}";
    LegacyClient all = LegacyClient.begin(gateway.url("/all/mcp"), key, "2025-11-25");
    assertThat(all.ask("resources/subscribe", subscribe).error()).isZero();
    var _ = listens(bank);

    LegacyClient office = LegacyClient.begin(gateway.url("/office/mcp"), key, "2025-11-25");
    String refused = office.ask("resources/subscribe", subscribe).body();
    String unknown = office.ask("resources/subscribe", subscribe.replace("bank", "moon")).body();

    assertThat(refused).contains("error");
    assertThat(unknown.replaceAll("\"id\":\\d+", "").replace("moon", "bank"))
        .isEqualTo(refused.replaceAll("\"id\":\\d+", ""));
    assertThat(listens(bank)).isEmpty();
  }
}
