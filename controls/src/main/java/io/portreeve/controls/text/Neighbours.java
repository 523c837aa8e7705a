package io.portreeve.controls.text;

/**
 * Decides whether the characters around an invisible one call for it.
 *
 * <p>Legitimate are: ZWJ inside an emoji sequence; one ZWJ or ZWNJ after a letter of a script that
 * joins; U+200B beside a script written without spaces; emoji and text presentation selectors on
 * emoji, standardized variants of ideographs and mathematical operators, ideographic variants
 * VS17–VS48, Mongolian variants; one control after a hieroglyph; LRM, RLM and ALM in a line with a
 * right-to-left letter; the tags of the flags of England, Scotland and Wales. Each is accepted once
 * per base, so what is left as a channel is a few bits per visible character of a script that has
 * the feature at all.
 */
final class Neighbours {
  private static final String[] FLAGS = {"gbeng", "gbsct", "gbwls"};

  private Neighbours() {}

  /** Whether {@code c} is called for between what was kept before it and what follows it. */
  static boolean callFor(TextFlaw flaw, int c, int before, int after) {
    return switch (flaw) {
      case ZERO_WIDTH -> zeroWidth(c, before, after);
      case VARIATION_SELECTOR -> variation(c, before, after);
      default -> false;
    };
  }

  private static boolean zeroWidth(int c, int before, int after) {
    return switch (c) {
      case Invisibles.ZWJ ->
          (pictograph(before) && Character.isExtendedPictographic(after))
              || (Scripts.joiningOrMark(before) && !joiner(after) && !joiner(before));
      case Invisibles.ZWNJ -> Scripts.joiningOrMark(before) && Scripts.joining(after);
      case Invisibles.ZWSP -> Scripts.unspaced(before) || Scripts.unspaced(after);
      case 0x180E -> Scripts.mongolian(before);
      default -> c >= 0x13430 && Scripts.hieroglyph(before);
    };
  }

  private static boolean joiner(int c) {
    return c == Invisibles.ZWJ || c == Invisibles.ZWNJ;
  }

  private static boolean pictograph(int c) {
    return c == 0xFE0F
        || (c >= 0 && (Character.isExtendedPictographic(c) || Character.isEmojiModifier(c)));
  }

  private static boolean variation(int c, int before, int after) {
    if (before < 0) {
      return false;
    }
    if (c >= 0xE0100) {
      return c <= 0xE011F && Character.isIdeographic(before);
    }
    if (c < 0x1900) {
      return Scripts.mongolian(before);
    }
    return c >= 0xFE0E ? presentation(before, after) : standardized(c, before);
  }

  private static boolean presentation(int before, int after) {
    // Digits, # and * are emoji only as key caps; on their own a selector shows nothing.
    return before < 0x80 ? after == 0x20E3 && Character.isEmoji(before) : Character.isEmoji(before);
  }

  private static boolean standardized(int c, int before) {
    return c == 0xFE00
        ? Character.isIdeographic(before) || Character.getType(before) == Character.MATH_SYMBOL
        : c <= 0xFE02 && Character.isIdeographic(before);
  }

  /**
   * UTF-16 length of the tagged flag that begins at {@code at} with U+1F3F4; 0 if there is none.
   */
  static int flagLength(String text, int at) {
    for (String region : FLAGS) {
      int next = at + 2;
      int matched = 0;
      while (matched < region.length()
          && next < text.length()
          && text.codePointAt(next) == 0xE0000 + region.charAt(matched)) {
        next += 2;
        matched++;
      }
      if (matched == region.length() && next < text.length() && text.codePointAt(next) == 0xE007F) {
        return next + 2 - at;
      }
    }
    return 0;
  }
}
