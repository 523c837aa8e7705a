package io.portreeve.controls.sensitive;

import io.portreeve.controls.text.Encodings;
import io.portreeve.controls.text.TracedText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds secrets and personal data in a text, by their public forms: also where characters that show
 * nothing stand among them, in wide letters, in character references of HTML, and once in base64 or
 * hexadecimal digits. It answers in time proportional to the length.
 *
 * <p>Nothing found means nothing of a known form: a password in a sentence has none.
 */
public final class SensitiveText {
  private static final int LONGEST_NAME = 128;
  private static final int LONGEST_VALUE = 8_192;
  private static final String NAMES = "=";
  private final List<Rule> rules;
  private final List<Rule> numbers;
  private final List<Rule> owners = new ArrayList<>();
  private final Keywords keywords;
  private final Comparator<Found> surestFirst;

  /** Of the rules for secrets and of those for personal data, those that are surest come first. */
  SensitiveText(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    List<Kind> kinds = kinds();
    this.surestFirst =
        Comparator.comparing((Found found) -> found.kind().group())
            .thenComparingInt(found -> kinds.indexOf(found.kind()))
            .thenComparingInt(Found::from)
            .thenComparing(Comparator.comparingInt(Found::to).reversed());
    this.numbers = rules.stream().filter(Rule::numbers).toList();
    List<String> words = new ArrayList<>();
    for (Rule rule : rules) {
      for (String word : rule.keywords()) {
        words.add(word);
        owners.add(rule);
      }
    }
    this.keywords = new Keywords(words);
  }

  /** With the rules that are packed with it. */
  public static SensitiveText shipped() {
    return new SensitiveText(RuleFile.rules());
  }

  /** Every kind that it knows. */
  public List<Kind> kinds() {
    return rules.stream().map(Rule::kind).toList();
  }

  /**
   * What of the wanted kinds is in the text, from left to right. No part of it is in two that are
   * handled alike, but where something encoded holds several: they have the same place.
   */
  public List<Found> in(String text, Wanted wanted) {
    TracedText read = TracedText.of(text);
    List<List<Found>> all = read(read, wanted);
    if (read.shortened()) {
      all.addAll(read(TracedText.separated(text), wanted));
    }
    return Apart.of(all, surestFirst, wanted);
  }

  private List<List<Found>> read(TracedText read, Wanted wanted) {
    List<List<Found>> all = new ArrayList<>();
    plain(read.text(), wanted).forEach(one -> all.add(List.of(one)));
    for (Encodings.Hidden hidden : Encodings.in(read.text())) {
      List<Found> inside =
          plain(hidden.text(), wanted).stream()
              .sorted(surestFirst)
              .map(one -> new Found(one.kind(), hidden.from(), hidden.to()))
              .distinct()
              .toList();
      if (!inside.isEmpty()) {
        all.add(inside);
      }
    }
    all.replaceAll(place -> place.stream().map(one -> traced(one, read)).toList());
    return all;
  }

  private static Found traced(Found one, TracedText read) {
    return new Found(one.kind(), read.start(one.from()), read.end(one.to() - 1));
  }

  /**
   * The same of a text that stands under a name. If that says that all of it is a secret, all of it
   * is found first, and then what else is in it.
   */
  public List<Found> in(String name, String text, Wanted wanted) {
    List<Found> inside = in(text, wanted);
    if (name.length() > LONGEST_NAME || text.length() > LONGEST_VALUE || !speaks(name)) {
      return inside;
    }
    return named(name, text, wanted)
        .filter(all -> inside.stream().noneMatch(one -> replaces(one, all, wanted)))
        .map(all -> Stream.concat(Stream.of(all), inside.stream()).toList())
        .orElse(inside);
  }

  /** What the text is by its name, and would not be without. */
  private Optional<Found> named(String name, String text, Wanted wanted) {
    int begins = name.length() + NAMES.length();
    Set<Kind> alone =
        plain(text, wanted).stream()
            .filter(one -> one.from() == 0)
            .map(Found::kind)
            .collect(Collectors.toSet());
    return plain(name + NAMES + text, wanted).stream()
        .filter(one -> one.kind().group() == Group.SECRETS && one.from() == begins)
        .filter(one -> !alone.contains(one.kind()))
        .min(surestFirst)
        .map(one -> new Found(one.kind(), 0, text.length()));
  }

  private static boolean replaces(Found one, Found all, Wanted wanted) {
    return one.from() == all.from()
        && one.to() == all.to()
        && wanted.strictness(one.kind()) >= wanted.strictness(all.kind());
  }

  /** The text with a placeholder for each thing of the wanted kinds in it. */
  public String redacted(String text, Wanted wanted) {
    return redacted(text, in(text, wanted));
  }

  /** The text with a placeholder for each of what was found in it; what overlaps shares one. */
  public static String redacted(String text, List<Found> found) {
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder redacted = new StringBuilder(text.length());
    int kept = 0;
    for (Found one : found) {
      if (one.from() >= kept) {
        redacted.append(text, kept, one.from()).append(one.kind().placeholder());
      }
      kept = Math.max(kept, one.to());
    }
    return redacted.append(text, kept, text.length()).toString();
  }

  private boolean speaks(String name) {
    List<Integer> hits = new ArrayList<>();
    keywords.in(name, (word, _) -> hits.add(word));
    return !hits.isEmpty();
  }

  private List<Found> plain(String text, Wanted wanted) {
    List<Found> all = new ArrayList<>();
    keywords.in(
        text,
        (word, at) -> {
          Rule rule = owners.get(word);
          if (wanted.wants(rule.kind())) {
            rule.at(text, at).ifPresent(all::add);
          }
        });
    List<Rule> counting = numbers.stream().filter(rule -> wanted.wants(rule.kind())).toList();
    if (!counting.isEmpty()) {
      Numbers.in(text, at -> counting.forEach(rule -> rule.at(text, at).ifPresent(all::add)));
    }
    return all;
  }
}
