package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncMember;
import io.portreeve.gateway.desk.jsonc.JsoncRefused;
import io.portreeve.gateway.desk.jsonc.JsoncText;
import io.portreeve.gateway.desk.jsonc.JsoncValue;
import io.portreeve.gateway.desk.jsonc.JsoncValue.ObjectValue;
import io.portreeve.gateway.desk.jsonc.Splices;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A server as its client's file had it before, with one change that was made since. What a client
 * hands over by a variable of ours goes back to where it came from.
 *
 * @param text the server, as JSON
 */
record Amended(String text) {
  /** With this value under this name, at the place within the server. */
  String with(List<String> at, String name, String json) throws JsoncRefused {
    JsoncText read = JsoncText.read(text);
    Splices splices = new Splices(read);
    Optional<JsoncValue> place = read.root().at(at);
    Optional<JsoncValue> target =
        origin(read.root(), name).or(() -> place.flatMap(value -> value.at(name)));
    if (target.isPresent()) {
      splices.replace(target.get(), json);
    } else if (place.isPresent() && place.get() instanceof ObjectValue object) {
      splices.insert(object, name, json);
    } else if (read.root() instanceof ObjectValue server) {
      splices.insert(server, at.getLast(), "{" + JsoncText.quoted(name) + ": " + json + "}");
    }
    return splices.applied();
  }

  /** Without what is under this name. */
  String without(List<String> at, String name) throws JsoncRefused {
    JsoncText read = JsoncText.read(text);
    Splices splices = new Splices(read);
    Optional<JsoncMember> member = read.root().at(at).flatMap(value -> value.member(name));
    if (member.isPresent() && read.root().at(at).orElseThrow() instanceof ObjectValue object) {
      splices.remove(object, member.get());
    }
    return splices.applied();
  }

  /** Where the value stands that a variable of ours stands for. */
  private static Optional<JsoncValue> origin(JsoncValue server, String name) {
    Optional<JsoncMember> header =
        server.at("headers").map(JsoncValue::members).orElse(List.of()).stream()
            .filter(member -> Start.Remote.variable(member.name()).equals(name))
            .findFirst();
    if (header.isPresent()) {
      return header.map(JsoncMember::value);
    }
    if (Start.Program.variable(0).equals(name)) {
      return server.at("command");
    }
    List<JsoncValue> words = server.at("args").map(JsoncValue::items).orElse(List.of());
    return IntStream.range(0, words.size())
        .filter(i -> Start.Program.variable(i + 1).equals(name))
        .<JsoncValue>mapToObj(words::get)
        .findFirst();
  }
}
