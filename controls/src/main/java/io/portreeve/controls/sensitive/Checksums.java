package io.portreeve.controls.sensitive;

import java.util.Map;

/** Check digits, and what else tells a number of a kind from any other. */
final class Checksums {
  private static final String DNI = "TRWAGMYFPDXBNJZSQVHLCKE";

  /** How many characters the IBANs of a country have (ISO 13616 registry). */
  private static final Map<String, Integer> IBAN =
      Map.ofEntries(
          Map.entry("AD", 24),
          Map.entry("AE", 23),
          Map.entry("AT", 20),
          Map.entry("BE", 16),
          Map.entry("BG", 22),
          Map.entry("BR", 29),
          Map.entry("CH", 21),
          Map.entry("CY", 28),
          Map.entry("CZ", 24),
          Map.entry("DE", 22),
          Map.entry("DK", 18),
          Map.entry("EE", 20),
          Map.entry("ES", 24),
          Map.entry("FI", 18),
          Map.entry("FR", 27),
          Map.entry("GB", 22),
          Map.entry("GI", 23),
          Map.entry("GR", 27),
          Map.entry("HR", 21),
          Map.entry("HU", 28),
          Map.entry("IE", 22),
          Map.entry("IL", 23),
          Map.entry("IS", 26),
          Map.entry("IT", 27),
          Map.entry("LI", 21),
          Map.entry("LT", 20),
          Map.entry("LU", 20),
          Map.entry("LV", 21),
          Map.entry("MC", 27),
          Map.entry("MT", 31),
          Map.entry("NL", 18),
          Map.entry("NO", 15),
          Map.entry("PL", 28),
          Map.entry("PT", 25),
          Map.entry("RO", 24),
          Map.entry("SA", 24),
          Map.entry("SE", 24),
          Map.entry("SI", 19),
          Map.entry("SK", 24),
          Map.entry("SM", 27),
          Map.entry("TR", 26),
          Map.entry("UA", 29));

  private Checksums() {}

  static String digits(String text) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        digits.append(text.charAt(i));
      }
    }
    return digits.toString();
  }

  /** Issued by a network that exists, in its lengths, and with its check digit (ISO/IEC 7812). */
  static boolean card(String digits) {
    return network(digits) && luhn(digits);
  }

  private static boolean network(String digits) {
    int four = Integer.parseInt(digits.substring(0, 4));
    int two = four / 100;
    return switch (digits.length()) {
      case 14 -> two == 36 || two == 38 || (four >= 3000 && four <= 3059);
      case 15 -> two == 34 || two == 37;
      case 16 ->
          two / 10 == 4
              || (two >= 51 && two <= 55)
              || (four >= 2221 && four <= 2720)
              || four == 6011
              || two == 65
              || (four >= 6440 && four <= 6499)
              || (four >= 3528 && four <= 3589)
              || two == 62;
      case 19 -> two / 10 == 4 || two == 62;
      default -> false;
    };
  }

  static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0;
  }

  /** How many characters at the beginning are an IBAN, blanks between them included; 0: none. */
  static int iban(String text) {
    int length = IBAN.getOrDefault(text.substring(0, 2), Integer.MAX_VALUE);
    StringBuilder bare = new StringBuilder(34);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        bare.append(text.charAt(i));
      }
      if (bare.length() == length) {
        boolean ends = i + 1 == text.length() || text.charAt(i + 1) == ' ';
        return ends && ibanRemainder(bare.substring(4) + bare.substring(0, 4)) == 1 ? i + 1 : 0;
      }
    }
    return 0;
  }

  private static int ibanRemainder(String moved) {
    int remainder = 0;
    for (int i = 0; i < moved.length(); i++) {
      int value = Character.digit(moved.charAt(i), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
  }

  /** What the Social Security Administration may have given out since 2011. */
  static boolean ssn(String digits) {
    int area = Integer.parseInt(digits.substring(0, 3));
    return area > 0
        && area != 666
        && area < 900
        && !digits.startsWith("00", 3)
        && !digits.startsWith("0000", 5);
  }

  /** The Dutch test of eleven. */
  static boolean bsn(String digits) {
    int sum = -(digits.charAt(8) - '0');
    for (int i = 0; i < 8; i++) {
      sum += (9 - i) * (digits.charAt(i) - '0');
    }
    return sum > 0 && sum % 11 == 0;
  }

  /** The Spanish letter of eight digits, the first of which a foreigner has as a letter. */
  static boolean dni(String text) {
    int first = "XYZ".indexOf(text.charAt(0));
    String digits = (first < 0 ? "" : Integer.toString(first)) + digits(text);
    return DNI.charAt(Integer.parseInt(digits) % 23) == text.charAt(text.length() - 1);
  }

  /** The German check digit of eleven (ISO 7064, MOD 11,10), and no first digit 0. */
  static boolean germanTaxId(String digits) {
    int product = 10;
    for (int i = 0; i < 10; i++) {
      int sum = (digits.charAt(i) - '0' + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    int check = (11 - product) % 10;
    return digits.charAt(0) != '0' && check == digits.charAt(10) - '0';
  }

  /** The two Brazilian check digits of nine. */
  static boolean cpf(String digits) {
    boolean same = digits.chars().distinct().count() == 1;
    return !same && cpfDigit(digits, 9) && cpfDigit(digits, 10);
  }

  private static boolean cpfDigit(String digits, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (length + 1 - i) * (digits.charAt(i) - '0');
    }
    return sum * 10 % 11 % 10 == digits.charAt(length) - '0';
  }

  /** The French key of thirteen digits. */
  static boolean nir(String digits) {
    return 97 - Long.parseLong(digits.substring(0, 13)) % 97
        == Integer.parseInt(digits.substring(13));
  }
}
