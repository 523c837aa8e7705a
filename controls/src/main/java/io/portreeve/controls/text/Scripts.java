package io.portreeve.controls.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Which scripts need an invisible character to be written right. */
final class Scripts {
  /** Scripts whose letters change shape by ZWJ and ZWNJ (RFC 5892, appendix A.1 and A.2). */
  private static final Set<UnicodeScript> JOINING =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.NKO,
          UnicodeScript.MANDAIC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.PHAGS_PA,
          UnicodeScript.ADLAM,
          UnicodeScript.HANIFI_ROHINGYA,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE,
          UnicodeScript.TAI_THAM);

  /** Scripts written without spaces, where U+200B marks where a line may break. */
  private static final Set<UnicodeScript> UNSPACED =
      EnumSet.of(
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR,
          UnicodeScript.TIBETAN,
          UnicodeScript.TAI_THAM,
          UnicodeScript.TAI_LE,
          UnicodeScript.NEW_TAI_LUE,
          UnicodeScript.BALINESE,
          UnicodeScript.JAVANESE);

  private Scripts() {}

  static boolean joining(int codePoint) {
    return codePoint >= 0x300 && JOINING.contains(UnicodeScript.of(codePoint));
  }

  /** Like {@link #joining}, and vowel signs that several scripts share. */
  static boolean joiningOrMark(int codePoint) {
    return joining(codePoint) || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  static boolean unspaced(int codePoint) {
    return codePoint >= 0x300 && UNSPACED.contains(UnicodeScript.of(codePoint));
  }

  static boolean mongolian(int codePoint) {
    return codePoint >= 0x1800 && UnicodeScript.of(codePoint) == UnicodeScript.MONGOLIAN;
  }

  static boolean hieroglyph(int codePoint) {
    return codePoint >= 0x13000 && codePoint <= 0x1342F;
  }

  static boolean rightToLeft(int codePoint) {
    byte direction = Character.getDirectionality(codePoint);
    return (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
            || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
        && Character.isLetter(codePoint);
  }
}
