package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowRowsTest {
  private static final String SERVERS =
      """
      data: d
      servers:
        staff: {url: "https://staff.example/mcp"}
        mail: {url: "https://mail.example/mcp"}
      """;

  private static List<List<String>> rows(String flow) {
    return FlowRows.of(Configurations.of(SERVERS + "information-flow: " + flow));
  }

  @Test
  void everyServer_isShown_andWhatIsSaidOfItsTools() {
    assertThat(
            rows(
                "{policy: arguments, servers: {staff: {results: trusted}, mail: {private: true,"
                    + " trusted-resources: [\"mail://own/*\"], tools: {send: {decide: [to, cc],"
                    + " outside: true}, move: {identify: [id], reversible: true}, tidy: {effects:"
                    + " false}, salary: {results: trusted, private: true}}}}}"))
        .containsExactly(
            List.of(
                "policy",
                "arguments: after untrusted data, what decides in a call is traced; else a person is"
                    + " asked"),
            List.of(
                "conversations",
                "begun by hosts; without a handle, one of each client that is never clean"),
            List.of("staff", "trusted"),
            List.of("mail", "untrusted; private; some resources are trusted"),
            List.of("mail send", "decided by to, cc; seen outside"),
            List.of("mail move", "object named by id; reversible"),
            List.of("mail tidy", "has no effects"),
            List.of("mail salary", "results trusted; results private"));
  }

  @Test
  void callsThatAreHeldToPlans_areSaidToBeSo() {
    assertThat(rows("{policy: plan-and-arguments}").getFirst())
        .containsExactly(
            "policy",
            "plan-and-arguments: after untrusted data, a call with effects was planned by the host,"
                + " and what decides in it is traced; else a person is asked");
  }

  @Test
  void strictestOfAll_isSaidToBeThat() {
    assertThat(rows("{policy: session, otherwise: deny, handles: false}"))
        .startsWith(
            List.of(
                "policy", "session: no call with effects after untrusted data; else it is refused"),
            List.of("conversations", "one of each client, never clean"));
  }
}
