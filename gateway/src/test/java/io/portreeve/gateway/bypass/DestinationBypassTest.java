package io.portreeve.gateway.bypass;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.rig.Reply;
import io.portreeve.gateway.rig.RunningGateway;
import io.portreeve.testkit.server.HttpAsked;
import io.portreeve.testkit.server.HttpWire;
import io.portreeve.testkit.server.ScriptedHttp;
import io.portreeve.testkit.server.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever may say what a name leads to has it lead to a service inside, which only we can reach.
 */
class DestinationBypassTest {
  private static final String REFUSED = "destination-refused";

  /** What lets the attack work: the operator's word that the names may lead to this machine. */
  private static final String OPEN = "internal-networks: {'*.example': [127.0.0.0/8]}";

  private final ScriptedServer inside = ScriptedServer.start(Shop.script());
  private final ScriptedHttp helper = ScriptedHttp.start(DestinationBypassTest::decide);
  private final Map<String, String> leads =
      new ConcurrentHashMap<>(
          Map.of(
              "tools.example", "127.0.0.1",
              "id.example", "127.0.0.1",
              "pdp.example", "127.0.0.1"));
  private final List<RunningGateway> gateways = new ArrayList<>();

  private static void decide(HttpAsked asked, HttpWire wire) throws IOException {
    wire.json(200, "{\"decision\":true}");
  }

  @AfterEach
  void close() {
    gateways.forEach(RunningGateway::close);
    inside.close();
    helper.close();
  }

  private List<InetAddress> look(String host) throws IOException {
    String found = leads.getOrDefault(host, host);
    if (!found.matches("[0-9a-f:. ]+")) {
      throw new UnknownHostException(host);
    }
    return Arrays.stream(found.split(" ")).map(InetAddress::ofLiteral).toList();
  }

  private RunningGateway gateway(String... lines) throws StartFault {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("transparent: true");
    all.add(
        "servers: {it: {url: 'http://tools.example:%d/mcp', insecure-plaintext: true, era: modern}}"
            .formatted(inside.url("/mcp").getPort()));
    if (all.stream().noneMatch(line -> line.startsWith("policy:"))) {
      all.add(RunningGateway.ALL);
    }
    RunningGateway gateway = RunningGateway.finding(this::look, all.toArray(String[]::new));
    gateways.add(gateway);
    return gateway;
  }

  @Test
  void nameThatLeadsInside_isReachedWithoutTheControl() throws Exception {
    assertThat(gateway(OPEN).client().call("look", "{}").body()).contains("done look");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.1 127.0.0.1", "::1", "::ffff:127.0.0.1"})
  void nameThatLeadsInside_isNotReached_andTheClientLearnsNoMore(String address) throws Exception {
    leads.put("tools.example", address);
    RunningGateway gateway = gateway();

    Reply answer = gateway.client().call("look", "{}");

    assertThat(answer.body()).doesNotContain("done look", "127.0.0.1", "::1", "leads", "example");
    assertThat(inside.http().rest()).isEmpty();
    assertThat(gateway.recorded().refusals()).contains(REFUSED);
  }

  /** What was vetted is not what the next connection goes to. */
  @Test
  void nameThatTurns_isLookedUpAnew_andNotFollowed() throws Exception {
    RunningGateway gateway = gateway("internal-networks: {tools.example: [127.0.0.1]}");
    assertThat(gateway.client("ann").call("look", "{}").body()).contains("done look");
    assertThat(inside.http().rest()).isNotEmpty();

    leads.put("tools.example", "127.0.0.2");
    Reply answer = gateway.client("bob").call("look", "{}");

    assertThat(answer.body()).doesNotContain("done look");
    assertThat(inside.http().rest()).isEmpty();
    assertThat(gateway.recorded().refusals()).contains(REFUSED);
  }

  /** The server that the operator wrote says where else to ask; nobody does. */
  @Test
  void redirectInside_isNotFollowed() throws Exception {
    try (ScriptedHttp turncoat = ScriptedHttp.start((_, wire) -> redirect(wire));
        RunningGateway gateway = RunningGateway.before(turncoat.url("/mcp"), RunningGateway.ALL)) {
      assertThat(gateway.client().call("look", "{}").body()).doesNotContain("done look");
      assertThat(turncoat.rest()).isNotEmpty();
      assertThat(inside.http().rest()).isEmpty();
    }
  }

  private void redirect(HttpWire wire) throws IOException {
    wire.raw(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
            .formatted(inside.url("/mcp")));
  }

  @Test
  void decisionPointWhoseNameLeadsInside_isNotAsked_soNothingIsAllowed() throws Exception {
    String point =
        "policy: {allow: [{name: all, tools: ['*']}], decision-point: {url:"
            + " 'https://pdp.example:%d/ask'}}".formatted(helper.url("/").getPort());
    RunningGateway gateway = gateway("internal-networks: {tools.example: [127.0.0.1]}", point);

    assertThat(gateway.client().call("look", "{}").body()).doesNotContain("done look");
    assertThat(gateway.recorded().text()).contains("the decision point: pdp.example leads to");
  }

  @Test
  void issuerWhoseNameLeadsInside_isNotAsked_soNobodyOfItComesIn() throws Exception {
    RunningGateway gateway =
        gateway(
            OPEN.replace("*.example", "tools.example"),
            "authentication: {oauth: {resource: 'https://h/mcp', issuers: {corp: {issuer:"
                + " 'https://id.example:%d'}}}}".formatted(helper.url("/").getPort()));
    String token =
        "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEiLCJ0eXAiOiJhdCtqd3QifQ."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                    "{\"iss\":\"https://id.example:%d\",\"sub\":\"a\"}"
                        .formatted(helper.url("/").getPort())
                        .getBytes(UTF_8))
            + ".AAAA";

    Reply answer = gateway.client().send("POST", "{}", "authorization", "Bearer " + token);

    assertThat(answer.status()).isIn(401, 503);
    assertThat(gateway.recorded().text()).contains("issuer corp: id.example leads to");
  }
}
