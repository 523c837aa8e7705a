package io.portreeve.gateway.scan.finding;

import io.portreeve.guard.Mitigation;
import java.util.List;
import java.util.Optional;

/**
 * What is looked for, and what to do about it.
 *
 * @param id lower case, words joined by dashes; never given to another rule
 * @param title what is wrong, as a clause
 * @param mitigation what is weaker by it
 * @param remedy what to do
 * @param pattern the text it is about; empty where a look is more than a pattern
 * @param secret whether what the pattern finds must not be shown
 * @param partial whether what it finds is that a look was not a whole one
 * @param bad texts that the pattern finds
 * @param good texts like them that it does not find
 */
public record Rule(
    String id,
    String title,
    Severity severity,
    Mitigation mitigation,
    String remedy,
    Optional<TextPattern> pattern,
    boolean secret,
    boolean partial,
    List<String> bad,
    List<String> good) {
  public Rule {
    bad = List.copyOf(bad);
    good = List.copyOf(good);
  }

  /** The same rule, where what it found is as bad as this. */
  public Rule as(Severity found) {
    return new Rule(id, title, found, mitigation, remedy, pattern, secret, partial, bad, good);
  }

  /** What of the text breaks this rule, as it may be shown. */
  public Optional<String> find(String text) {
    return find(SearchedText.of(text));
  }

  /** The same, of a text that other rules look at, too. */
  public Optional<String> find(SearchedText text) {
    return pattern
        .flatMap(one -> one.find(text))
        .map(found -> secret ? Evidence.ofSecret(found) : Evidence.of(found));
  }
}
