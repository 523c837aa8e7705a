package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 (and so JSON) into {@link Node}s: one document, every key once, and no anchors,
 * aliases or tags, which would let a line mean something that it does not say.
 *
 * <p>It works on the parser's events, because those still know what was quoted, tagged or aliased;
 * a reader of tokens above them gives an alias as the text of its name.
 */
final class Yaml {
  private static final int DEEPEST = 32;
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|0[xo][0-9a-fA-F]+");
  private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");

  private final Iterator<Event> events;
  private final List<Problem> problems;
  private Event current;

  private Yaml(Iterator<Event> events, List<Problem> problems) {
    this.events = events;
    this.problems = problems;
    this.current = events.next();
  }

  /**
   * The mapping that the text is, or empty after a problem was added; after a key that stands twice
   * it goes on.
   */
  static Optional<Node.Mapping> read(String text, List<Problem> problems) {
    var settings = LoadSettings.builder().setUseMarks(true).build();
    try {
      return new Yaml(new Parse(settings).parseString(text).iterator(), problems).document();
    } catch (Unreadable unreadable) {
      problems.add(unreadable.problem);
    } catch (YamlEngineException malformed) {
      problems.add(malformed(malformed));
    }
    return Optional.empty();
  }

  /** Only the parser's own words: its excerpt of the file may hold what must not be printed. */
  private static Problem malformed(YamlEngineException malformed) {
    boolean marked = malformed instanceof MarkedYamlEngineException;
    String why = marked ? ((MarkedYamlEngineException) malformed).getProblem() : "";
    Place place =
        marked ? place(((MarkedYamlEngineException) malformed).getProblemMark()) : new Place(1, 1);
    String shown =
        why == null || why.isEmpty() || why.contains("!")
            ? ""
            : ": " + Words.shown(YamlWords.of(why), 160);
    return new Problem(
        place, "", "this is not YAML" + shown, "check indentation, quotes and colons here");
  }

  private Optional<Node.Mapping> document() {
    next();
    if (current instanceof StreamEndEvent) {
      return Optional.of(new Node.Mapping(new Place(1, 1), "", List.of()));
    }
    next();
    Node root = node("", 0);
    next();
    next();
    if (current instanceof DocumentStartEvent second) {
      problem(place(second.getStartMark()), "", "a second document begins", "keep one in a file");
    }
    if (root instanceof Node.Mapping mapping) {
      return Optional.of(mapping);
    }
    if (root instanceof Node.Literal(_, _, var kind, _) && kind == Node.Kind.NOTHING) {
      return Optional.of(new Node.Mapping(root.place(), "", List.of()));
    }
    problem(root.place(), "", "the file " + Expected.found(root), "expected a mapping of keys");
    return Optional.empty();
  }

  private void next() {
    current = events.next();
  }

  private Node node(String path, int depth) {
    Place place = place(current.getStartMark());
    if (depth > DEEPEST) {
      throw new Unreadable(new Problem(place, path, "is nested too deeply", "flatten it"));
    }
    boolean direct = direct(place, path);
    Node node =
        switch (current) {
          case MappingStartEvent _ -> mapping(place, path, depth);
          case SequenceStartEvent _ -> sequence(place, path, depth);
          case ScalarEvent scalar -> scalar(place, path, scalar);
          default -> new Node.Refused(place, path);
        };
    return direct ? node : new Node.Refused(place, path);
  }

  private boolean direct(Place place, String path) {
    Optional<Anchor> anchor =
        current instanceof NodeEvent node ? node.getAnchor() : Optional.empty();
    if (anchor.isPresent()) {
      String what = current instanceof AliasEvent ? "is an alias" : "has an anchor";
      problem(place, path, what, "write the value out, once for each place");
    }
    Optional<String> tag =
        switch (current) {
          case ScalarEvent scalar -> scalar.getTag();
          case CollectionStartEvent collection -> collection.getTag();
          default -> Optional.empty();
        };
    if (tag.isPresent()) {
      problem(place, path, "has a tag", "remove it; put a text in quotes");
    }
    return anchor.isEmpty() && tag.isEmpty();
  }

  private static Node scalar(Place place, String path, ScalarEvent scalar) {
    String value = scalar.getValue();
    if (!scalar.isPlain()) {
      return new Node.Text(place, path, value);
    }
    if (NOTHING.matcher(value).matches()) {
      return new Node.Literal(place, path, Node.Kind.NOTHING, value);
    }
    if (NUMBER.matcher(value).matches()) {
      return new Node.Literal(place, path, Node.Kind.NUMBER, value);
    }
    return value.equals("true") || value.equals("false")
        ? new Node.Literal(place, path, Node.Kind.TRUTH, value)
        : new Node.Text(place, path, value);
  }

  private Node sequence(Place place, String path, int depth) {
    var items = new ArrayList<Node>();
    for (next(); !(current instanceof SequenceEndEvent); next()) {
      items.add(node(Node.item(path, items.size()), depth + 1));
    }
    return new Node.Sequence(place, path, items);
  }

  private Node mapping(Place place, String path, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (next(); !(current instanceof MappingEndEvent); next()) {
      Place at = place(current.getStartMark());
      String key = key(at, path);
      next();
      Node value = node(Node.member(path, key), depth + 1);
      Node.Entry first = entries.putIfAbsent(key, new Node.Entry(key, at, value));
      if (first != null) {
        String what = "stands twice, first in line " + first.place().line();
        problem(at, Node.member(path, key), what, "keep one of the two");
      }
    }
    return new Node.Mapping(place, path, List.copyOf(entries.values()));
  }

  private String key(Place at, String path) {
    if (direct(at, path) && current instanceof ScalarEvent scalar) {
      return scalar.getValue();
    }
    throw new Unreadable(new Problem(at, path, "has a key that is no text", "write a plain key"));
  }

  private void problem(Place place, String path, String what, String fix) {
    problems.add(new Problem(place, path, what, fix));
  }

  private static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(new Place(1, 1));
  }

  /** What is so wrong that nothing after it can be read. */
  private static final class Unreadable extends RuntimeException {
    private final transient Problem problem;

    Unreadable(Problem problem) {
      super(problem.what(), null, false, false);
      this.problem = problem;
    }
  }
}
