package io.portreeve.gateway.policy;

import dev.cel.runtime.CelVariableResolver;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.Subject;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the conditions on one message may know, made only when one asks; for one thread. */
final class Facts {
  /** What {@code kind} can be. */
  static final List<String> KINDS = List.of("tool", "prompt", "resource");

  /** What {@code principal} has. */
  static final List<String> MEMBERS = List.of("id", "roles", "groups", "scopes", "authentication");

  private final Exchange exchange;
  private final Subject subject;
  private final JsonObject arguments;
  private final Map<String, String> labels;
  private final Gaps gaps;

  /**
   * Those of a message.
   *
   * @param labels what the operator says of the server
   * @param gaps what is not known of the message
   */
  Facts(
      Exchange exchange,
      Subject subject,
      JsonObject arguments,
      Map<String, String> labels,
      Gaps gaps) {
    this.exchange = exchange;
    this.subject = subject;
    this.arguments = arguments;
    this.labels = labels;
    this.gaps = gaps;
  }

  Gaps gaps() {
    return gaps;
  }

  Exchange exchange() {
    return exchange;
  }

  Subject subject() {
    return subject;
  }

  JsonObject arguments() {
    return arguments;
  }

  /** They, to a condition that looks at these arguments. */
  CelVariableResolver to(ArgumentNames reads) {
    return new Told(this, reads);
  }

  private static final class Told implements CelVariableResolver {
    private final Facts facts;
    private final ArgumentNames reads;
    private @Nullable Map<String, Object> values;

    private Told(Facts facts, ArgumentNames reads) {
      this.facts = facts;
      this.reads = reads;
    }

    @Override
    public Optional<Object> find(String name) {
      return name.equals(Conditions.ARGUMENTS) ? Optional.of(values()) : facts.find(name);
    }

    /** The same however often the condition asks. */
    private Map<String, Object> values() {
      Map<String, Object> made = values == null ? PlainValues.of(facts.arguments, reads) : values;
      values = made;
      return made;
    }
  }

  private Optional<Object> find(String name) {
    return switch (name) {
      case "principal" -> Optional.of(principal());
      case "client" -> Optional.of(client().orElse(""));
      case "actors" -> Optional.of(delegation().actors().stream().map(Actor::id).toList());
      case "endpoint" -> Optional.of(exchange.endpoint().value());
      case "server" -> Optional.of(subject.server().value());
      case "labels" -> Optional.of(labels);
      case "kind" -> Optional.of(kind());
      case "name" -> Optional.of(name());
      case "peer" -> Optional.of(exchange.peer());
      case "time" -> Optional.of(exchange.at());
      default -> Optional.empty();
    };
  }

  private Map<String, Object> principal() {
    return Map.of(
        "id",
        exchange.principal().id(),
        "roles",
        List.copyOf(exchange.principal().roles()),
        "groups",
        List.copyOf(exchange.principal().groups()),
        "scopes",
        List.copyOf(exchange.principal().scopes()),
        "authentication",
        exchange.principal().authentication().wire());
  }

  Optional<String> client() {
    return delegation().client().map(Client::id);
  }

  private Delegation delegation() {
    return exchange.principal().delegation();
  }

  private String kind() {
    return switch (subject) {
      case Subject.OfTool _ -> "tool";
      case Subject.OfPrompt _ -> "prompt";
      case Subject.OfResource _ -> "resource";
    };
  }

  String name() {
    return switch (subject) {
      case Subject.OfTool tool -> tool.name().value();
      case Subject.OfPrompt prompt -> prompt.name().value();
      case Subject.OfResource resource -> resource.uri().value();
    };
  }
}
