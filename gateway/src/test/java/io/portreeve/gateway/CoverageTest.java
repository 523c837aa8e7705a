package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.controls.chain.Chain;
import io.portreeve.controls.chain.Placed;
import io.portreeve.controls.chain.Ports;
import io.portreeve.guard.Control;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Mitigation;
import io.portreeve.guard.Reason;
import io.portreeve.mcp.Answerable;
import io.portreeve.mcp.Cancelled;
import io.portreeve.mcp.ClientMessage;
import io.portreeve.mcp.DiscoverResult;
import io.portreeve.mcp.Failure;
import io.portreeve.mcp.InputRequest;
import io.portreeve.mcp.InputRequired;
import io.portreeve.mcp.ListChanged;
import io.portreeve.mcp.ListResult;
import io.portreeve.mcp.Notification;
import io.portreeve.mcp.Request;
import io.portreeve.mcp.ResourceUpdated;
import io.portreeve.mcp.Result;
import io.portreeve.mcp.ServerMessage;
import io.portreeve.testkit.Exchanges;
import io.portreeve.testkit.Messages;
import io.portreeve.testkit.Reply;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Asks every control about every kind of message, and holds the table that ships to the answers.
 * The kinds are those of the sealed types, so a new one fails here until it has a sample.
 */
class CoverageTest {
  private static final Path TABLE =
      Path.of("src", "main", "resources", "io", "portreeve", "gateway", "coverage.txt");
  private static final Ports PORTS = ClosedPorts.ports();

  private static final Set<String> JUDGE_CLIENTS =
      Set.of(
          "UsageLimit",
          "ToolAllowlist",
          "Visibility",
          "AccessControlList",
          "AiGuardrails",
          "Redaction");
  private static final Set<String> JUDGE_SERVERS =
      Set.of(
          "ResponseValidation",
          "ResponseSanitization",
          "AiGuardrails",
          "Redaction",
          "Spotlighting");

  @Test
  void shippedTable_isWhatTheControlsAnswer() throws IOException {
    assertThat(Files.readString(TABLE)).isEqualTo(generated());
  }

  @Test
  void everyKindOfMessage_thatTheSealedTypesKnow_wasAsked() {
    assertThat(classes(Messages.ofClient().stream())).isEqualTo(kinds(ClientMessage.class));
    assertThat(classes(Messages.ofServer().stream().map(Reply::said)))
        .isEqualTo(kinds(ServerMessage.class));
    assertThat(
            Messages.ofServer().stream()
                .map(Reply::said)
                .filter(ListChanged.class::isInstance)
                .map(changed -> ((ListChanged) changed).kind()))
        .contains(ListChanged.Kind.values());
  }

  @Test
  void everyRequest_wasAnsweredByAResultAndByAnError() {
    for (Class<?> request : kinds(Request.class)) {
      assertThat(said(request))
          .as(request.getSimpleName())
          .anyMatch(Failure.class::isInstance)
          .anyMatch(said -> said instanceof Result && !(said instanceof InputRequired));
    }
  }

  @Test
  void everyAnswerableRequest_wasAskedForEveryKindOfInput_andRetriedWithIt() {
    for (Class<?> request : kinds(Answerable.class)) {
      assertThat(
              classes(
                  said(request).stream()
                      .filter(InputRequired.class::isInstance)
                      .flatMap(asks -> ((InputRequired) asks).inputRequests().values().stream())))
          .as(request.getSimpleName())
          .isEqualTo(kinds(InputRequest.class));
      assertThat(Messages.ofClient())
          .as(request.getSimpleName())
          .anyMatch(message -> request.isInstance(message) && retry(message));
    }
  }

  @Test
  void everyHole_hasAWrittenReason_andEveryReasonIsAboutAHole() {
    Map<String, Set<String>> holes = new TreeMap<>();
    Messages.ofClient()
        .forEach(message -> add(holes, name(message), missing(JUDGE_CLIENTS, judging(message))));
    Messages.ofServer()
        .forEach(reply -> add(holes, name(reply), missing(needs(reply.said()), judging(reply))));
    holes.values().removeIf(Set::isEmpty);

    Map<String, Set<String>> explained = new TreeMap<>();
    Coverage.gaps().forEach(gap -> explained.put(gap.message(), gap.controls()));
    assertThat(explained).isEqualTo(holes);
    assertThat(Coverage.gaps()).allSatisfy(gap -> assertThat(gap.why()).endsWith("."));
  }

  @Test
  void everyCallOfATool_meetsTheWholeChain() {
    assertThat(Messages.ofClient())
        .filteredOn(message -> name(message).startsWith("tools/call"))
        .allSatisfy(message ->
            assertThat(judging(message)).containsExactlyInAnyOrderElementsOf(requestNames()));
  }

  @Test
  void everyControlOfTheChain_judgesSomething() {
    Set<String> judging = new TreeSet<>();
    rows().values().forEach(judging::addAll);

    assertThat(judging).containsAll(requestNames()).containsAll(names(Chain.response(PORTS)));
  }

