package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.LimitSettings;
import io.portreeve.gateway.config.PostgresSettings;
import io.portreeve.gateway.config.RedisSettings;
import io.portreeve.gateway.config.StateSettings;
import io.portreeve.gateway.config.form.Reference;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where is kept what nodes share, what must last and what is of the moment. No password is in it.
 */
final class StateRows {
  private StateRows() {}

  static Stream<List<String>> of(Configuration configuration) {
    StateSettings state = configuration.state();
    return Stream.of(
            state.postgres().stream().map(StateRows::row),
            state.redis().stream().map(StateRows::row),
            Stream.of(state.acceptedSecrets())
                .filter(all -> !all.isEmpty())
                .map(StateRows::secrets),
            Stream.of(state.acceptDataSecrets()).filter(on -> on).map(_ -> accepted(configuration)),
            state.secret().stream().map(_ -> concurrency(configuration.limits())))
        .flatMap(rows -> rows);
  }

  /** Where they lie, as the file says it; each is as good as `state.secret` for whoever has it. */
  private static List<String> secrets(List<Reference> accepted) {
    return List.of(
        "accepts",
        "beside `state.secret`, what was made under "
            + accepted.stream().map(Reference::toString).collect(Collectors.joining(", "))
            + ": `portreeve store secrets` shows whether anything still is");
  }

  private static List<String> accepted(Configuration configuration) {
    return List.of(
        "accepts",
        "beside `state.secret`, the keys from before it in "
            + configuration.data()
            + ": whoever has an old copy of them can make API keys and open what is sealed");
  }

  /** They are counted by nobody but the node that they are at. */
  private static List<String> concurrency(LimitSettings limits) {
    return List.of(
        "concurrency",
        "%d requests and %d streams of a principal at once, counted by each node for itself: n nodes let n times that"
            .formatted(limits.concurrent(), limits.streams()));
  }

  private static List<String> row(PostgresSettings it) {
    return List.of(
        "store",
        "PostgreSQL %s as %s, %s, shared by all nodes"
            .formatted(it.address(), it.user(), protection(it.encrypted())));
  }

  private static List<String> row(RedisSettings it) {
    return List.of(
        "redis",
        "Redis %s as %s, %s, shared by all nodes"
            .formatted(it.url(), it.user().orElse("default"), protection(isEncrypted(it))));
  }

  private static boolean isEncrypted(RedisSettings redis) {
    return redis.url().getScheme().equals("rediss");
  }

  private static String protection(boolean encrypted) {
    return encrypted ? "over TLS" : "plaintext";
  }

  static Optional<JsonObject> json(Configuration configuration) {
    StateSettings state = configuration.state();
    JsonObject none = JsonObject.empty();
    JsonObject lasting =
        state
            .postgres()
            .map(it ->
                none.with("postgres", it.address())
                    .with("user", it.user())
                    .with("tls", it.encrypted()))
            .orElse(none);
    JsonObject all =
        state.redis().map(it -> lasting.with("redis", it.url().toString())).orElse(lasting);
    JsonObject secrets =
        state.acceptedSecrets().isEmpty()
            ? all
            : all.with(
                "accepted-secrets",
                JsonArray.ofStrings(
                    state.acceptedSecrets().stream().map(Reference::toString).toList()));
    JsonObject accepting =
        state.acceptDataSecrets() ? secrets.with("accept-data-secrets", true) : secrets;
    return accepting.equals(none) ? Optional.empty() : Optional.of(accepting);
  }
}
