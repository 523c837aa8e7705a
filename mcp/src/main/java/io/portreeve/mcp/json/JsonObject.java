package io.portreeve.mcp.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: names are unique, and members keep the order in which they were received.
 *
 * <p>An edit is an overlay: a new object that holds the untouched members as they were received.
 */
public abstract sealed class JsonObject implements Json, Iterable<JsonMember>
    permits ReadObject, BuiltObject {

  /** The object without members. */
  public static JsonObject empty() {
    return BuiltObject.EMPTY;
  }

  /** An object of one member. */
  public static JsonObject of(String name, Json value) {
    return empty().with(name, value);
  }

  /** An object of these members, in this order; a later one takes the place of an equal name. */
  public static JsonObject of(Iterable<JsonMember> members) {
    JsonObjectBuilder builder = builder();
    members.forEach(builder::put);
    return builder.build();
  }

  /** Starts an object of several members. */
  public static JsonObjectBuilder builder() {
    return new JsonObjectBuilder();
  }

  /** How many members there are. */
  public abstract int size();

  /** The members in order; each is made when it is reached. */
  @Override
  public abstract Iterator<JsonMember> iterator();

  abstract @Nullable Json find(String name);

  /** Whether every text within is plain, names included. */
  abstract boolean isPlain();

  /** The value of the member {@code name}; empty if there is none. */
  public Optional<Json> get(String name) {
    return Optional.ofNullable(find(name));
  }

  /** Whether there is a member {@code name}, be it {@code null}. */
  public boolean has(String name) {
    return find(name) != null;
  }

  /** The decoded names in order. */
  public List<String> names() {
    List<String> names = new ArrayList<>(size());
    forEach(member -> names.add(member.name()));
    return List.copyOf(names);
  }

  /** The text of the member {@code name}; empty if there is none or it is no string. */
  public Optional<String> string(String name) {
    return find(name) instanceof JsonString string ? Optional.of(string.value()) : Optional.empty();
  }

  /**
   * The worth of the member {@code name}; empty if there is none, or it is no integer (as JSON
   * Schema has it: {@code 1.0} is one), or one beyond {@code long}.
   */
  public Optional<Long> integer(String name) {
    return find(name) instanceof JsonNumber number ? number.asLong() : Optional.empty();
  }

  /** The truth of the member {@code name}; empty if there is none or it is no boolean. */
  public Optional<Boolean> bool(String name) {
    return find(name) instanceof JsonBoolean bool ? Optional.of(bool.value()) : Optional.empty();
  }

  /** The object of the member {@code name}; empty if there is none or it is no object. */
  public Optional<JsonObject> object(String name) {
    return find(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** The array of the member {@code name}; empty if there is none or it is no array. */
  public Optional<JsonArray> array(String name) {
    return find(name) instanceof JsonArray array ? Optional.of(array) : Optional.empty();
  }

  /** The same as one piece of text, for what is written again and again. */
  public JsonObject inOnePiece() {
    try {
      return (JsonObject) JsonReader.read(toBytes(), JsonLimits.defaults());
    } catch (JsonRefused tooLong) {
      return this;
    }
  }

  /** This object with {@code value} at {@code name}: in its old place, or at the end if new. */
  public JsonObject with(String name, Json value) {
    return BuiltObject.with(this, name, value);
  }

  /** This object with a string at {@code name}. */
  public JsonObject with(String name, String value) {
    return with(name, JsonString.of(value));
  }

  /** This object with an integer at {@code name}. */
  public JsonObject with(String name, long value) {
    return with(name, JsonNumber.of(value));
  }

  /** This object with a boolean at {@code name}. */
  public JsonObject with(String name, boolean value) {
    return with(name, JsonBoolean.of(value));
  }

  /** This object without a member {@code name}: the same instance if there is none. */
  public JsonObject without(String name) {
    return has(name) ? keepIf(member -> !member.label().is(name)) : this;
  }

  /** The members that {@code kept} accepts: the same instance if it accepts all. */
  public JsonObject keepIf(Predicate<JsonMember> kept) {
    List<JsonMember> left = new ArrayList<>(size());
    for (JsonMember member : this) {
      if (kept.test(member)) {
        left.add(member);
      }
    }
    return left.size() == size() ? this : BuiltObject.of(left);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof JsonObject object) || object.size() != size()) {
      return false;
    }
    for (JsonMember member : this) {
      if (!member.value().equals(object.find(member.name()))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final int hashCode() {
    int hash = 0;
    for (JsonMember member : this) {
      hash += Map.entry(member.name(), member.value()).hashCode();
    }
    return hash;
  }

  @Override
  public final String toString() {
    return JsonWriter.text(this);
  }
}
