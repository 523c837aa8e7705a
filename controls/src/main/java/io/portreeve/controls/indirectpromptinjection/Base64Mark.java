package io.portreeve.controls.indirectpromptinjection;

import io.portreeve.guard.ExchangeId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64 (RFC 4648, section 4) of the UTF-8 text, behind a word that says so. */
record Base64Mark() implements TextMark {
  private static final String WORD = "base64:";
  private static final int GROUP = 4;

  @Override
  public String mark(ExchangeId exchange, String text) {
    return isEncoded(text)
        ? text
        : WORD + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whoever wrote it so: there is no word in it that a model reads without decoding it first. */
  private static boolean isEncoded(String text) {
    int length = text.length() - WORD.length();
    if (!text.startsWith(WORD) || length == 0 || length % GROUP != 0) {
      return false;
    }
    int digits = text.length();
    while (digits > text.length() - 2 && text.charAt(digits - 1) == '=') {
      digits--;
    }
    return text.chars().limit(digits).skip(WORD.length()).allMatch(Base64Mark::isDigit);
  }

  private static boolean isDigit(int sign) {
    return (sign >= 'a' && sign <= 'z')
        || (sign >= 'A' && sign <= 'Z')
        || (sign >= '0' && sign <= '9')
        || sign == '+'
        || sign == '/';
  }

  @Override
  public String rule() {
    return "each text that the server wrote is `base64:` and the base64 form of the text in UTF-8."
        + " Decode it to know what it says, and write in plain words.";
  }
}
