package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which decisions somebody wants to see: those that meet every wish. What is no wish that there is
 * is none.
 *
 * @param said what a query says, by the names of the fields
 */
record Wanted(Map<String, String> said) {
  static final String SEARCH = "search";
  static final String SERVER = "server";
  static final String PRINCIPAL = "principal";
  static final String TOOL = "tool";
  static final String ENDING = "verdict";
  static final String REASON = "reason";
  static final String SINCE = "since";
  static final String BEFORE = "before";

  private static final int LONGEST = 200;

  /** How far back, by the word for it. */
  enum Since {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1)),
    WEEK(Duration.ofDays(7));

    private final Duration span;

    Since(Duration span) {
      this.span = span;
    }

    Duration span() {
      return span;
    }
  }

  static Wanted of(Parameters query) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String name : List.of(SEARCH, SERVER, PRINCIPAL, TOOL, ENDING, REASON, SINCE, BEFORE)) {
      query
          .get(name)
          .map(String::strip)
          .filter(text -> !text.isEmpty() && text.length() <= LONGEST && isVisible(text))
          .ifPresent(text -> said.put(name, text));
    }
    return new Wanted(said);
  }

  /** What somebody cannot see in a field he did not type: it came with a link. */
  private static boolean isVisible(String text) {
    return text.codePoints().allMatch(VisibleText::isVisible);
  }

  String get(String name) {
    return Optional.ofNullable(said.get(name)).orElse("");
  }

  /** Whether more is wanted than a word in any of them. */
  boolean filters() {
    return said.keySet().stream().anyMatch(name -> !name.equals(SEARCH) && !name.equals(BEFORE));
  }

  /** The same from another place on. */
  Wanted before(long number) {
    Map<String, String> next = new LinkedHashMap<>(said);
    next.put(BEFORE, Long.toString(number));
    return new Wanted(next);
  }

  /** The same from the newest on. */
  Wanted fromTheNewest() {
    Map<String, String> next = new LinkedHashMap<>(said);
    next.remove(BEFORE);
    return new Wanted(next);
  }

  /** Those of all that are wanted, in their order. */
  List<Decided> of(List<Decided> all, Instant now) {
    String search = get(SEARCH).toLowerCase(Locale.ROOT);
    Optional<Instant> since = since().map(it -> now.minus(it.span()));
    Optional<Ending> ending = named(Ending.values(), get(ENDING));
    long before = before();
    return all.stream()
        .filter(one -> one.number() < before)
        .filter(one -> since.isEmpty() || !one.at().isBefore(since.get()))
        .filter(one -> ending.isEmpty() || one.ending() == ending.get())
        .filter(one -> is(SERVER, one.server()) && is(PRINCIPAL, one.principal()))
        .filter(one -> is(TOOL, one.subject()) && is(REASON, one.reason()))
        .filter(one -> one.searched().contains(search))
        .toList();
  }

  private boolean is(String name, String value) {
    return get(name).isEmpty() || get(name).equals(value);
  }

  private Optional<Since> since() {
    return named(Since.values(), get(SINCE));
  }

  private long before() {
    String text = get(BEFORE);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  private static <E extends Enum<E>> Optional<E> named(E[] all, String word) {
    return Arrays.stream(all).filter(one -> Forms.word(one).equals(word)).findFirst();
  }
}
