package io.portreeve.controls.sensitive;

import io.portreeve.controls.text.Encodings;
import io.portreeve.controls.text.TracedText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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

  /** What of these groups is in the text, from left to right, no part of it twice. */
  public List<Found> in(String text, Set<Group> groups) {
    TracedText read = TracedText.of(text);
    List<Found> all = read(read, groups);
    if (read.shortened()) {
      all.addAll(read(TracedText.separated(text), groups));
    }
    return apart(all);
  }

  private List<Found> read(TracedText read, Set<Group> groups) {
    List<Found> all = plain(read.text(), groups);
    for (Encodings.Hidden hidden : Encodings.in(read.text())) {
      plain(hidden.text(), groups).stream()
          .min(surestFirst)
          .ifPresent(one -> all.add(new Found(one.kind(), hidden.from(), hidden.to())));
    }
    all.replaceAll(one -> new Found(one.kind(), read.start(one.from()), read.end(one.to() - 1)));
    return all;
  }

  /** The same of a text that stands under a name, which may say that all of it is a secret. */
  public List<Found> in(String name, String text, Set<Group> groups) {
    if (name.length() > LONGEST_NAME || text.length() > LONGEST_VALUE || !speaks(name)) {
      return in(text, groups);
    }
    int begins = name.length() + NAMES.length();
    return plain(name + NAMES + text, groups).stream()
        .filter(one -> one.kind().group() == Group.SECRETS && one.from() == begins)
        .findFirst()
        .map(one -> List.of(new Found(one.kind(), 0, text.length())))
        .orElseGet(() -> in(text, groups));
  }

  /** The text with a placeholder for each thing of these groups in it. */
  public String redacted(String text, Set<Group> groups) {
    return redacted(text, in(text, groups));
  }

  /** The text with a placeholder for each of what was found in it. */
  public static String redacted(String text, List<Found> found) {
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder redacted = new StringBuilder(text.length());
    int kept = 0;
    for (Found one : found) {
      redacted.append(text, kept, one.from()).append(one.kind().placeholder());
      kept = one.to();
    }
    return redacted.append(text, kept, text.length()).toString();
  }

  private boolean speaks(String name) {
    List<Integer> hits = new ArrayList<>();
    keywords.in(name, (word, _) -> hits.add(word));
    return !hits.isEmpty();
  }

  private List<Found> plain(String text, Set<Group> groups) {
    List<Found> all = new ArrayList<>();
    keywords.in(
        text,
        (word, at) -> {
          Rule rule = owners.get(word);
          if (groups.contains(rule.kind().group())) {
            rule.at(text, at).ifPresent(all::add);
          }
        });
    if (groups.contains(Group.PERSONAL)) {
      Numbers.in(text, at -> numbers.forEach(rule -> rule.at(text, at).ifPresent(all::add)));
    }
    return all;
  }

  /** Of what overlaps, only the surest. */
  private List<Found> apart(List<Found> all) {
    if (all.size() < 2) {
      return all;
    }
    BitSet taken = new BitSet();
    List<Found> apart = new ArrayList<>();
    for (Found one : all.stream().sorted(surestFirst).toList()) {
      int next = taken.nextSetBit(one.from());
      if (next < 0 || next >= one.to()) {
        taken.set(one.from(), one.to());
        apart.add(one);
      }
    }
    apart.sort(Comparator.comparingInt(Found::from));
    return apart;
  }
}
