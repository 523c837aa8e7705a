package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.SandboxSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the program of each server may touch, in words for the operator. */
final class SandboxRows {
  private SandboxRows() {}

  static List<List<String>> of(Configuration configuration) {
    return programs(configuration).map(entry -> row(entry.getKey(), entry.getValue())).toList();
  }

  static JsonArray json(Configuration configuration) {
    return JsonArray.of(
        programs(configuration).map(entry -> json(entry.getKey(), entry.getValue())).toList());
  }

  private static Stream<Map.Entry<String, ServerSettings>> programs(Configuration configuration) {
    return configuration.servers().entrySet().stream()
        .filter(entry -> entry.getValue().command().isPresent());
  }

  private static List<String> row(String id, ServerSettings server) {
    SandboxSettings sandbox = server.sandbox();
    return server.insecureNoSandbox()
        ? List.of(id, "may do whatever we may")
        : List.of(
            id,
            "reads "
                + listed("the system, itself", sandbox.read())
                + "; writes "
                + listed("a folder of its own", sandbox.write())
                + "; connects to "
                + network(sandbox));
  }

  private static JsonObject json(String id, ServerSettings server) {
    SandboxSettings sandbox = server.sandbox();
    JsonObject one =
        JsonObject.empty().with("server", id).with("confined", !server.insecureNoSandbox());
    return server.insecureNoSandbox()
        ? one
        : one.with("read", JsonArray.ofStrings(words(sandbox.read())))
            .with("write", JsonArray.ofStrings(words(sandbox.write())))
            .with("network", JsonArray.ofStrings(words(sandbox.network())))
            .with("open-network", sandbox.insecureNetwork());
  }

  private static String network(SandboxSettings sandbox) {
    if (sandbox.insecureNetwork()) {
      return "everything";
    }
    return sandbox.network().isEmpty() ? "nothing" : String.join(", ", words(sandbox.network()));
  }

  private static String listed(String first, List<?> rest) {
    return Stream.concat(Stream.of(first), words(rest).stream()).collect(Collectors.joining(", "));
  }

  private static List<String> words(List<?> items) {
    return items.stream().map(Object::toString).map(Shown::of).toList();
  }
}
