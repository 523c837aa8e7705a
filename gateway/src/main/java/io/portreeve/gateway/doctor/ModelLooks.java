package io.portreeve.gateway.doctor;

import io.portreeve.controls.indirectpromptinjection.Guardrail;
import io.portreeve.controls.indirectpromptinjection.Spotlight;
import io.portreeve.gateway.config.AgentSettings;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.FlowMode;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.Trust;
import io.portreeve.guard.Sink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What stands between the words of strangers and a model. */
final class ModelLooks {
  private static final String SERVERS = "servers";
  private static final String AGENT = "agent";

  /** The tools of the one form of memory that entries can be signed in. */
  private static final Set<String> OF_A_MEMORY = Set.of("create_entities", "read_graph");

  private ModelLooks() {}

  /**
   * Where the operator says that nobody else writes, or that no model reads, it is not needed; nor
   * where the application is ours and does it itself.
   */
  static Stream<Subject> spotlighting(Patient patient) {
    Configuration right = patient.configuration();
    if (isOurs(right)) {
      return Stream.of(
          agent(right.agent().spotlighting() == Spotlight.OFF, "spotlighting", "delimiters"));
    }
    boolean forModels = right.output().defaultSink() == Sink.MODEL;
    return right.servers().entrySet().stream()
        .filter(_ -> forModels)
        .filter(one -> right.flow().server(one.getKey()).results() != Trust.TRUSTED)
        .map(one ->
            server(
                one.getKey(),
                one.getValue().spotlighting() == Spotlight.OFF,
                "spotlighting",
                "delimiters"));
  }

  static Stream<Subject> guardrails(Patient patient) {
    Configuration right = patient.configuration();
    return isOurs(right)
        ? Stream.of(agent(right.agent().guardrails() == Guardrail.OFF, "guardrails", "alert"))
        : right.servers().entrySet().stream()
            .map(one ->
                server(
                    one.getKey(),
                    one.getValue().guardrails() == Guardrail.OFF,
                    "guardrails",
                    "alert"));
  }

  /** Whether the file configures `portreeve chat`. */
  private static boolean isOurs(Configuration right) {
    return !right.agent().equals(AgentSettings.defaults());
  }

  private static Subject agent(boolean off, String key, String value) {
    return new Subject(
        AGENT,
        List.of(AGENT, key),
        off ? Optional.of(Remedy.put(value, AGENT, key)) : Optional.empty());
  }

  private static Subject server(String id, boolean off, String key, String value) {
    return new Subject(
        id,
        List.of(SERVERS, id, key),
        off ? Optional.of(Remedy.put(value, SERVERS, id, key)) : Optional.empty());
  }

  /** Known by its package, or by its tools. */
  static Stream<Subject> memories(Patient patient) {
    return patient.configuration().servers().entrySet().stream()
        .filter(one -> isMemory(patient, one))
        .map(one ->
            server(one.getKey(), one.getValue().memory().isEmpty(), "memory", "knowledge-graph"));
  }

  private static boolean isMemory(Patient patient, Map.Entry<String, ServerSettings> one) {
    boolean started =
        one.getValue().command().stream()
            .flatMap(List::stream)
            .anyMatch(word -> word.matches(".*(^|[/@-])server-memory([@/.].*)?"));
    return one.getValue().memory().isPresent()
        || started
        || patient.tools(one.getKey()).toList().containsAll(OF_A_MEMORY);
  }

  static Stream<Subject> flow(Patient patient) {
    boolean off = patient.configuration().flow().policy() == FlowMode.OFF;
    Remedy remedy =
        Remedy.put("session", "information-flow", "policy")
            .saying(
                "`policy: arguments` asks less often, where the AI application says what its user wrote (docs/information-flow.md).");
    return Stream.of(
        new Subject(
            "",
            List.of("information-flow", "policy"),
            off ? Optional.of(remedy) : Optional.empty()));
  }
}
