package io.portreeve.gateway.scan.finding;

import com.google.re2j.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a text looks like that a rule is about: it holds one of the keywords, the pattern is in it,
 * and the exception is not in what the pattern found. Linear in the length of the text.
 *
 * @param keywords in lower case; a text without any of them is passed over at once; empty: every
 *     text is looked at
 */
public record TextPattern(
    List<String> keywords, LazyPattern pattern, Optional<LazyPattern> unless) {
  public TextPattern {
    keywords = List.copyOf(keywords);
  }

  /** The first part of the text that the rule is about. */
  public Optional<String> find(SearchedText text) {
    return all(text, 1).stream()
        .map(span -> text.text().substring(span.start(), span.end()))
        .findFirst();
  }

  /**
   * A part of a text.
   *
   * @param start of its first character
   * @param end after its last
   */
  public record Span(int start, int end) {}

  /** The first parts of the text that the rule is about, but no more than so many. */
  public List<Span> all(SearchedText text, int most) {
    var found = new ArrayList<Span>();
    if (keywords.isEmpty() || keywords.stream().anyMatch(text.lower()::contains)) {
      Matcher matcher = pattern.matcher(text.text());
      while (found.size() < most && matcher.find()) {
        if (unless.isEmpty() || !unless.get().matcher(matcher.group()).find()) {
          found.add(new Span(matcher.start(), matcher.end()));
        }
      }
    }
    return found;
  }
}
