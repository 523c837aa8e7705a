package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * From where to where a value stands in a text of YAML that was read without a problem.
 *
 * @param start the offset of its first character
 * @param end the offset behind its last one
 * @param members what it holds; empty of a scalar
 */
record Span(Shape shape, int start, int end, List<Member> members) {
  /** How it is written. */
  enum Shape {
    SCALAR,
    /** In braces or brackets. */
    FLOW,
    /** A key or an item a line. */
    BLOCK
  }

  /**
   * One member.
   *
   * @param name its key, or the number of an item
   * @param start where its key begins; of an item in a block, its dash
   * @param colon behind its key; of an item, where it begins
   */
  record Member(String name, int start, int colon, Span value) {}

  /** The whole text. */
  static Span of(String text) {
    var settings = LoadSettings.builder().setUseMarks(true).build();
    var reading = new Reading(text, new Parse(settings).parseString(text).iterator());
    reading.next();
    reading.next();
    return reading.value();
  }

  Optional<Member> member(String name) {
    return members.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** One pass over the events of a text. */
  private static final class Reading {
    private final String text;
    private final Iterator<Event> events;
    private Event current;

    Reading(String text, Iterator<Event> events) {
      this.text = text;
      this.events = events;
      this.current = events.next();
    }

    void next() {
      if (events.hasNext()) {
        current = events.next();
      }
    }

    Span value() {
      int start = offset(current.getStartMark());
      return switch (current) {
        case MappingStartEvent opening -> mapping(start, shape(opening));
        case SequenceStartEvent opening -> sequence(start, shape(opening));
        case ScalarEvent scalar ->
            new Span(Shape.SCALAR, start, trimmed(start, offset(scalar.getEndMark())), List.of());
        default -> new Span(Shape.SCALAR, start, start, List.of());
      };
    }

    private Span mapping(int start, Shape shape) {
      var members = new ArrayList<Member>();
      for (next(); !(current instanceof MappingEndEvent); next()) {
        String key = ((ScalarEvent) current).getValue();
        int from = offset(current.getStartMark());
        int colon = text.indexOf(':', offset(current.getEndMark())) + 1;
        next();
        members.add(new Member(key, from, colon, value()));
      }
      return closed(shape, start, members);
    }

    private Span sequence(int start, Shape shape) {
      var members = new ArrayList<Member>();
      for (next(); !(current instanceof SequenceEndEvent); next()) {
        Span item = value();
        int from = shape == Shape.BLOCK ? text.lastIndexOf('-', item.start() - 1) : item.start();
        members.add(new Member(String.valueOf(members.size()), from, item.start(), item));
      }
      return closed(shape, start, members);
    }

    /** A block ends with what it holds: its mark stands behind the comments that follow. */
    private Span closed(Shape shape, int start, List<Member> members) {
      int end =
          shape == Shape.BLOCK && !members.isEmpty()
              ? members.getLast().value().end()
              : offset(current.getEndMark());
      return new Span(shape, start, end, List.copyOf(members));
    }

    private int trimmed(int start, int end) {
      int last = end;
      while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
        last--;
      }
      return last;
    }

    private static Shape shape(CollectionStartEvent opening) {
      return opening.getFlowStyle() == FlowStyle.FLOW ? Shape.FLOW : Shape.BLOCK;
    }

    /** The parser counts code points. */
    private int offset(Optional<Mark> mark) {
      return text.offsetByCodePoints(0, mark.map(Mark::getIndex).orElse(0));
    }
  }
}
