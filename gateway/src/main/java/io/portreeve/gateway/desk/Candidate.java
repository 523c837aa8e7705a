package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import io.portreeve.gateway.desk.jsonc.Splices;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of a client that Portreeve is to stand in front of.
 *
 * @param id what it is called in its profile, whose file has that name, too
 * @param start a program or an address
 * @param folder where its profile lies, or is to lie
 * @param place a folder of its own: what it fetches is kept there, and it runs there if nothing
 *     else is said
 * @param named what the profile is for, for people
 */
public record Candidate(
    ServerEntry entry,
    String id,
    Start start,
    Grants grants,
    Path folder,
    Path place,
    String named) {
  /** Where its profile lies, or is to lie. */
  public Path profile() {
    return folder.resolve(id + ".yaml");
  }

  /** Its profile's text, by what was seen of it. */
  public String text(Sight sight) {
    Path data = folder.resolve(id + "-data");
    return ProfileText.of(new Profile(id, named, data, start, grants, place, sight, tools(sight)));
  }

  /**
   * The profile with which it is looked at, before anybody agreed to anything: its program may
   * write nothing but what is its own, and reaches nothing but what it is fetched from.
   */
  public String looking() {
    Grants own =
        start instanceof Start.Program program
            ? grants.whileLooking(Runner.of(program.told().getFirst().orElse("")))
            : grants;
    return new Candidate(entry, id, start, own, folder, place, named)
        .text(new Sight.Unseen("it is being looked at"));
  }

  /** What is proposed of its tools; none if nobody looked. */
  public List<ToolChoice> tools(Sight sight) {
    return switch (sight) {
      // A rule takes a star for any characters.
      case Sight.Seen(var tools, boolean _) ->
          tools.stream().map(ToolChoice::of).filter(tool -> !tool.name().contains("*")).toList();
      case Sight.Unseen _, Sight.Silent _ -> List.of();
    };
  }

  /** Why nobody can look at it, if so. */
  public Optional<String> unseeable() {
    if (isOff()) {
      return Optional.of("it is switched off in its client");
    }
    if (grants.unconfined()) {
      return Optional.of("nothing could confine it while somebody looks");
    }
    return handed().entrySet().stream()
        .filter(one -> one.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .map(name -> Start.Program.given(name).orElse(name))
        .map(name -> "only its client knows `" + name + "`")
        .sorted()
        .findFirst();
  }

  private boolean isOff() {
    return isLiteral("disabled", "true") || isLiteral("enabled", "false");
  }

  private boolean isLiteral(String name, String value) {
    return entry
        .value()
        .at(name)
        .filter(it -> it instanceof JsoncValue.Literal literal && literal.word().equals(value))
        .isPresent();
  }

  /** The variables that the client hands over, with their values as far as they can be told. */
  public Map<String, Optional<String>> handed() {
    Map<String, Optional<String>> all = new HashMap<>();
    switch (start) {
      case Start.Program program -> {
        program.variables().forEach((name, value) -> all.put(Start.Program.handed(name), value));
        program.unseen().forEach(i -> all.put(Start.Program.variable(i), program.told().get(i)));
      }
      case Start.Remote remote ->
          remote.headers().forEach((name, value) -> all.put(Start.Remote.variable(name), value));
      case Start.Guarded _, Start.Unfit _ -> throw new IllegalStateException("is no candidate");
    }
    return all;
  }

  /** What stands in the client's file, without values that may be secret. */
  public String before(JsoncText text) {
    List<JsoncValue> arguments = entry.value().at("args").map(JsoncValue::items).orElse(List.of());
    Stream<JsoncValue> words =
        start instanceof Start.Program program
            ? program.unseen().stream().filter(i -> i > 0).map(i -> arguments.get(i - 1))
            : Stream.of();
    return masked(text, Stream.concat(words, values(entry.value())));
  }

  /** What is to stand there, likewise. */
  public String after(JsoncText fresh) {
    return masked(fresh, fresh.root().at(entry.at()).stream().flatMap(Candidate::values));
  }

  private static Stream<JsoncValue> values(JsoncValue server) {
    return Stream.of("env", "headers")
        .flatMap(name -> server.at(name).stream())
        .flatMap(value -> value.members().stream())
        .map(JsoncMember::value);
  }

  /**
   * By their places: the same characters elsewhere are no secret, and what is agreed to is read.
   */
  private String masked(JsoncText text, Stream<JsoncValue> secret) {
    Splices splices = new Splices(text);
    secret.forEach(value -> splices.replace(value, Variables.masked(text.of(value))));
    try {
      JsoncText shown = JsoncText.read(splices.applied());
      return shown.root().at(entry.at()).map(shown::of).orElse("");
    } catch (JsoncRefused impossible) {
      throw new IllegalStateException("what is masked is JSON", impossible);
    }
  }
}
