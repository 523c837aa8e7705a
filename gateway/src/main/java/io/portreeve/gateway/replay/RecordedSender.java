package io.portreeve.gateway.replay;

import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Principal.Authentication;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who a record says it was, and what it does not say of him.
 *
 * @param gaps in the names of conditions
 */
record RecordedSender(Principal principal, Set<String> gaps) {
  private static final List<String> SETS = List.of("roles", "groups", "scopes");

  static RecordedSender of(JsonObject fields) {
    Optional<Authentication> authentication = authentication(fields);
    Set<String> gaps = new HashSet<>();
    if (authentication.isEmpty()) {
      earlier(fields, gaps);
    }
    SETS.stream()
        .filter(name -> fields.has(name) && fields.array(name).isEmpty())
        .forEach(name -> gaps.add("principal." + name));
    return new RecordedSender(
        new Principal(
            fields.string("principal").orElse(""),
            set(fields, "roles"),
            authentication.orElse(Authentication.ANONYMOUS),
            set(fields, "groups"),
            set(fields, "scopes"),
            new Delegation(
                fields.string("client").map(Client::new),
                texts(fields, "actors").map(Actor::new).toList())),
        gaps);
  }

  /** A version that recorded no more than the name, and perhaps through whom. */
  private static void earlier(JsonObject fields, Set<String> gaps) {
    gaps.add("principal.authentication");
    SETS.forEach(name -> gaps.add("principal." + name));
    Stream.of("client", "actors").filter(name -> !fields.has(name)).forEach(gaps::add);
  }

  private static Optional<Authentication> authentication(JsonObject fields) {
    return fields
        .string("authentication")
        .flatMap(word ->
            Stream.of(Authentication.values()).filter(one -> one.wire().equals(word)).findFirst());
  }

  private static Set<String> set(JsonObject fields, String name) {
    return Set.copyOf(texts(fields, name).toList());
  }

  private static Stream<String> texts(JsonObject fields, String name) {
    Stream<Json> values = fields.array(name).stream().flatMap(array -> array.stream());
    return values.flatMap(
        value -> value instanceof JsonString text ? Stream.of(text.value()) : Stream.empty());
  }
}
