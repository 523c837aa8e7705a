package io.portreeve.controls.text;

import static io.portreeve.controls.text.TextFlaw.BIDI_EMBEDDING;
import static io.portreeve.controls.text.TextFlaw.BIDI_ISOLATE;
import static io.portreeve.controls.text.TextFlaw.BIDI_MARK;
import static io.portreeve.controls.text.TextFlaw.CONTROL;
import static io.portreeve.controls.text.TextFlaw.INVISIBLE;
import static io.portreeve.controls.text.TextFlaw.LONE_SURROGATE;
import static io.portreeve.controls.text.TextFlaw.NONCHARACTER;
import static io.portreeve.controls.text.TextFlaw.PRIVATE_USE;
import static io.portreeve.controls.text.TextFlaw.SOFT_HYPHEN;
import static io.portreeve.controls.text.TextFlaw.TAG;
import static io.portreeve.controls.text.TextFlaw.VARIATION_SELECTOR;
import static io.portreeve.controls.text.TextFlaw.ZERO_WIDTH;

import org.jspecify.annotations.Nullable;

/**
 * Which class a code point would be a flaw of if its neighbours do not call for it.
 *
 * <p>Covers every Default_Ignorable_Code_Point of Unicode 16 (also the unassigned ones, reserved
 * for that use), every control but TAB, LF and CR, every noncharacter and private use character.
 */
final class Invisibles {
  static final int ZWSP = 0x200B;
  static final int ZWNJ = 0x200C;
  static final int ZWJ = 0x200D;

  /** One bit for each UTF-16 unit that needs a closer look: 8 KiB, never written again. */
  private static final long[] SUSPECTS = suspects();

  private Invisibles() {}

  /** Whether this UTF-16 unit may be, or be half of, a flaw; one load and one shift. */
  static boolean suspect(char unit) {
    return (SUSPECTS[unit >>> 6] >>> unit & 1) != 0;
  }

  static @Nullable TextFlaw of(int codePoint) {
    if (codePoint < 0x300) {
      return latin(codePoint);
    }
    if ((codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF)) {
      return NONCHARACTER;
    }
    return codePoint < 0x10000 ? basic(codePoint) : supplementary(codePoint);
  }

  /** Whether it combines with what stands before it; normalizing long runs of marks is costly. */
  static boolean mark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static @Nullable TextFlaw latin(int c) {
    if (c == '\t' || c == '\n' || c == '\r') {
      return null;
    }
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
      return CONTROL;
    }
    return c == 0xAD ? SOFT_HYPHEN : null;
  }

  private static @Nullable TextFlaw basic(int c) {
    return switch (c) {
      case ZWSP, ZWNJ, ZWJ, 0x2060, 0xFEFF, 0x180E -> ZERO_WIDTH;
      case 0x200E, 0x200F, 0x061C -> BIDI_MARK;
      case 0x180B, 0x180C, 0x180D, 0x180F -> VARIATION_SELECTOR;
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2065 -> INVISIBLE;
      default -> basicRange(c);
    };
  }

  private static @Nullable TextFlaw basicRange(int c) {
    if (c >= 0x202A && c <= 0x202E) {
      return BIDI_EMBEDDING;
    }
    if (c >= 0x2061 && c <= 0x206F) {
      return c >= 0x2066 && c <= 0x2069 ? BIDI_ISOLATE : INVISIBLE;
    }
    if (c >= 0xD800 && c <= 0xDFFF) {
      return LONE_SURROGATE;
    }
    if (c >= 0xE000 && c <= 0xF8FF) {
      return PRIVATE_USE;
    }
    if (c >= 0xFE00 && c <= 0xFE0F) {
      return VARIATION_SELECTOR;
    }
    return c >= 0xFFF0 && c <= 0xFFFB ? INVISIBLE : null;
  }

  private static @Nullable TextFlaw supplementary(int c) {
    if (c >= 0xF0000) {
      return PRIVATE_USE;
    }
    if (c >= 0xE0000 && c <= 0xE0FFF) {
      return c <= 0xE007F ? TAG : c >= 0xE0100 && c <= 0xE01EF ? VARIATION_SELECTOR : INVISIBLE;
    }
    if (c >= 0x13430 && c <= 0x1343F) {
      return ZERO_WIDTH;
    }
    boolean shorthandOrMusic = (c >= 0x1BCA0 && c <= 0x1BCA3) || (c >= 0x1D173 && c <= 0x1D17A);
    return shorthandOrMusic ? INVISIBLE : null;
  }

  private static long[] suspects() {
    long[] bits = new long[0x10000 >>> 6];
    for (int unit = 0; unit < 0x10000; unit++) {
      if (of(unit) != null || mark(unit) || unit == '\r') {
        bits[unit >>> 6] |= 1L << unit;
      }
    }
    return bits;
  }
}
