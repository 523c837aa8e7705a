package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Which changes of a value weaken Portreeve. Every {@link Key} has to say; what cannot be compared
 * is weaker when it differs.
 */
@FunctionalInterface
public interface Strength<V> {
  /**
   * Each way in which {@code after} is weaker than {@code before}; {@code shown} prints a value.
   */
  List<Change> weaker(String path, V before, V after, Function<V, String> shown);

  /** No value of this key is weaker than another. */
  static <V> Strength<V> neutral() {
    return (path, before, after, shown) -> List.of();
  }

  /** Any change may weaken: the values are not ordered. */
  static <V> Strength<V> unordered() {
    return (path, before, after, shown) ->
        when(!before.equals(after), path, () -> moved(before, after, shown));
  }

  /** A greater value is weaker: a limit. For an enum, constants stand from strong to weak. */
  static <V extends Comparable<? super V>> Strength<V> greaterIsWeaker() {
    return (path, before, after, shown) ->
        when(after.compareTo(before) > 0, path, () -> moved(before, after, shown));
  }

  /** A smaller value is weaker. */
  static <V extends Comparable<? super V>> Strength<V> smallerIsWeaker() {
    return (path, before, after, shown) ->
        when(after.compareTo(before) < 0, path, () -> moved(before, after, shown));
  }

  /** {@code true} is weaker. */
  static Strength<Boolean> onIsWeaker(String what) {
    return (path, before, after, shown) -> when(after && !before, path, () -> what);
  }

  /** {@code false} is weaker. */
  static Strength<Boolean> offIsWeaker(String what) {
    return (path, before, after, shown) -> when(before && !after, path, () -> what);
  }

  /** To be there at all is weaker, and so is any change of what is there. */
  static <V> Strength<Optional<V>> presentIsWeaker(String what) {
    return (path, before, after, shown) ->
        when(after.isPresent() && !after.equals(before), path, () -> what);
  }

  /** To be missing is weaker, and so is any change of what is there. */
  static <V> Strength<Optional<V>> absentIsWeaker(String what) {
    return (path, before, after, shown) ->
        before.isEmpty()
            ? List.of()
            : after.isEmpty()
                ? List.of(new Change(path, what))
                : when(!after.equals(before), path, () -> moved(before, after, shown));
  }

  /** Every item more is weaker: a list of what is let through. */
  static <I, V extends Collection<I>> Strength<V> moreIsWeaker() {
    return (path, before, after, shown) ->
        after.stream()
            .filter(item -> !before.contains(item))
            .map(item -> new Change(path, "now also has " + Words.quoted(word(item))))
            .toList();
  }

  /** Every item less is weaker: a list of what is demanded. */
  static <I, V extends Collection<I>> Strength<V> fewerIsWeaker() {
    return (path, before, after, shown) ->
        before.stream()
            .filter(item -> !after.contains(item))
            .map(item -> new Change(path, "no longer has " + Words.quoted(word(item))))
            .toList();
  }

  /** For a list of what is let through that lets everything through when it is empty. */
  static <I, V extends Collection<I>> Strength<V> emptyIsAll(String what) {
    Strength<V> more = moreIsWeaker();
    return (path, before, after, shown) ->
        before.isEmpty()
            ? List.of()
            : after.isEmpty()
                ? List.of(new Change(path, what))
                : more.weaker(path, before, after, shown);
  }

  /** The sum of what the section's own keys say. */
  static <V> Strength<V> inside(Section<V> section) {
    return (path, before, after, shown) -> section.weaker(path, before, after);
  }

  /** The same for a section that may be missing; its coming or going counts as well. */
  static <V> Strength<Optional<V>> inside(Section<V> section, Strength<Optional<V>> presence) {
    return (path, before, after, shown) ->
        before.isPresent() && after.isPresent()
            ? section.weaker(path, before.get(), after.get())
            : presence.weaker(path, before, after, shown);
  }

  /** Of a limit that may be missing: to be missing is weakest, and a greater one is weaker. */
  static Strength<Optional<Integer>> limit() {
    return (path, before, after, shown) -> {
      int was = before.orElse(Integer.MAX_VALUE);
      int is = after.orElse(Integer.MAX_VALUE);
      return when(is > was, path, () -> moved(before, after, shown));
    };
  }

