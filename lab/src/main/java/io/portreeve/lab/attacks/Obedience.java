package io.portreeve.lab.attacks;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a model reads a text that it means to obey: through the disguises that models see through.
 */
final class Obedience {
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9+/]{40,}={0,2}");
  private static final Pattern APART = Pattern.compile("(?<=\\b\\w) (?=\\w\\b)");

  private Obedience() {}

  static String reads(String text) {
    StringBuilder all = new StringBuilder(text.replace("\u200B", ""));
    Matcher encoded = ENCODED.matcher(text);
    while (encoded.find()) {
      byte[] bytes = Base64.getDecoder().decode(encoded.group());
      all.append(' ').append(new String(bytes, StandardCharsets.UTF_8));
    }
    String together = APART.matcher(all).replaceAll("").replaceAll(" +", " ");
    return together.toLowerCase(Locale.ROOT);
  }
}
