package io.portreeve.controls.sensitive;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells what stands for a secret from a secret. */
final class Samples {
  /** What people write where a secret would stand. */
  private static final List<String> WORDS =
      List.of(
          "example",
          "your",
          "xxxx",
          "****",
          "....",
          "placeholder",
          "changeme",
          "change-me",
          "dummy",
          "redacted",
          "1234567",
          "abcdef",
          "<",
          "${",
          "{{",
          "%(",
          "$(");

  private static final Set<String> PASSWORDS =
      Set.of(
          "password",
          "passwd",
          "pass",
          "pwd",
          "secret",
          "user",
          "username",
          "token",
          "key",
          "pw",
          "postgres",
          "mysql",
          "root",
          "admin",
          "guest",
          "test",
          "mypassword",
          "supersecret");

  /** Names joined by dots are what code reads a secret from. */
  private static final Pattern CODE =
      Pattern.compile("[A-Za-z_$][\\w$]*+(?:\\.[A-Za-z_$][\\w$]*+)++");

  private static final int TURNS = 3;
  private static final double BITS = 3.0;

  private Samples() {}

  static boolean sample(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(lower::contains) || value.chars().distinct().count() < 5;
  }

  /** What stands in an address for a password. */
  static boolean password(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return PASSWORDS.contains(lower)
        || lower.startsWith("%")
        || lower.startsWith("$")
        || WORDS.stream().anyMatch(lower::contains)
        || value.chars().distinct().count() < 2;
  }

  /** Whether it looks drawn by chance: digits among letters, and no character far ahead. */
  static boolean random(String value) {
    return turns(value) >= TURNS
        && bits(value) >= BITS
        && !sample(value)
        && !value.contains("://")
        && !CODE.matcher(value).matches();
  }

  /** How often a letter follows a digit, or the other way round. */
  private static int turns(String value) {
    int turns = 0;
    for (int i = 1; i < value.length(); i++) {
      boolean one = Character.isDigit(value.charAt(i - 1)) && Character.isLetter(value.charAt(i));
      boolean other = Character.isLetter(value.charAt(i - 1)) && Character.isDigit(value.charAt(i));
      turns += one || other ? 1 : 0;
    }
    return turns;
  }

  /** Shannon's entropy of its characters, in bits for each. */
  private static double bits(String value) {
    int[] counts = new int[0x80];
    for (int i = 0; i < value.length(); i++) {
      counts[value.charAt(i) & 0x7F]++;
    }
    double sum = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / value.length();
        sum -= share * Math.log(share) / Math.log(2);
      }
    }
    return sum;
  }
}
