package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.chain.Chain;
import io.portreeve.controls.chain.Placed;
import io.portreeve.guard.Control;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Asks every control about every kind of message, and holds the table that ships to the answers.
 */
class CoverageTest {
  private static final Path TABLE =
      Path.of("src", "main", "resources", "io", "portreeve", "gateway", "coverage.txt");
  private static final Chain.Ports PORTS = ClosedPorts.ports();

  @Test
  void shippedTable_isWhatTheControlsAnswer() throws IOException {
    assertThat(Files.readString(TABLE)).isEqualTo(generated());
  }

  @Test
  void everyMessageOfAClient_butACancellation_isCountedAndJudged() {
    Map<String, Set<String>> clients = clients();

    assertThat(clients).hasSize(Messages.ofClient().size());
    clients.forEach((message, controls) -> {
      if (message.equals("notifications/cancelled")) {
        assertThat(controls).as(message).isEmpty();
      } else {
        assertThat(controls).as(message).contains("UsageLimit");
      }
    });
  }

  @Test
  void everyUseOfANamedThing_meetsTheAllowlistTheVisibilityAndTheRules() {
    Map<String, Set<String>> clients = clients();

    for (String use :
        List.of("tools/call", "prompts/get", "resources/read", "completion/complete")) {
      assertThat(clients.get(use))
          .as(use)
          .contains("ToolAllowlist", "Visibility", "AccessControlList");
    }
    assertThat(clients.get("subscriptions/listen")).contains("Visibility", "AccessControlList");
    assertThat(clients.get("tools/call"))
        .contains("DefinitionPinning", "InputSanitization", "InputValidation");
  }

  @Test
  void everyMessageOfAServer_isValidatedAndCleaned() {
    servers()
        .forEach((message, controls) ->
            assertThat(controls)
                .as(message)
                .contains("ResponseValidation", "ResponseSanitization"));
  }

  @Test
  void everyListOfAServer_isCutByPinsAllowlistAndVisibility() {
    servers()
        .forEach((message, controls) -> {
          if (message.endsWith("/list: result")) {
            assertThat(controls)
                .as(message)
                .contains("DefinitionPinning", "ToolAllowlist", "Visibility");
          }
        });
  }

  @Test
  void everyControlOfTheChain_judgesSomething() {
    Set<String> judging = new TreeSet<>();
    clients().values().forEach(judging::addAll);
    servers().values().forEach(judging::addAll);

    assertThat(judging)
        .containsAll(names(Chain.request(PORTS)))
        .containsAll(names(Chain.response(PORTS)));
  }

  @Test
  void chain_hasEveryMitigationThatTheGatewayPromises() {
    Set<Mitigation> placed = EnumSet.noneOf(Mitigation.class);
    for (List<? extends Placed<?>> chain :
        List.of(Chain.connection(), Chain.request(PORTS), Chain.response(PORTS))) {
      chain.forEach(one -> placed.add(one.control().mitigates()));
    }

    assertThat(placed)
        .contains(
            Mitigation.DEFINITION_PINNING,
            Mitigation.TOOL_ALLOWLISTING,
            Mitigation.RESPONSE_VALIDATION,
            Mitigation.RESPONSE_SANITIZATION,
            Mitigation.TOOL_AUTHORIZATION,
            Mitigation.USER_AUTHENTICATION,
            Mitigation.ACCESS_AUTHORIZATION,
            Mitigation.INPUT_VALIDATION,
            Mitigation.INPUT_SANITIZATION);
  }

  private static String generated() {
    var lines = new ArrayList<String>();
    lines.add(
        "# Whose message, which kind, and the controls that judge it. Held current by"
            + " CoverageTest.");
    clients().forEach((message, controls) -> lines.add(line("CLIENTS", message, controls)));
    servers().forEach((message, controls) -> lines.add(line("SERVERS", message, controls)));
    return String.join("\n", lines) + "\n";
  }

  private static String line(String judges, String message, Set<String> controls) {
    return judges + "\t" + message + "\t" + String.join(" ", controls);
  }

  private static Map<String, Set<String>> clients() {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (ClientMessage message : Messages.ofClient()) {
      Exchange exchange = Exchanges.asking(message);
      rows.put(
          name(message),
          judging(
              Chain.request(PORTS),
              control -> control.onRequest(exchange, message).reason() != Reason.NOT_CONCERNED));
    }
    return rows;
  }

  private static Map<String, Set<String>> servers() {
    Map<String, Set<String>> rows = new TreeMap<>();
    for (Map.Entry<ServerMessage, Request> entry : Messages.ofServer().entrySet()) {
      Exchange exchange = Exchanges.asking(entry.getValue());
      rows.put(
          name(entry.getKey(), entry.getValue()),
          judging(
              Chain.response(PORTS),
              control ->
                  control.onResponse(exchange, entry.getKey()).reason() != Reason.NOT_CONCERNED));
    }
    return rows;
  }

  private static <C extends Control> Set<String> judging(
      List<Placed<C>> chain, Predicate<C> concerned) {
    return chain.stream()
        .map(Placed::control)
        .filter(concerned)
        .map(Control::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static <C extends Control> List<String> names(List<Placed<C>> chain) {
    return chain.stream().map(placed -> placed.control().name()).toList();
  }

  private static String name(ClientMessage message) {
    return switch (message) {
      case Request request -> request.method();
      case Cancelled _ -> "notifications/cancelled";
    };
  }

  private static String name(ServerMessage message, Request asked) {
    return switch (message) {
      case InputRequired _ -> asked.method() + ": input required";
      case Result _ -> asked.method() + ": result";
      case Failure _ -> asked.method() + ": error";
      case Notification note -> note.method();
    };
  }
}
