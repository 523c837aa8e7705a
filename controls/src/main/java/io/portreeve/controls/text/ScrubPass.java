package io.portreeve.controls.text;

import org.jspecify.annotations.Nullable;

/** One walk of a {@link Scrub} over one text; confined to it. */
final class ScrubPass {
  private static final int MARKS = 30;

  private final Scrub scrub;
  private final String text;
  private final Tally tally = new Tally();
  private @Nullable StringBuilder out;
  private int before = -1;
  private int marks;
  private int lineEnd = -1;
  private boolean lineRightToLeft;

  ScrubPass(Scrub scrub, String text) {
    this.scrub = scrub;
    this.text = text;
  }

  /** Walks on from {@code start}, all before which is known to be plain. */
  Encoded from(int start) {
    before = start > 0 ? text.charAt(start - 1) : -1;
    int i = start;
    while (i < text.length()) {
      char unit = text.charAt(i);
      i = Invisibles.suspect(unit) ? closer(i) : keep(i, i + 1, unit);
    }
    return tally.of(out == null ? text : out.toString());
  }

  private int closer(int i) {
    int c = text.codePointAt(i);
    int end = i + Character.charCount(c);
    int flag = c == 0x1F3F4 ? Neighbours.flagLength(text, i) : 0;
    if (flag > 0) {
      return keep(i, i + flag, 0xE007F);
    }
    TextFlaw flaw = flaw(c, i, end);
    return flaw == null ? keep(i, end, c) : treat(flaw, c, i, end);
  }

  private @Nullable TextFlaw flaw(int c, int i, int end) {
    int after = end < text.length() ? text.codePointAt(end) : -1;
    if (c == '\r') {
      return after == '\n' ? null : TextFlaw.CARRIAGE_RETURN;
    }
    TextFlaw flaw = Invisibles.of(c);
    if (flaw == null) {
      return mark(c) && marks >= MARKS ? TextFlaw.MARK_RUN : null;
    }
    return switch (flaw) {
      case CONTROL -> control(c, after);
      case BIDI_MARK -> Invisibles.of(before) != TextFlaw.BIDI_MARK && rightToLeft(i) ? null : flaw;
      default -> Neighbours.callFor(flaw, c, before, after) ? null : flaw;
    };
  }

  /** Whether the line around {@code i} has a right-to-left letter; each line is read once. */
  private boolean rightToLeft(int i) {
    if (i >= lineEnd) {
      int start = text.lastIndexOf('\n', i) + 1;
      int next = text.indexOf('\n', i);
      lineEnd = next < 0 ? text.length() : next;
      lineRightToLeft = text.substring(start, lineEnd).codePoints().anyMatch(Scripts::rightToLeft);
    }
    return lineRightToLeft;
  }

  /** Names the terminal's own words: 7-bit forms by what follows ESC, 8-bit forms by themselves. */
  private static TextFlaw control(int c, int after) {
    int introducer = c == 0x1B ? after : c >= 0x80 ? c - 0x40 : -1;
    return switch (introducer) {
      case '[' -> TextFlaw.TERMINAL_SEQUENCE;
      case ']', 'P', 'X', '^', '_' -> TextFlaw.TERMINAL_COMMAND;
      default -> TextFlaw.CONTROL;
    };
  }

  private int treat(TextFlaw flaw, int c, int i, int end) {
    Scrub.Treatment treatment = scrub.treatment(flaw);
    if (treatment != Scrub.Treatment.IGNORE) {
      tally.add(flaw);
    }
    return switch (treatment) {
      case IGNORE, KEEP -> keep(i, end, c);
      case REMOVE -> put("", before, i, end);
      case REVEAL -> put(Scrub.reveal(c), '\u27E7', i, end);
      case REPLACE -> put("\uFFFD", 0xFFFD, i, end);
    };
  }

  private int keep(int i, int end, int last) {
    if (out != null) {
      out.append(text, i, end);
    }
    marks = mark(last) ? marks + 1 : 0;
    before = last;
    return end;
  }

  private int put(String instead, int last, int i, int end) {
    if (out == null) {
      out = new StringBuilder(text.length() + 16).append(text, 0, i);
    }
    out.append(instead);
    if (!instead.isEmpty()) {
      marks = 0;
      before = last;
    }
    return end;
  }

  private static boolean mark(int c) {
    if (c < 0x300) {
      return false;
    }
    return Invisibles.mark(c);
  }
}
