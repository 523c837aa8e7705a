package io.portreeve.testkit.model;

import static java.util.stream.Collectors.joining;

import io.portreeve.testkit.Jsons;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** What a scripted model answers to one request. */
public sealed interface ModelTurn {
  /** How something said comes to its end. */
  enum Ending {
    /** As it should: with a reason to stop, which is the tools if it asked for any. */
    WHOLE,
    /** Its length is used up; the last tool's arguments may be half there. */
    LENGTH,
    /** It, or a filter of who serves it, will not go on. */
    DECLINED,
    /** An error in the stream, after all went well so far. */
    FAULT,
    /** In good order for HTTP, but without a word of the model's that it is over. */
    UNFINISHED,
    /** The connection breaks. */
    HANG_UP,
    /** Nothing more comes; it ends when the client goes. */
    SILENCE,
    /** The same text again and again, until the client goes. */
    ENDLESS
  }

  /** A piece of what is said. */
  sealed interface Part {}

  /** Some text. */
  record Text(String text) implements Part {}

  /**
   * A tool is asked for.
   *
   * @param arguments as the model writes them: text, which need not be JSON
   */
  record Use(String id, String tool, String arguments) implements Part {}

  /** Nothing is said until that has happened. */
  record Pause(CountDownLatch until) implements Part {}

  /** It speaks. */
  record Says(List<Part> parts, Ending ending) implements ModelTurn {
    public Says {
      parts = List.copyOf(parts);
    }

    /** And further this text. */
    public Says text(String text) {
      return and(new Text(text));
    }

    /** And asks for a tool with these arguments; single quotes stand for double ones. */
    public Says use(String tool, String arguments) {
      return use("use-" + (parts.size() + 1), tool, Jsons.object(arguments).toString());
    }

    /** And asks for a tool with anything at all for arguments. */
    public Says use(String id, String tool, String arguments) {
      return and(new Use(id, tool, arguments));
    }

    /** And waits before it goes on. */
    public Says pause(CountDownLatch until) {
      return and(new Pause(until));
    }

    /** And ends so. */
    public Says ending(Ending how) {
      return new Says(parts, how);
    }

    String text() {
      return parts.stream()
          .filter(Text.class::isInstance)
          .map(part -> ((Text) part).text())
          .collect(joining());
    }

    List<Use> uses() {
      return parts.stream().filter(Use.class::isInstance).map(Use.class::cast).toList();
    }

    private Says and(Part part) {
      return new Says(Stream.concat(parts.stream(), Stream.of(part)).toList(), ending);
    }
  }

  /** An HTTP error in the words of the API; further fields as {@code retry-after}. */
  record Fails(int status, String message, Map<String, String> fields) implements ModelTurn {
    public Fails {
      fields = Map.copyOf(fields);
    }
  }

  /** Any status and type, with exactly these bytes. */
  record Raw(int status, String type, String body) implements ModelTurn {}

  /** It says this, and has said all. */
  static Says says(String text) {
    return nothing().text(text);
  }

  /** It says nothing but that it wants this tool. */
  static Says uses(String tool, String arguments) {
    return nothing().use(tool, arguments);
  }

  /** It says nothing yet. */
  static Says nothing() {
    return new Says(List.of(), Ending.WHOLE);
  }

  /** It fails. */
  static Fails fails(int status) {
    return new Fails(status, "scripted failure " + status, Map.of());
  }

  /** A stream of exactly these events' data, as SSE. */
  static Raw events(String... data) {
    StringBuilder body = new StringBuilder();
    for (String each : data) {
      body.append("data: ").append(each).append("\n\n");
    }
    return new Raw(200, "text/event-stream", body.toString());
  }

  /** A stream of exactly these lines. */
  static Raw lines(String... lines) {
    return new Raw(200, "application/x-ndjson", String.join("\n", lines) + "\n");
  }

  /** Bytes of no API. */
  static Raw garbage() {
    return new Raw(200, "text/event-stream", "\0\1{{ <html>\n\ndata: {\n\n");
  }
}
