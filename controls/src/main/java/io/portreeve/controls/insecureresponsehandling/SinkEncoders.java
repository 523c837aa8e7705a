package io.portreeve.controls.insecureresponsehandling;

import io.portreeve.controls.text.CsvEncoder;
import io.portreeve.controls.text.Encoded;
import io.portreeve.controls.text.FileNameEncoder;
import io.portreeve.controls.text.HtmlEncoder;
import io.portreeve.controls.text.MarkdownEncoder;
import io.portreeve.controls.text.ModelEncoder;
import io.portreeve.controls.text.ShellEncoder;
import io.portreeve.controls.text.SinkEncoder;
import io.portreeve.controls.text.SqlEncoder;
import io.portreeve.controls.text.TerminalEncoder;
import io.portreeve.controls.text.UriEncoder;
import io.portreeve.guard.Sink;
import java.util.EnumSet;
import java.util.Set;

/**
 * The encoders for a set of sinks.
 *
 * @param characters for text that is data only: hidden characters, controls
 * @param text for text that a sink may act on
 * @param key for names and addresses, which must come through unchanged or not at all
 * @param grammar whether a sink has a grammar of its own, by which an address is as dangerous as
 *     any text
 */
record SinkEncoders(SinkEncoder characters, SinkEncoder text, SinkEncoder key, boolean grammar) {
  private static final SinkEncoder MODEL = new ModelEncoder();
  private static final SinkEncoder TERMINAL = new TerminalEncoder();

  /** What one encoder adds may concern another; they rest long before this. */
  private static final int ROUNDS = 8;

  /** Sinks that act on a text wherever it stands, so on names as well. */
  private static final Set<Sink> PAGES = EnumSet.of(Sink.HTML, Sink.MARKDOWN);

  /** Sinks with a grammar of their own: what quotes for one breaks out of another. */
  private static final Set<Sink> ALONE =
      EnumSet.of(Sink.CSV, Sink.SHELL, Sink.SQL, Sink.FILE_NAME, Sink.URI);

  /** Sinks that no other one gets in the way of. */
  private static final Set<Sink> PLAIN = EnumSet.of(Sink.MODEL, Sink.TERMINAL, Sink.FILE);

  /**
   * The encoders for all of {@code sinks}.
   *
   * @throws IllegalArgumentException for sinks that no one text can be safe for
   */
  static SinkEncoders of(Set<Sink> sinks) {
    Set<Sink> acting = EnumSet.copyOf(sinks);
    acting.removeAll(PLAIN);
    if (acting.size() > 1 && acting.stream().anyMatch(ALONE::contains)) {
      throw new IllegalArgumentException("these sinks cannot share one text");
    }
    SinkEncoder characters = sinks.contains(Sink.TERMINAL) ? TERMINAL : MODEL;
    Set<Sink> pages = EnumSet.copyOf(PAGES);
    pages.retainAll(sinks);
    boolean grammar = acting.stream().anyMatch(ALONE::contains);
    return new SinkEncoders(
        characters, chain(characters, sinks), chain(characters, pages), grammar);
  }

  /** For what is told about a call rather than given by it: pages and terminals show that, too. */
  SinkEncoders told() {
    return new SinkEncoders(characters, key, key, false);
  }

  /** Whether no sink acts on what is written: printable ASCII, TAB and LF stay what they are. */
  boolean keepPlain() {
    return text.equals(characters) && key.equals(characters);
  }

  private static SinkEncoder chain(SinkEncoder first, Set<Sink> sinks) {
    SinkEncoder chain = first;
    boolean single = true;
    for (Sink sink : Sink.values()) {
      if (sinks.contains(sink) && !PLAIN.contains(sink)) {
        chain = chain.then(encoder(sink));
        single = false;
      }
    }
    return single ? chain : resting(chain);
  }

  private static SinkEncoder resting(SinkEncoder chain) {
    return text -> {
      Encoded result = chain.encode(text);
      for (int round = 0; round < ROUNDS && result.changes(text); round++) {
        Encoded next = chain.encode(result.text());
        if (!next.changes(result.text())) {
          break;
        }
        result = next.and(result.found());
      }
      return result;
    };
  }

  private static SinkEncoder encoder(Sink sink) {
    return switch (sink) {
      case MODEL, FILE -> MODEL;
      case TERMINAL -> TERMINAL;
      case HTML -> new HtmlEncoder();
      case MARKDOWN -> new MarkdownEncoder();
      case CSV -> new CsvEncoder();
      case SHELL -> new ShellEncoder();
      case SQL -> new SqlEncoder();
      case FILE_NAME -> new FileNameEncoder();
      case URI -> new UriEncoder();
    };
  }
}
