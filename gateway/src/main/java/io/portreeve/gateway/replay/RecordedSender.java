package io.portreeve.gateway.replay;

import io.portreeve.gateway.audit.AuditRecord;
import io.portreeve.guard.Actor;
import io.portreeve.guard.Client;
import io.portreeve.guard.Delegation;
import io.portreeve.guard.Exchange;
import io.portreeve.guard.ExchangeId;
import io.portreeve.guard.Principal;
import io.portreeve.guard.Principal.Authentication;
import io.portreeve.mcp.ListTools;
import io.portreeve.mcp.Revision;
import io.portreeve.mcp.ServerId;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who asked, from where and when, as a record tells it; the message itself is not there. */
final class RecordedSender {
  private RecordedSender() {}

  /** Empty for what an earlier version recorded, and for whoever has more roles than fit. */
  static Optional<Exchange> exchange(AuditRecord record) {
    JsonObject fields = record.fields();
    return authentication(fields)
        .filter(_ -> isWhole(fields))
        .map(how ->
            new Exchange(
                new ExchangeId(record.exchange()),
                record.time(),
                fields.string("peer").orElse(""),
                principal(fields, how),
                Revision.LATEST,
                new ServerId(fields.string("server").orElse("")),
                new ListTools(JsonObject.empty())));
  }

  private static boolean isWhole(JsonObject fields) {
    return Stream.of("roles", "groups", "scopes")
        .allMatch(names -> fields.get("more-" + names).isEmpty());
  }

  private static Principal principal(JsonObject fields, Authentication how) {
    List<Actor> actors = names(fields, "actors").stream().map(Actor::new).toList();
    return new Principal(
        fields.string("principal").orElse(""),
        Set.copyOf(names(fields, "roles")),
        how,
        Set.copyOf(names(fields, "groups")),
        Set.copyOf(names(fields, "scopes")),
        new Delegation(fields.string("client").map(Client::new), actors));
  }

  private static Optional<Authentication> authentication(JsonObject fields) {
    return fields
        .string("authentication")
        .flatMap(word ->
            Stream.of(Authentication.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word))
                .findFirst());
  }

  private static List<String> names(JsonObject fields, String what) {
    List<String> names = new ArrayList<>();
    for (Json name : fields.array(what).orElse(JsonArray.empty())) {
      if (name instanceof JsonString text) {
        names.add(text.value());
      }
    }
    return names;
  }
}
