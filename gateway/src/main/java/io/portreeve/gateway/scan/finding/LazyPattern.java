package io.portreeve.gateway.scan.finding;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * A pattern that is compiled when a text is first held against it: most texts hold no keyword of
 * most rules, and no start waits for patterns that nothing may ever be held against.
 */
final class LazyPattern {
  private final String source;
  private volatile Optional<Pattern> compiled = Optional.empty();

  LazyPattern(String source) {
    this.source = source;
  }

  Matcher matcher(String text) {
    return compiled.orElseGet(this::compile).matcher(text);
  }

  /** Two threads may both do so, and both are right. */
  private Pattern compile() {
    Pattern pattern = Pattern.compile(source);
    compiled = Optional.of(pattern);
    return pattern;
  }
}