  /**
   * For declarations by name that each make something stricter: one that went or changed is weaker.
   */
  static <V> Strength<Map<String, V>> declarations(String removed) {
    return (path, before, after, shown) ->
        before.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(after.get(entry.getKey())))
            .map(entry ->
                new Change(
                    Node.member(path, entry.getKey()),
                    after.containsKey(entry.getKey()) ? "was changed" : removed))
            .toList();
  }

  /** For values by name: one that came is weaker if {@code how} says in which way. */
  static <V> Strength<Map<String, V>> grants(Function<V, Optional<String>> how) {
    return (path, before, after, shown) ->
        after.entrySet().stream()
            .filter(entry -> !before.containsKey(entry.getKey()))
            .flatMap(entry ->
                how.apply(entry.getValue()).stream()
                    .map(what -> new Change(Node.member(path, entry.getKey()), what)))
            .toList();
  }

  /** For values by name that are handed to somebody: one that came or changed may be too much. */
  static <V> Strength<Map<String, V>> handed(String came) {
    return (path, before, after, shown) ->
        after.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
            .map(entry ->
                new Change(
                    Node.member(path, entry.getKey()),
                    before.containsKey(entry.getKey()) ? "was changed" : came))
            .toList();
  }

  /** Any change may weaken, and what the value is is nobody's business. */
  static <V> Strength<V> secret() {
    return (path, before, after, shown) -> when(!before.equals(after), path, () -> "was changed");
  }

  /** For sections by name where one that is missing is as good as an empty one. */
  static <V> Strength<Map<String, V>> overrides(Section<V> each) {
    return (path, before, after, shown) -> {
      V none = each.defaults();
      var names = new LinkedHashSet<>(before.keySet());
      names.addAll(after.keySet());
      return names.stream()
          .flatMap(name ->
              each
                  .weaker(
                      Node.member(path, name),
                      before.getOrDefault(name, none),
                      after.getOrDefault(name, none))
                  .stream())
          .toList();
    };
  }

  /**
   * For sections by name: a new one is weaker if {@code came} says how; one that stayed is compared
   * key by key.
   */
  static <V> Strength<Map<String, V>> sections(Section<V> each, String came) {
    return (path, before, after, shown) ->
        after.entrySet().stream()
            .flatMap(entry -> {
              String at = Node.member(path, entry.getKey());
              Optional<V> was = Optional.ofNullable(before.get(entry.getKey()));
              return was.isPresent()
                  ? each.weaker(at, was.get(), entry.getValue()).stream()
                  : Stream.of(new Change(at, came));
            })
            .toList();
  }

  /** No item at all is weaker than some: an empty list that stands for everything. */
  static <I, V extends Collection<I>> Strength<V> emptyIsWeaker(String what) {
    return (path, before, after, shown) ->
        when(after.isEmpty() && !before.isEmpty(), path, () -> what);
  }

  /** For a list of named permissions: one that came is weaker, and one that changed may be. */
  static <I> Strength<List<I>> permissions(Function<I, String> name, String came) {
    return permissions(name, came, Object::equals);
  }

  /** Likewise, but one that changed is no weaker if it is {@code within} what it was. */
  static <I> Strength<List<I>> permissions(
      Function<I, String> name, String came, BiPredicate<I, I> within) {
    return (path, before, after, shown) -> {
      Map<String, I> was = byName(before, name);
      var out = new ArrayList<Change>();
      byName(after, name)
          .forEach((key, is) -> {
            Optional<I> old = Optional.ofNullable(was.get(key));
            if (old.filter(rule -> within.test(is, rule)).isEmpty()) {
              String what = old.isPresent() ? "was changed" : came;
              out.add(new Change(Node.member(path, key), what));
            }
          });
      return List.copyOf(out);
    };
  }

  /**
   * For a list of named prohibitions: one that went is weaker, and one that changed is unless what
   * it was is {@code within} what it is.
   */
  static <I> Strength<List<I>> prohibitions(
      Function<I, String> name, String went, BiPredicate<I, I> within) {
    return (path, before, after, shown) -> {
      Map<String, I> is = byName(after, name);
      var out = new ArrayList<Change>();
      byName(before, name)
          .forEach((key, was) -> {
            Optional<I> now = Optional.ofNullable(is.get(key));
            if (now.filter(rule -> within.test(was, rule)).isEmpty()) {
              String what = now.isPresent() ? "was changed" : went;
              out.add(new Change(Node.member(path, key), what));
            }
          });
      return List.copyOf(out);
    };
  }

  private static <I> Map<String, I> byName(List<I> items, Function<I, String> name) {
    var out = new LinkedHashMap<String, I>();
    items.forEach(item -> out.put(name.apply(item), item));
    return out;
  }

  /** The changes that both strengths see. */
  default Strength<V> and(Strength<V> other) {
    return (path, before, after, shown) ->
        Stream.concat(
                weaker(path, before, after, shown).stream(),
                other.weaker(path, before, after, shown).stream())
            .distinct()
            .toList();
  }

  private static String word(Object item) {
    return item instanceof Enum<?> constant ? Forms.word(constant) : String.valueOf(item);
  }

  private static List<Change> when(boolean weaker, String path, Supplier<String> what) {
    return weaker ? List.of(new Change(path, what.get())) : List.of();
  }

  private static <V> String moved(V before, V after, Function<V, String> shown) {
    return "went from " + shown.apply(before) + " to " + shown.apply(after);
  }
}