  @Test
  void chain_hasEveryMitigationThatTheGatewayPromises() {
    Set<Mitigation> placed = EnumSet.noneOf(Mitigation.class);
    for (List<? extends Placed<?>> chain :
        List.of(Chain.connection(PORTS), Chain.request(PORTS), Chain.response(PORTS))) {
      chain.forEach(one -> placed.add(one.control().mitigates()));
    }

    assertThat(placed)
        .contains(
            Mitigation.PROMPT_ENGINEERING,
            Mitigation.AI_GUARDRAILS,
            Mitigation.DEFINITION_PINNING,
            Mitigation.MEMORY_SIGNING,
            Mitigation.TOOL_ALLOWLISTING,
            Mitigation.RESPONSE_VALIDATION,
            Mitigation.RESPONSE_SANITIZATION,
            Mitigation.TOOL_AUTHORIZATION,
            Mitigation.CLIENT_AUTHORIZATION,
            Mitigation.CONTINUOUS_VERIFICATION,
            Mitigation.USER_AUTHENTICATION,
            Mitigation.ACCESS_AUTHORIZATION,
            Mitigation.INPUT_VALIDATION,
            Mitigation.INPUT_SANITIZATION);
  }

  /** What must judge a server's message beyond its form and its content. */
  private static Set<String> needs(ServerMessage said) {
    Stream<String> more =
        switch (said) {
          case ListResult _ -> Stream.of("DefinitionPinning", "ToolAllowlist", "Visibility");
          case ResourceUpdated _ -> Stream.of("ToolAllowlist", "Visibility");
          case DiscoverResult _ -> Stream.of("DefinitionPinning");
          case Result _, Failure _, Notification _ -> Stream.of();
        };
    return Stream.concat(JUDGE_SERVERS.stream(), more).collect(Collectors.toSet());
  }

  private static String generated() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# Whose message, which kind, and the controls that judge it. Held current by"
            + " CoverageTest.");
    rows().forEach((row, controls) -> lines.add(row + "\t" + String.join(" ", controls)));
    return String.join("\n", lines) + "\n";
  }

  /** By whose message it is, and its kind; messages of one kind are judged alike. */
  private static Map<String, Set<String>> rows() {
    Map<String, Set<String>> rows = new TreeMap<>();
    Messages.ofClient()
        .forEach(message -> add(rows, "CLIENTS\t" + name(message), judging(message)));
    Messages.ofServer().forEach(reply -> add(rows, "SERVERS\t" + name(reply), judging(reply)));
    return rows;
  }

  private static void add(Map<String, Set<String>> rows, String row, Set<String> controls) {
    Set<String> before = rows.put(row, controls);
    assertThat(before == null ? controls : before).as(row).isEqualTo(controls);
  }

  private static Set<String> missing(Set<String> needed, Set<String> judging) {
    Set<String> missing = new TreeSet<>(needed);
    missing.removeAll(judging);
    return missing;
  }

  private static Set<String> judging(ClientMessage message) {
    Exchange exchange = Exchanges.asking(message);
    return judging(
        Chain.request(PORTS), control -> concerned(control.onRequest(exchange, message).reason()));
  }

  private static Set<String> judging(Reply reply) {
    Exchange exchange = Exchanges.asking(reply.asked());
    return judging(
        Chain.response(PORTS),
        control -> concerned(control.onResponse(exchange, reply.said()).reason()));
  }

  private static boolean concerned(Reason reason) {
    return reason != Reason.NOT_CONCERNED;
  }

  private static <C extends Control> Set<String> judging(
      List<Placed<C>> chain, Predicate<C> concerned) {
    return chain.stream()
        .map(Placed::control)
        .filter(concerned)
        .map(Control::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> requestNames() {
    return names(Chain.request(PORTS));
  }

  private static <C extends Control> List<String> names(List<Placed<C>> chain) {
    return chain.stream().map(placed -> placed.control().name()).toList();
  }

  private static String name(ClientMessage message) {
    return switch (message) {
      case Request request -> request.method() + (retry(request) ? ": retry" : "");
      case Cancelled cancelled -> cancelled.method();
    };
  }

  private static boolean retry(ClientMessage message) {
    return message instanceof Answerable request && request.inputResponses().isPresent();
  }

  private static String name(Reply reply) {
    return switch (reply.said()) {
      case InputRequired asks ->
          reply.asked().method()
              + ": asks "
              + asks.inputRequests().values().stream()
                  .map(InputRequest::method)
                  .collect(Collectors.joining(" "));
      case Result _ -> reply.asked().method() + ": result";
      case Failure _ -> reply.asked().method() + ": error";
      case Notification note -> note.method();
    };
  }

  private static List<ServerMessage> said(Class<?> asked) {
    return Messages.ofServer().stream()
        .filter(reply -> asked.isInstance(reply.asked()))
        .map(Reply::said)
        .toList();
  }

  private static Set<Class<?>> classes(Stream<?> messages) {
    return messages.map(Object::getClass).collect(Collectors.toSet());
  }

  /** The records at the end of a sealed type. */
  private static Set<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses())
            .flatMap(kind -> kinds(kind).stream())
            .collect(Collectors.toSet())
        : Set.of(type);
  }
}
