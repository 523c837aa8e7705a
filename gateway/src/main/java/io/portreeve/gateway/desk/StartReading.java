package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads how a client gets to a server. */
final class StartReading {
  /** Members by which a client signs in by itself, which Portreeve cannot do in its place. */
  private static final List<String> SIGNING_IN =
      List.of("oauth", "auth", "headersHelper", "authProvider");

  private static final String WORKSPACE = "${workspaceFolder";

  private final JsoncText text;
  private final Variables variables;
  private final SecretWords secrets;
  private final OurStarts ours;

  StartReading(JsoncText text, Variables variables, SecretWords secrets, OurStarts ours) {
    this.text = text;
    this.variables = variables;
    this.secrets = secrets;
    this.ours = ours;
  }

  Start of(ServerEntry entry) {
    Optional<JsoncValue> command = entry.value().at("command");
    Optional<String> url =
        entry.value().at("url").or(() -> entry.value().at("serverUrl")).flatMap(JsoncValue::text);
    if (command.isPresent() == url.isPresent()) {
      return new Start.Unfit(
          command.isPresent()
              ? "it has a command and an address"
              : "it has no command and no address");
    }
    for (String name : List.of("env", "headers")) {
      if (entry
          .value()
          .at(name)
          .filter(it -> !(it instanceof JsoncValue.ObjectValue))
          .isPresent()) {
        return new Start.Unfit("its `" + name + "` is no object");
      }
    }
    if (url.isPresent()) {
      return remote(entry, url.get());
    }
    return command
        .flatMap(JsoncValue::text)
        .<Start>map(program -> program(entry, program))
        .orElseGet(() -> new Start.Unfit("its command is no text"));
  }

  private Start program(ServerEntry entry, String program) {
    Optional<List<String>> arguments =
        entry.value().at("args").map(JsoncValue::texts).orElse(Optional.of(List.of()));
    if (arguments.isEmpty()) {
      return new Start.Unfit("its arguments are no list of texts");
    }
    List<String> words = Stream.concat(Stream.of(program), arguments.get().stream()).toList();
    if (ours.is(words)) {
      return ours.doubt(entry, words)
          .<Start>map(doubt -> new Start.Unfit("it looks like Portreeve, but " + doubt))
          .orElseGet(Start.Guarded::new);
    }
    if (ours.resembles(words)) {
      return new Start.Unfit("it looks like Portreeve, and is not what `wrap` wrote");
    }
    if (entry.value().at("envFile").isPresent()) {
      return new Start.Unfit(
          "its client would give the variables of its `envFile` to Portreeve; put them into `env`");
    }
    List<Optional<String>> told = words.stream().map(variables::resolved).toList();
    boolean moving =
        IntStream.range(0, words.size())
            .anyMatch(i -> words.get(i).contains(WORKSPACE) && told.get(i).isEmpty());
    if (moving) {
      return new Start.Unfit(
          "`${workspaceFolder}` is another folder in each window of its client; write the folder in"
              + " its place, or put the server into the file of its project and wrap that");
    }
    if (told.getFirst().isEmpty()) {
      return new Start.Unfit(
          "only its client knows which program "
              + Variables.masked("\"" + words.getFirst() + "\"")
              + " is; write the program in its place");
    }
    try {
      return new Start.Program(
          words, told, environment(entry), unseen(words), directory(entry, words));
    } catch (IOException | InvalidPathException unreadable) {
      return new Start.Unfit("its cwd cannot be read");
    }
  }

  private Set<Integer> unseen(List<String> words) {
    Set<Integer> unseen = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      if (Variables.isIn(words.get(i))
          || (i > 0 && secrets.isOne(words.get(i - 1), words.get(i)))) {
        unseen.add(i);
      }
    }
    return unseen;
  }

  private Map<String, Optional<String>> environment(ServerEntry entry) {
    Map<String, Optional<String>> all = new LinkedHashMap<>();
    for (JsoncMember member : members(entry, "env")) {
      value(member).ifPresent(value -> all.put(member.name(), value));
    }
    return all;
  }

  /** What a member gives; nothing if it takes something away, as {@code null} does. */
  private Optional<Optional<String>> value(JsoncMember member) {
    return switch (member.value()) {
      case JsoncValue.StringValue string -> Optional.of(variables.resolved(string.decoded()));
      case JsoncValue.Literal literal when text.of(literal).equals("null") -> Optional.empty();
      case JsoncValue other -> Optional.of(Optional.of(text.of(other)));
    };
  }

  private static List<JsoncMember> members(ServerEntry entry, String name) {
    return entry.value().at(name).map(JsoncValue::members).orElse(List.of());
  }

  /** Where it runs: said, or where a word of its is a file. */
  private Optional<Path> directory(ServerEntry entry, List<String> words) throws IOException {
    Optional<String> said = entry.value().at("cwd").flatMap(JsoncValue::text);
    if (said.isPresent()) {
      String path =
          variables.resolved(said.get()).orElseThrow(() -> new IOException("no such variable"));
      return Optional.of(entry.base().resolve(path).normalize());
    }
    boolean needed =
        words.stream()
            .filter(word -> !word.startsWith("-") && !word.startsWith("@"))
            .anyMatch(word ->
                (word.contains("/") || word.contains("."))
                    && !Path.of(word).isAbsolute()
                    && Files.exists(entry.base().resolve(word)));
    return needed ? Optional.of(entry.base()) : Optional.empty();
  }

  private Start remote(ServerEntry entry, String url) {
    Optional<String> own =
        SIGNING_IN.stream().filter(name -> entry.value().at(name).isPresent()).findFirst();
    if (own.isPresent()) {
      return new Start.Unfit("its client signs in by itself (`" + own.get() + "`)");
    }
    if (!url.matches("https?://.*")) {
      return new Start.Unfit("its address is none of HTTP");
    }
    if (Variables.isIn(url) || secrets.isIn(url)) {
      return new Start.Unfit(
          "its address has a secret or a variable in it, which no profile may have");
    }
    if (entry.value().at("env").isPresent()) {
      return new Start.Unfit("it has an address and an environment");
    }
    Map<String, Optional<String>> headers = headers(entry);
    if (headers.keySet().stream().map(Start.Remote::variable).distinct().count() < headers.size()) {
      return new Start.Unfit("two of its headers differ in nothing but case or punctuation");
    }
    return new Start.Remote(url, headers, eventStream(entry, url));
  }

  private Map<String, Optional<String>> headers(ServerEntry entry) {
    Map<String, Optional<String>> all = new LinkedHashMap<>();
    for (JsoncMember member : members(entry, "headers")) {
      value(member).ifPresent(value -> all.put(member.name(), value));
    }
    return all;
  }

  private static boolean eventStream(ServerEntry entry, String url) {
    return entry
        .value()
        .at("type")
        .or(() -> entry.value().at("transport"))
        .flatMap(JsoncValue::text)
        .map("sse"::equals)
        .orElse(url.endsWith("/sse"));
  }
}
