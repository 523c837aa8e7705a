package io.portreeve.gateway.scan.finding;

import java.util.Locale;

/** A text that many rules look at, with what all of them look for words in. */
public record SearchedText(String text, String lower) {
  public static SearchedText of(String text) {
    return new SearchedText(text, text.toLowerCase(Locale.ROOT));
  }
}
