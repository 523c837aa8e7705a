package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.SandboxSettings;
import io.portreeve.gateway.config.ServerSettings;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.sandbox.ClosedPaths;
import io.portreeve.gateway.sandbox.Means;
import io.portreeve.gateway.sandbox.OwnRights;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the program of each server may touch, in words for the operator. */
final class SandboxRows {
  private SandboxRows() {}

  static List<List<String>> of(Configuration configuration) {
    return programs(configuration)
        .flatMap(entry ->
            Stream.concat(
                rows(entry.getKey(), entry.getValue()),
                Stream.concat(
                    forgetful(entry.getValue()).map(why -> List.of("", why)),
                    refused(configuration, entry.getValue())
                        .map(why -> List.of("", "is not started: " + Shown.of(why))))))
        .toList();
  }

  /** Such a program answers as if its memory were empty. */
  private static Stream<String> forgetful(ServerSettings server) {
    boolean lasts = server.insecureNoSandbox() || !server.sandbox().write().isEmpty();
    return server.memory().isPresent() && !lasts
        ? Stream.of("is a memory that keeps no file: name its folder under `sandbox.write`")
        : Stream.empty();
  }

  /** How many grants cannot be, for which their programs are not started. */
  static long refused(Configuration configuration) {
    return refusals(configuration).size();
  }

  /** Why, in words for the operator. */
  static List<String> refusals(Configuration configuration) {
    return programs(configuration)
        .flatMap(entry -> refused(configuration, entry.getValue()))
        .toList();
  }

  private static Stream<String> refused(Configuration configuration, ServerSettings server) {
    if (server.insecureNoSandbox()) {
      return Stream.empty();
    }
    ClosedPaths closed = new ClosedPaths(configuration.closedToPrograms());
    return Stream.concat(
        Stream.concat(server.sandbox().read().stream(), server.sandbox().write().stream())
            .flatMap(granted -> closed.refusal(granted).stream()),
        server.sandbox().write().stream()
            .flatMap(granted -> ClosedPaths.refusalOfChange(granted).stream()));
  }

  /** What this machine has to confine them with; empty if none is to be confined. */
  static Optional<String> means(Configuration configuration) {
    return programs(configuration).anyMatch(entry -> !entry.getValue().insecureNoSandbox())
        ? Optional.of(Means.find().words())
        : Optional.empty();
  }

  /** What our own process gives up before it serves. */
  static List<List<String>> ourselves(Configuration configuration, Optional<String> user) {
    List<String> rights =
        givenUp(configuration)
            .map(words -> List.of("gives up", words))
            .orElseGet(() -> List.of("keeps", "all rights of its user"));
    return user.equals(Optional.of("root"))
        ? List.of(rights, List.of("is root", "and need not be: give it a user of its own"))
        : List.of(rights);
  }

  static JsonObject ourselvesJson(Configuration configuration) {
    return JsonObject.empty().with("gives-up", givenUp(configuration).orElse(""));
  }

  private static Optional<String> givenUp(Configuration configuration) {
    return configuration.insecureAllRights() || OwnRights.lack().isPresent()
        ? Optional.empty()
        : Optional.of(OwnRights.needed(configuration.startsPrograms()).words());
  }

  static JsonArray json(Configuration configuration) {
    return JsonArray.of(
        programs(configuration)
            .map(entry ->
                json(entry.getKey(), entry.getValue())
                    .with(
                        "refused",
                        JsonArray.ofStrings(refused(configuration, entry.getValue()).toList())))
            .toList());
  }

  private static Stream<Map.Entry<String, ServerSettings>> programs(Configuration configuration) {
    return configuration.servers().entrySet().stream()
        .filter(entry -> entry.getValue().command().isPresent());
  }

  private static Stream<List<String>> rows(String id, ServerSettings server) {
    SandboxSettings sandbox = server.sandbox();
    return server.insecureNoSandbox()
        ? Stream.of(List.of(id, "may do whatever we may"))
        : Stream.of(
            List.of(
                id,
                "reads "
                    + listed("the system, itself", sandbox.read())
                    + "; writes "
                    + listed("a folder of its own", sandbox.write())
                    + "; connects to "
                    + network(sandbox)),
            List.of("", "has at most " + limits(sandbox)));
  }

  private static String limits(SandboxSettings sandbox) {
    return "%s of memory, %d processes, %d open files, files of %s, %s in its folder, %s to compute"
            .formatted(
                sandbox.memory(),
                sandbox.processes(),
                sandbox.openFiles(),
                sandbox.fileSize(),
                sandbox.folder(),
                Measures.print(sandbox.processorTime()))
        + (sandbox.insecureUnwatched() ? "; nobody watches it" : "");
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
            .with("open-network", sandbox.insecureNetwork())
            .with("watched", !sandbox.insecureUnwatched())
            .with("memory", sandbox.memory().toString())
            .with("processes", sandbox.processes())
            .with("open-files", sandbox.openFiles())
            .with("file-size", sandbox.fileSize().toString())
            .with("folder-size", sandbox.folder().toString())
            .with("processor-time", Measures.print(sandbox.processorTime()));
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
