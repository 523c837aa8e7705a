package io.portreeve.mcp.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A JSON array: its elements in order. */
public abstract sealed class JsonArray implements Json, Iterable<Json>
    permits ReadArray, BuiltArray {

  /** The array without elements. */
  public static JsonArray empty() {
    return BuiltArray.EMPTY;
  }

  /** An array of these elements. */
  public static JsonArray of(Json... elements) {
    return of(List.of(elements));
  }

  /** An array of these elements. */
  public static JsonArray of(List<? extends Json> elements) {
    return elements.isEmpty() ? BuiltArray.EMPTY : new BuiltArray(List.copyOf(elements));
  }

  /** An array of these texts. */
  public static JsonArray ofStrings(List<String> texts) {
    List<Json> strings = new ArrayList<>(texts.size());
    for (String text : texts) {
      strings.add(JsonString.of(text));
    }
    return of(strings);
  }

  /** How many elements there are. */
  public abstract int size();

  /**
   * The element at {@code index}, counted from 0.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public abstract Json get(int index);

  /** The elements in order; each is made when it is reached. */
  @Override
  public abstract Iterator<Json> iterator();

  /** Whether every text within is plain. */
  abstract boolean isPlain();

  /** The elements in order. */
  public Stream<Json> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /** The elements that {@code kept} accepts: the same instance if it accepts all. */
  public JsonArray keepIf(Predicate<? super Json> kept) {
    List<Json> left = new ArrayList<>(size());
    for (Json element : this) {
      if (kept.test(element)) {
        left.add(element);
      }
    }
    return left.size() == size() ? this : of(left);
  }

  /** Each element after {@code edit}: the same instance if it returned each one unchanged. */
  @SuppressWarnings("ReferenceEquality") // to be the same instance is what "unchanged" means here
  public JsonArray map(UnaryOperator<Json> edit) {
    List<Json> edited = new ArrayList<>(size());
    boolean changed = false;
    for (Json element : this) {
      Json result = edit.apply(element);
      changed |= result != element;
      edited.add(result);
    }
    return changed ? of(edited) : this;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof JsonArray array) || array.size() != size()) {
      return false;
    }
    Iterator<Json> others = array.iterator();
    for (Json element : this) {
      if (!element.equals(others.next())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public final int hashCode() {
    int hash = 1;
    for (Json element : this) {
      hash = 31 * hash + element.hashCode();
    }
    return hash;
  }

  @Override
  public final String toString() {
    return JsonWriter.text(this);
  }
}
