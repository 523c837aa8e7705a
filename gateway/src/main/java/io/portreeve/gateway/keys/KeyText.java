package io.portreeve.gateway.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a key: {@code ptr_<id>_<secret><checksum>}, all of it in base 62.
 *
 * <p>The prefix lets secret scanners find a leaked key; the checksum tells a typing error from a
 * wrong key without asking the store. It is no protection: whoever can compute CRC-32 can compute
 * it.
 */
final class KeyText {
  static final String PREFIX = "ptr_";
  static final int ID = 12;
  // 62^43 > 2^256.
  private static final int SECRET = 43;
  // 62^6 > 2^32.
  private static final int CHECKSUM = 6;
  static final int LENGTH = PREFIX.length() + ID + 1 + SECRET + CHECKSUM;

  static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final Pattern BEGINNING = Pattern.compile("ptr[_-]", Pattern.CASE_INSENSITIVE);

  private static final Pattern INSIDE =
      Pattern.compile("ptr[_-][0-9A-Za-z]{" + ID + "}[_-]", Pattern.CASE_INSENSITIVE);

  private KeyText() {}

  /** A fresh key of at least 256 random bits; its id is random too. */
  static String generate(RandomGenerator random) {
    String body = PREFIX + digits(random, ID) + "_" + digits(random, SECRET);
    return body + checksum(body);
  }

  static String id(String key) {
    return key.substring(PREFIX.length(), PREFIX.length() + ID);
  }

  /** Whether the text has the form of a key, whatever its checksum says. */
  static boolean isWellFormed(String text) {
    int underscore = PREFIX.length() + ID;
    return text.length() == LENGTH
        && text.startsWith(PREFIX)
        && text.charAt(underscore) == '_'
        && areDigits(text, PREFIX.length(), underscore)
        && areDigits(text, underscore + 1, LENGTH);
  }

  /**
   * Whether the text may be a key, whole or with a typing error: it begins like one in whatever
   * case, holds the beginning of one, or is one but for what stands before the id. In a token of
   * several parts only the beginning counts: a key has no dot, and by chance anything stands in a
   * signature.
   */
  static boolean isLike(String text) {
    return BEGINNING.matcher(text).lookingAt() || (text.indexOf('.') < 0 && isHeldBy(text));
  }

  private static boolean isHeldBy(String text) {
    String bare = text.substring(Math.max(0, text.length() - (LENGTH - PREFIX.length())));
    return INSIDE.matcher(text).find() || (isWellFormed(PREFIX + bare) && isIntact(PREFIX + bare));
  }

  /** Whether the checksum of a well-formed text fits. */
  static boolean isIntact(String text) {
    int end = LENGTH - CHECKSUM;
    return checksum(text.substring(0, end)).equals(text.substring(end));
  }

  private static boolean areDigits(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is one of {@link #DIGITS}, without a search for each character of each key. */
  static boolean isDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static String digits(RandomGenerator random, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
    return text.toString();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(US_ASCII));
    char[] text = new char[CHECKSUM];
    long rest = crc.getValue();
    for (int i = CHECKSUM - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(text);
  }
}
