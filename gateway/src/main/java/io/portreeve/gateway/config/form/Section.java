package io.portreeve.gateway.config.form;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping with a closed set of keys that becomes one record. A key it does not know is a problem,
 * with the nearest right name; every key is read even after another was wrong.
 */
public final class Section<R> implements Form<R> {
  /** What no file says lies nowhere. */
  private static final Path NOWHERE = Path.of("");

  private final String title;
  private final Function<Values, R> build;
  private final List<Key<R, ?>> keys;
  private final List<Check> checks;
  private final Map<String, String> moved;

  private Section(
      String title,
      Function<Values, R> build,
      List<Key<R, ?>> keys,
      List<Check> checks,
      Map<String, String> moved) {
    this.title = title;
    this.build = build;
    this.keys = List.copyOf(keys);
    this.checks = List.copyOf(checks);
    this.moved = Map.copyOf(moved);
  }

  /** A section of these keys. */
  @SafeVarargs
  public static <R> Section<R> of(String title, Function<Values, R> build, Key<R, ?>... keys) {
    var all = new ArrayList<Key<R, ?>>();
    for (Key<R, ?> key : keys) {
      all.add(key);
    }
    return new Section<>(title, build, all, List.of(), Map.of());
  }

  /** The same, with a rule between the named keys. */
  public Section<R> check(Check.Rule rule, Key<?, ?>... needs) {
    var more = new ArrayList<>(checks);
    more.add(new Check(List.of(needs), rule));
    return new Section<>(title, build, keys, more, moved);
  }

  /**
   * The same, which had another key once.
   *
   * @param instead what to write now
   */
  public Section<R> moved(String key, String instead) {
    var more = new LinkedHashMap<>(moved);
    more.put(key, instead);
    return new Section<>(title, build, keys, checks, more);
  }

  /** The keys in the order of the reference page. */
  public List<Key<R, ?>> keys() {
    return keys;
  }

  /** What the section is about, in a few words. */
  public String title() {
    return title;
  }

  /** What an empty section becomes. */
  public R defaults() {
    var values = new LinkedHashMap<String, Object>();
    for (Key<R, ?> key : keys) {
      values.put(key.name(), key.absent().orElseThrow().get());
    }
    return build.apply(new Values(values, NOWHERE));
  }

  @Override
  public Optional<R> read(Node node, Reading reading) {
    if (!(node instanceof Node.Mapping mapping)) {
      Expected.report(node, expects(), reading);
      return Optional.empty();
    }
    boolean known = onlyKnown(mapping, reading);
    var read = new LinkedHashMap<String, Object>();
    for (Key<R, ?> key : keys) {
      value(key, mapping, reading).ifPresent(value -> read.put(key.name(), value));
    }
    var values = new Values(read, reading.surroundings().directory());
    int before = reading.count();
    for (Check check : checks) {
      if (check.ready(values)) {
        check.rule().judge(values, new Spot(mapping, mapping.path(), reading));
      }
    }
    boolean right = known && read.size() == keys.size() && reading.count() == before;
    return right ? Optional.of(build.apply(values)) : Optional.empty();
  }

  private boolean onlyKnown(Node.Mapping mapping, Reading reading) {
    List<String> names = keys.stream().map(Key::name).toList();
    boolean known = true;
    for (Node.Entry entry : mapping.entries()) {
      if (!names.contains(entry.key())) {
        known = false;
        reading.problem(
            new Problem(
                entry.place(),
                Node.member(mapping.path(), entry.key()),
                "is not a key of " + (mapping.path().isEmpty() ? "the file" : mapping.path()),
                instead(entry.key(), names)));
      }
    }
    return known;
  }

  private String instead(String unknown, List<String> names) {
    return Optional.ofNullable(moved.get(unknown))
        .or(() ->
            Words.nearest(unknown, names).map(near -> "did you mean " + Words.quoted(near) + "?"))
        .orElseGet(() -> "known are " + String.join(", ", names));
  }

  private static <V> Optional<V> value(Key<?, V> key, Node.Mapping mapping, Reading reading) {
    Optional<Node> node = mapping.get(key.name());
    if (node.isPresent()) {
      return key.form().read(node.get(), reading);
    }
    if (key.absent().isEmpty()) {
      String path = Node.member(mapping.path(), key.name());
      String fix = "add `" + key.name() + ":` with " + key.form().expects();
      reading.problem(new Problem(mapping.place(), path, "is missing", fix));
    }
    return key.absent().map(Supplier::get);
  }

  @Override
  public Object write(R value) {
    var out = new LinkedHashMap<String, Object>();
    for (Key<R, ?> key : keys) {
      write(key, value, out);
    }
    return out;
  }

  private static <R, V> void write(Key<R, V> key, R record, Map<String, Object> out) {
    V value = key.of().apply(record);
    if (!value.equals(Optional.empty())) {
      out.put(key.name(), key.form().write(value));
    }
  }

  @Override
  public Map<String, Object> schema() {
    return Schemas.section(this);
  }

  @Override
  public String expects() {
    return title + " (a mapping of keys)";
  }

  /**
   * Each way in which {@code after} is weaker than {@code before}, by what each key says of itself.
   */
  public List<Change> weaker(String path, R before, R after) {
    var out = new ArrayList<Change>();
    for (Key<R, ?> key : keys) {
      out.addAll(weaker(path, key, before, after));
    }
    return List.copyOf(out);
  }

  private static <R, V> List<Change> weaker(String path, Key<R, V> key, R before, R after) {
    Function<V, String> shown =
        value ->
            value.equals(Optional.empty()) ? "nothing" : String.valueOf(key.form().write(value));
    return key.strength()
        .weaker(
            Node.member(path, key.name()), key.of().apply(before), key.of().apply(after), shown);
  }

  @Override
  public List<Form<?>> parts() {
    return keys.stream().<Form<?>>map(Key::form).toList();
  }

  @Override
  public void walk(String path, R value, Visitor visitor) {
    for (Key<R, ?> key : keys) {
      walk(path, key, value, visitor);
    }
  }

  private static <R, V> void walk(String path, Key<R, V> key, R owner, Visitor visitor) {
    String inner = Node.member(path, key.name());
    visitor.visit(inner, key, owner);
    key.form().walk(inner, key.of().apply(owner), visitor);
  }

  /** The paths of the keys that differ and that only a new start takes over. */
  public List<String> fixedUntilRestart(String path, R before, R after) {
    var out = new ArrayList<String>();
    for (Key<R, ?> key : keys) {
      out.addAll(fixedUntilRestart(path, key, before, after));
    }
    return List.copyOf(out);
  }

  private static <R, V> List<String> fixedUntilRestart(
      String path, Key<R, V> key, R before, R after) {
    String inner = Node.member(path, key.name());
    V was = key.of().apply(before);
    V is = key.of().apply(after);
    if (was.equals(is)) {
      return List.of();
    }
    return key.fixed()
        ? List.of(inner)
        : key.form() instanceof Section<V> section
            ? section.fixedUntilRestart(inner, was, is)
            : List.of();
  }

  /** Every key in force whose own name says that it weakens. */
  public static <R> List<Change> insecure(Section<R> section, R value) {
    var out = new ArrayList<Change>();
    section.walk(
        "",
        value,
        new Visitor() {
          @Override
          public <O, V> void visit(String path, Key<O, V> key, O owner) {
            if (key.insecure() && key.isSet(owner)) {
              out.add(new Change(path, key.says()));
            }
          }
        });
    return List.copyOf(out);
  }
}
