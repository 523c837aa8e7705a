package io.portreeve.controls.insecureinput;

import io.portreeve.controls.text.TextFlaw;
import io.portreeve.guard.Change;
import io.portreeve.guard.Principal;
import io.portreeve.mcp.json.Json;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonBoolean;
import io.portreeve.mcp.json.JsonMember;
import io.portreeve.mcp.json.JsonNull;
import io.portreeve.mcp.json.JsonNumber;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonPointer;
import io.portreeve.mcp.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The judging of the arguments of one message; confined to it. */
final class Judged {
  /** An argument that is refused, and where it stands. */
  record Refusal(String pointer, ArgumentFlaw flaw) {}

  private final ArgumentJudge judge;
  private final Principal principal;
  private final List<Change> changes = new ArrayList<>();
  private Optional<Refusal> refusal = Optional.empty();

  Judged(ArgumentJudge judge, Principal principal) {
    this.judge = judge;
    this.principal = principal;
  }

  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The first argument that is refused. */
  Optional<Refusal> refusal() {
    return refusal;
  }

  /** The canonical form of {@code json}; meaningless once there is a refusal. */
  Json canonical(Json json, ArgumentKinds kinds, JsonPointer at) {
    if (kinds.isEmpty() || refusal.isPresent()) {
      return json;
    }
    return switch (json) {
      case JsonString string -> kinds.here().map(kind -> text(string, kind, at)).orElse(string);
      case JsonObject object -> object(object, kinds, at);
      case JsonArray array -> array(array, kinds, at);
      case JsonNumber number -> kinds.here().map(kind -> number(number, kind, at)).orElse(number);
      case JsonBoolean _, JsonNull _ -> json;
    };
  }

  private Json object(JsonObject object, ArgumentKinds kinds, JsonPointer at) {
    int before = changes.size();
    List<JsonMember> members = new ArrayList<>(object.size());
    for (JsonMember member : object) {
      JsonPointer child = at.child(member.name());
      kinds.name(member.name(), at).ifPresent(kind -> name(member.name(), kind, child));
      Json value = canonical(member.value(), kinds.member(member.name()), child);
      members.add(new JsonMember(member.label(), value));
    }
    return changes.size() > before ? JsonObject.of(members) : object;
  }

  /** Names are not repaired: two of them could become one. */
  private void name(String name, ArgumentKind kind, JsonPointer at) {
    switch (judge.judge(kind, name, principal)) {
      case ArgumentRuling.Refused refused ->
          refusal = Optional.of(new Refusal(at.toString(), refused.flaw()));
      case ArgumentRuling.Accepted accepted -> {
        if (!accepted.value().equals(name)) {
          refusal = Optional.of(new Refusal(at.toString(), ArgumentFlaw.NAME_NOT_CANONICAL));
        }
      }
    }
  }

  private Json array(JsonArray array, ArgumentKinds kinds, JsonPointer at) {
    int before = changes.size();
    List<Json> elements = new ArrayList<>(array.size());
    for (Json element : array) {
      int index = elements.size();
      elements.add(canonical(element, kinds.element(index), at.child(index)));
    }
    return changes.size() > before ? JsonArray.of(elements) : array;
  }

  private JsonString text(JsonString string, ArgumentKind kind, JsonPointer at) {
    String value = string.value();
    return switch (judge.judge(kind, value, principal)) {
      case ArgumentRuling.Refused refused -> {
        refusal = Optional.of(new Refusal(at.toString(), refused.flaw()));
        yield string;
      }
      case ArgumentRuling.Accepted accepted when accepted.value().equals(value) -> string;
      case ArgumentRuling.Accepted accepted -> {
        record(kind, accepted, at.toString());
        yield JsonString.of(accepted.value());
      }
    };
  }

  /** An id that is a number is owned or not like any other; to other kinds a number is harmless. */
  private JsonNumber number(JsonNumber number, ArgumentKind kind, JsonPointer at) {
    if (kind instanceof ArgumentKind.OwnedId
        && judge.judge(kind, number.toString(), principal)
            instanceof ArgumentRuling.Refused refused) {
      refusal = Optional.of(new Refusal(at.toString(), refused.flaw()));
    }
    return number;
  }

  private void record(ArgumentKind kind, ArgumentRuling.Accepted accepted, String at) {
    if (accepted.found().isEmpty()) {
      changes.add(new Change(at, "canonical-" + kind.wire(), 1));
    }
    accepted.found().entrySet().stream()
        .sorted(Map.Entry.<TextFlaw, Integer>comparingByKey())
        .forEach(flaw -> changes.add(new Change(at, flaw.getKey().wire(), flaw.getValue())));
  }
}
