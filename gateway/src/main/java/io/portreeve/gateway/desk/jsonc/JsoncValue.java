package io.portreeve.gateway.desk.jsonc;

import java.util.List;
import java.util.Optional;

/**
 * A value and where it stands, in characters of the text: from the first one to behind the last.
 */
public sealed interface JsoncValue {
  int from();

  int to();

  /** The value under this name, if this is an object that has it. */
  default Optional<JsoncValue> at(String name) {
    return member(name).map(JsoncMember::value);
  }

  /** The member of this name, if this is an object that has it. */
  default Optional<JsoncMember> member(String name) {
    return members().stream().filter(member -> member.name().equals(name)).findFirst();
  }

  /** The value that these names lead to. */
  default Optional<JsoncValue> at(List<String> names) {
    Optional<JsoncValue> place = Optional.of(this);
    for (String name : names) {
      place = place.flatMap(value -> value.at(name));
    }
    return place;
  }

  /** What stands in it, if it is an object. */
  default List<JsoncMember> members() {
    return this instanceof ObjectValue object ? object.all() : List.of();
  }

  /** The text that it is, if it is one. */
  default Optional<String> text() {
    return this instanceof StringValue string ? Optional.of(string.decoded()) : Optional.empty();
  }

  /** What it lists, if it is an array. */
  default List<JsoncValue> items() {
    return List.of();
  }

  /** The texts that it lists, if it lists nothing else. */
  default Optional<List<String>> texts() {
    return this instanceof ArrayValue array
            && array.items().stream().allMatch(StringValue.class::isInstance)
        ? Optional.of(array.items().stream().flatMap(item -> item.text().stream()).toList())
        : Optional.empty();
  }

  /** An object, its members in the order of the text. */
  record ObjectValue(int from, int to, List<JsoncMember> all) implements JsoncValue {
    public ObjectValue {
      all = List.copyOf(all);
    }
  }

  /** An array. */
  record ArrayValue(int from, int to, List<JsoncValue> items) implements JsoncValue {
    public ArrayValue {
      items = List.copyOf(items);
    }
  }

  /** A string; {@code decoded} is what its escapes say. */
  record StringValue(int from, int to, String decoded) implements JsoncValue {}

  /** A number, {@code true}, {@code false} or {@code null}. */
  record Literal(int from, int to, String word) implements JsoncValue {}
}
