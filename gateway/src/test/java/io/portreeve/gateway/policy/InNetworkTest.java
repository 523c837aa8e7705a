package io.portreeve.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.PolicySettings;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.PolicyEngine.Ruling;
import io.portreeve.guard.Reason;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ToolName;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Jsons;
import io.portreeve.testkit.Messages;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.0.0.0/8, true",
    "11.1.2.3, 10.0.0.0/8, false",
    "10.255.255.255, 10.0.0.0/8, true",
    "192.168.17.1, 192.168.16.0/20, true",
    "192.168.32.1, 192.168.16.0/20, false",
    "10.1.2.3, 10.1.2.3/32, true",
    "10.1.2.4, 10.1.2.3/32, false",
    "1.2.3.4, 0.0.0.0/0, true",
    "2001:db8:1::7, 2001:db8::/32, true",
    "2001:db9::7, 2001:db8::/32, false",
    "0:0:0:0:0:0:0:1, ::1/128, true",
    "fe80:0:0:0:1:2:3:4%eth0, fe80::/10, true",
    "10.1.2.3, ::/0, false",
    "2001:db8::1, 0.0.0.0/0, false",
    "::ffff:10.1.2.3, 10.0.0.0/8, true",
    "0:0:0:0:0:ffff:a01:203, 10.0.0.0/8, true",
    "::ffff:11.1.2.3, 10.0.0.0/8, false",
    "10.1.2.3, ::ffff:10.0.0.0/104, true",
    "11.1.2.3, ::ffff:10.0.0.0/104, false",
    "stdio, 0.0.0.0/0, false",
    "stdio, ::/0, false",
  })
  void address_isInTheNetworksThatHoldIt(String peer, String network, boolean in) throws Exception {
    assertThat(ruling(peer, "peer.inNetwork('" + network + "')", "{}") instanceof Ruling.Allow)
        .isEqualTo(in);
    assertThat(ruling(peer, "!peer.inNetwork('" + network + "')", "{}") instanceof Ruling.Allow)
        .isNotEqualTo(in);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "10.1.2", "010.1.2.3", "10.1.2.256", "1", "", "a:b"})
  void textThatIsNoAddress_refuses(String text) throws Exception {
    assertThat(ruling("stdio", "!args.ip.inNetwork('10.0.0.0/8')", "{'ip':'" + text + "'}"))
        .isEqualTo(new Ruling.Deny(Reason.POLICY_ERROR, "one", "cannot be evaluated"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0",
        "10.0.0.0/33",
        "10.0.0.1/8",
        "10.0.0/8",
        "::1/129",
        "2001:db8::1/32",
        "10.0.0.0/-1",
        "10.0.0.0/08x",
        "office",
        "010.0.0.0/8",
        "::ffff:10.0.0.0/64",
        "fe80::%eth0/10",
        ""
      })
  void malformedNetwork_doesNotCompile(String network) {
    assertThat(Rules.fault("peer.inNetwork('" + network + "')"))
        .hasValueSatisfying(fault ->
            assertThat(fault).startsWith("is no condition: `" + network + "` is no network: "));
  }

  @Test
  void networkThatIsNotWrittenOut_doesNotCompile() {
    assertThat(Rules.fault("peer.inNetwork(name)"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("is not written out"));
    assertThat(Rules.fault("peer.inNetwork()")).isPresent();
    assertThat(Rules.fault("time.inNetwork('10.0.0.0/8')")).isPresent();
  }

  private static Ruling ruling(String peer, String condition, String arguments) throws Exception {
    JsonObject args = Jsons.object(arguments);
    return RulePolicy.compile(new PolicySettings(List.of(Rules.rule("one", condition)), List.of()))
        .call(from(peer), new Subject.OfTool(Exchanges.SERVER, new ToolName("read")), args);
  }

  private static Exchange from(String peer) {
    return new Exchange(
        new ExchangeId("x-1"),
        Instant.parse("2026-01-01T00:00:00Z"),
        peer,
        Exchanges.ANNA,
        Revision.LATEST,
        Exchanges.SERVER,
        Messages.callTool("read", "{}"));
  }
}
