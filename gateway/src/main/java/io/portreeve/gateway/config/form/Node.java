package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One value of the file as written, with its place and the path of keys that leads to it. */
public sealed interface Node {
  /** Where it stands. */
  Place place();

  /** The keys that lead to it, as in {@code servers.files.command[0]}; empty for the whole file. */
  String path();

  /** A text: quoted, or plain and not a number, a truth value or nothing. */
  record Text(Place place, String path, String value) implements Node {}

  /**
   * A plain scalar that YAML reads as a number, a truth value or nothing; its digits as written.
   */
  record Literal(Place place, String path, Kind kind, String value) implements Node {}

  /** What a {@link Literal} is to YAML. */
  enum Kind {
    /** Digits. */
    NUMBER,
    /** {@code true} or {@code false}. */
    TRUTH,
    /** Nothing written, {@code ~} or {@code null}. */
    NOTHING
  }

  /** Something that was reported as a problem already; whoever reads it says nothing more. */
  record Refused(Place place, String path) implements Node {}

  /** A list. */
  record Sequence(Place place, String path, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Keys and values in the order of the file; no key twice. */
  record Mapping(Place place, String path, List<Entry> entries) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    /** The value of a key. */
    public Optional<Node> get(String key) {
      return entries.stream().filter(e -> e.key().equals(key)).map(Entry::value).findFirst();
    }

    /** This mapping without these keys. */
    public Mapping without(List<String> keys) {
      return new Mapping(
          place, path, entries.stream().filter(e -> !keys.contains(e.key())).toList());
    }

    /** This mapping with a key set, replaced where it stood or else added at the end. */
    public Mapping with(String key, Node value) {
      var next = new ArrayList<>(entries);
      next.removeIf(e -> e.key().equals(key));
      next.add(new Entry(key, value.place(), value));
      return new Mapping(place, path, next);
    }
  }

  /** One key of a {@link Mapping}: its name, where the name stands, and its value. */
  record Entry(String key, Place place, Node value) {}

  /** The path of a member of what stands at {@code path}. */
  static String member(String path, String key) {
    String name = key.matches("[A-Za-z0-9_-]+") ? key : '"' + Words.shown(key) + '"';
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The path of an item of the list that stands at {@code path}. */
  static String item(String path, int index) {
    return path + "[" + index + "]";
  }
}
