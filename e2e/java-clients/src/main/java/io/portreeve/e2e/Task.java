package io.portreeve.e2e;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client is to do, and against what. */
record Task(Target target, List<Map<String, Object>> script) {
  static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

  /** Performs one step and returns what the client got, as records, maps, lists and strings. */
  interface Performer {
    Object perform(Step step) throws Exception;
  }

  @SuppressWarnings("unchecked")
  static Task read(String file) throws IOException {
    Map<String, Object> task = JSON.readValue(Files.readString(Path.of(file)), Map.class);
    return new Task(
        new Target((Map<String, Object>) task.get("target")),
        (List<Map<String, Object>>) task.get("script"));
  }

  /** Performs every step in order and prints the results. */
  void run(Performer performer) throws IOException {
    List<Object> results = new ArrayList<>();
    for (Map<String, Object> members : script) {
      results.add(outcome(performer, new Step(members)));
    }
    System.out.println(JSON.writeValueAsString(results));
  }

  private static Map<String, Object> outcome(Performer performer, Step step) {
    Map<String, Object> outcome = new LinkedHashMap<>();
    try {
      outcome.put("result", performer.perform(step));
    } catch (Exception e) {
      outcome.put("error", e.toString());
    }
    return outcome;
  }

  /** A server: a command to start, or the address of one that runs. */
  record Target(Map<String, Object> members) {
    boolean isCommand() {
      return members.containsKey("command");
    }

    boolean isSse() {
      return Boolean.TRUE.equals(members.get("sse"));
    }

    @SuppressWarnings("unchecked")
    List<String> command() {
      return (List<String>) members.get("command");
    }

    @SuppressWarnings("unchecked")
    Map<String, String> env() {
      return (Map<String, String>) members.getOrDefault("env", Map.of());
    }

    @SuppressWarnings("unchecked")
    Map<String, String> headers() {
      return (Map<String, String>) members.getOrDefault("headers", Map.of());
    }

    /** The folders that the client has, if it tells of any. */
    @SuppressWarnings("unchecked")
    List<String> roots() {
      List<Map<String, String>> roots =
          (List<Map<String, String>>) members.getOrDefault("roots", List.of());
      return roots.stream().map(root -> root.get("uri")).toList();
    }

    String url() {
      return (String) members.get("url");
    }
  }

  /** One step of a script; what it asks for is the first member it has. */
  record Step(Map<String, Object> members) {
    String kind() {
      return members.keySet().iterator().next();
    }

    String name() {
      return (String) members.get(kind());
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> arguments() {
      return (Map<String, Object>) members.getOrDefault("with", Map.of());
    }
  }
}
