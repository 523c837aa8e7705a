package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import io.portreeve.gateway.desk.jsonc.Splices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts Portreeve into the places of servers in a client's file; all else in it stays. */
final class Rewriting {
  private final JsoncText text;
  private final String launcher;
  private final Splices splices;

  Rewriting(JsoncText text, String launcher) {
    this.text = text;
    this.launcher = launcher;
    this.splices = new Splices(text);
  }

  /** The arguments with which a client starts the gateway of this profile. */
  static List<String> arguments(Path profile) {
    return List.of("stdio", "-c", profile.toString());
  }

  void wrap(Candidate candidate) {
    String arguments = JsoncText.listed(arguments(candidate.profile()));
    switch (candidate.start()) {
      case Start.Program program -> program(candidate.entry().value(), program, arguments);
      case Start.Remote _ -> remote(candidate.entry().value(), arguments);
      case Start.Guarded _, Start.Unfit _ -> throw new IllegalStateException("is no candidate");
    }
  }

  String applied() {
    return splices.applied();
  }

  private void program(ObjectValue entry, Start.Program program, String arguments) {
    JsoncMember command = entry.member("command").orElseThrow();
    Optional<JsoncMember> args = entry.member("args");
    splices.replace(command.value(), JsoncText.quoted(launcher));
    args.ifPresentOrElse(
        member -> splices.replace(member.value(), arguments),
        () -> splices.insert(command, "args", arguments));
    Optional<JsoncValue> env = entry.at("env");
    env.stream()
        .flatMap(all -> all.members().stream())
        .forEach(one -> splices.rename(one, Start.Program.handed(one.name())));
    List<Integer> unseen = program.unseen().stream().sorted().toList();
    if (unseen.isEmpty()) {
      return;
    }
    if (env.isPresent()) {
      unseen.forEach(
          i -> splices.insert((ObjectValue) env.get(), Start.Program.variable(i), word(entry, i)));
    } else {
      String all =
          unseen.stream()
              .map(i -> JsoncText.quoted(Start.Program.variable(i)) + ": " + word(entry, i))
              .reduce((left, right) -> left + ", " + right)
              .orElseThrow();
      splices.insert(args.orElse(command), "env", "{" + all + "}");
    }
  }

  /** A word of the command, as the file writes it. */
  private String word(ObjectValue entry, int index) {
    if (index == 0) {
      return text.of(entry.at("command").orElseThrow());
    }
    return text.of(entry.at("args").orElseThrow().items().get(index - 1));
  }

  private void remote(ObjectValue entry, String arguments) {
    JsoncMember url =
        Stream.of("url", "serverUrl")
            .flatMap(it -> entry.member(it).stream())
            .findFirst()
            .orElseThrow();
    splices.replace(url, "\"command\": " + JsoncText.quoted(launcher) + ", \"args\": " + arguments);
    Stream.of("type", "transport")
        .flatMap(name -> entry.at(name).stream())
        .forEach(type -> splices.replace(type, "\"stdio\""));
    entry
        .member("headers")
        .ifPresent(headers -> {
          splices.rename(headers, "env");
          headers
              .value()
              .members()
              .forEach(header -> splices.rename(header, Start.Remote.variable(header.name())));
        });
  }
}
