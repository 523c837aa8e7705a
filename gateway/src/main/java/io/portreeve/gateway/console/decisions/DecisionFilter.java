package io.portreeve.gateway.console.decisions;

import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.display.VisibleText;
import io.portreeve.gateway.pages.PageAddress;
import io.portreeve.gateway.pages.Parameters;
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
record DecisionFilter(Map<String, String> said) {
  static final String SEARCH = "search";
  static final String SERVER = "server";
  static final String PRINCIPAL = "principal";
  static final String TOOL = "tool";
  static final String ENDING = "verdict";
  static final String REASON = "reason";
  static final String SINCE = "since";
  static final String BEFORE = "before";

  private static final int LONGEST = 200;

  static DecisionFilter of(Parameters query) {
    Map<String, String> said = new LinkedHashMap<>();
    for (String name : List.of(SEARCH, SERVER, PRINCIPAL, TOOL, ENDING, REASON, SINCE, BEFORE)) {
      query
          .get(name)
          .map(String::strip)
          .filter(text -> !text.isEmpty() && text.length() <= LONGEST && isVisible(text))
          .ifPresent(text -> said.put(name, text));
    }
    return new DecisionFilter(said);
  }

  /** What somebody cannot see in a field he did not type: it came with a link. */
  private static boolean isVisible(String text) {
    return text.codePoints().allMatch(VisibleText::isVisible);
  }

  /** The page that shows them. */
  String address(String path) {
    PageAddress address = PageAddress.of(path);
    for (Map.Entry<String, String> one : said.entrySet()) {
      address = address.with(one.getKey(), one.getValue());
    }
    return address.text();
  }

  String get(String name) {
    return Optional.ofNullable(said.get(name)).orElse("");
  }

  /** Whether more is asked for than a word in any of them. */
  boolean filters() {
    return said.keySet().stream().anyMatch(name -> !name.equals(SEARCH) && !name.equals(BEFORE));
  }

  /** The same from another place on. */
  DecisionFilter before(long number) {
    Map<String, String> next = new LinkedHashMap<>(said);
    next.put(BEFORE, Long.toString(number));
    return new DecisionFilter(next);
  }

  /** The same from the newest on. */
  DecisionFilter fromTheNewest() {
    Map<String, String> next = new LinkedHashMap<>(said);
    next.remove(BEFORE);
    return new DecisionFilter(next);
  }

  /** Those of all that pass it, in their order. */
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

  private Optional<Window> since() {
    return named(Window.values(), get(SINCE));
  }

  private long before() {
    String text = get(BEFORE);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : Long.MAX_VALUE;
  }

  private static <E extends Enum<E>> Optional<E> named(E[] all, String word) {
    return Arrays.stream(all).filter(one -> Forms.word(one).equals(word)).findFirst();
  }
}
