package io.portreeve.gateway.config.form;

import io.portreeve.gateway.config.form.Span.Member;
import io.portreeve.gateway.config.form.Span.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a right configuration, in which single values can be put or taken out: every other
 * character stays, comments included.
 *
 * <p>A path names keys from the outermost; an item of a list is its number from 0.
 */
public record AmendedText(String text) {
  private static final String MARK = "\ufeff";

  /** A text as a file holds it; without the mark of its encoding. */
  public static AmendedText of(String text) {
    return new AmendedText(text.startsWith(MARK) ? text.substring(1) : text);
  }

  /** Any text; empty if it is no YAML that a configuration could be. */
  public static Optional<AmendedText> read(String text) {
    AmendedText found = of(text);
    var problems = new ArrayList<Problem>();
    return Yaml.read(found.text(), problems).filter(_ -> problems.isEmpty()).map(_ -> found);
  }

  /** The line that the value stands in, or of the nearest above it that is written; from 1. */
  public int line(List<String> path) {
    Span here = Span.of(text);
    int at = 0;
    for (String name : path) {
      Optional<Member> next = here.member(name);
      if (next.isEmpty()) {
        break;
      }
      at = next.get().start();
      here = next.get().value();
    }
    return 1 + Math.toIntExact(text.substring(0, at).chars().filter(c -> c == '\n').count());
  }

  /** Whether the text says the value. */
  public boolean says(List<String> path) {
    Span here = Span.of(text);
    for (String name : path) {
      Optional<Member> next = here.member(name);
      if (next.isEmpty()) {
        return false;
      }
      here = next.get().value();
    }
    return true;
  }

  /**
   * With a value, in the place of what was there or behind what stands beside it.
   *
   * @param value YAML on one line
   */
  public AmendedText put(List<String> path, String value) {
    return put(Optional.empty(), Span.of(text), path, value);
  }

  private AmendedText put(Optional<Member> named, Span here, List<String> path, String value) {
    if (path.isEmpty()) {
      return set(named.orElseThrow(), value);
    }
    Optional<Member> next = here.member(path.getFirst());
    if (next.isPresent()) {
      return put(next, next.get().value(), path.subList(1, path.size()), value);
    }
    String entry = entry(path, value);
    return switch (here.shape()) {
      case SCALAR ->
          named.map(one -> set(one, "{" + entry + "}")).orElseGet(() -> behind(text, entry));
      case FLOW -> within(here, entry);
      case BLOCK -> below(here, entry);
    };
  }

  private AmendedText set(Member named, String value) {
    String blank = named.colon() < named.value().start() || !isKey(named) ? "" : " ";
    int from = named.value().shape() == Shape.BLOCK ? named.colon() : named.value().start();
    String before = named.value().shape() == Shape.BLOCK && isKey(named) ? " " : blank;
    return replaced(from, named.value().end(), before + value);
  }

  private boolean isKey(Member named) {
    return named.colon() > 0 && text.charAt(named.colon() - 1) == ':';
  }

  private static String entry(List<String> path, String value) {
    String name = path.getFirst();
    String key = name.matches("[A-Za-z][A-Za-z0-9_-]*") ? name : quoted(name);
    return path.size() == 1
        ? key + ": " + value
        : key + ": {" + entry(path.subList(1, path.size()), value) + "}";
  }

  /** A text that YAML reads as it was. */
  public static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private AmendedText within(Span here, String entry) {
    return here.members().isEmpty()
        ? replaced(here.start() + 1, here.start() + 1, entry)
        : replaced(here.members().getLast().value().end(), ", " + entry);
  }

  /** On a line of its own, as far in as what stands beside it. */
  private AmendedText below(Span here, String entry) {
    int first = here.members().getFirst().start();
    String indent = " ".repeat(first - lineStart(first));
    int end = text.indexOf('\n', here.end());
    return end < 0
        ? behind(text, indent + entry)
        : replaced(end + 1, end + 1, indent + entry + "\n");
  }

  private static AmendedText behind(String text, String line) {
    return new AmendedText(
        text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + line + "\n");
  }

  /** Without a value, and without what holds nothing else. */
  public AmendedText without(List<String> path) {
    Span here = Span.of(text);
    Span holder = here;
    Optional<Member> gone = Optional.empty();
    for (String name : path) {
      Optional<Member> next = here.member(name);
      if (next.isEmpty()) {
        return this;
      }
      if (here.members().size() > 1 || gone.isEmpty()) {
        holder = here;
        gone = next;
      }
      here = next.get().value();
    }
    Span from = holder;
    return gone.map(one -> without(from, one)).orElse(this);
  }

  private AmendedText without(Span holder, Member gone) {
    int at = holder.members().indexOf(gone);
    boolean last = at == holder.members().size() - 1;
    int start = lineStart(gone.start());
    if (holder.shape() == Shape.BLOCK && text.substring(start, gone.start()).isBlank()) {
      int end = text.indexOf('\n', gone.value().end());
      return replaced(start, end < 0 ? text.length() : end + 1, "");
    }
    if (!last) {
      return replaced(gone.start(), holder.members().get(at + 1).start(), "");
    }
    int from = at == 0 ? gone.start() : holder.members().get(at - 1).value().end();
    return replaced(from, gone.value().end(), "");
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  private AmendedText replaced(int at, String more) {
    return replaced(at, at, more);
  }

  private AmendedText replaced(int from, int to, String by) {
    return new AmendedText(text.substring(0, from) + by + text.substring(to));
  }
}
