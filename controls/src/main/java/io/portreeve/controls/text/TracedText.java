package io.portreeve.controls.text;

import java.text.Normalizer;

/**
 * A text as it is read, for finding things in it, and where each of its characters stands in what
 * was received: without what shows nothing, with wide and ornate forms of ASCII characters as
 * those, and with numeric character references of HTML as what they stand for.
 */
public final class TracedText {
  private static final int[] SAME = {};

  private final String text;
  private final int[] starts;
  private final int[] ends;

  private TracedText(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** As it is read where what shows nothing counts as nothing. */
  public static TracedText of(String raw) {
    return of(raw, false);
  }

  /** As it is read where what shows nothing stands between others like any sign. */
  public static TracedText separated(String raw) {
    return of(raw, true);
  }

  private static TracedText of(String raw, boolean whole) {
    int plain = PlainScan.plainLength(raw);
    return plain == raw.length() && raw.indexOf("&#") < 0
        ? new TracedText(raw, SAME, SAME)
        : new Reading(raw, whole).traced();
  }

  /** What is read. */
  public String text() {
    return text;
  }

  /** Whether it is shorter than what was received. */
  public boolean shortened() {
    return text.length() < starts.length;
  }

  /** Where the character {@code at} begins in what was received. */
  public int start(int at) {
    return starts.length == 0 ? at : starts[at];
  }

  /** Where the character {@code at} ends there. */
  public int end(int at) {
    return starts.length == 0 ? at + 1 : ends[at];
  }

  private static final class Reading {
    private final String raw;
    private final boolean whole;
    private final StringBuilder read;
    private final int[] starts;
    private final int[] ends;

    /** No character becomes more than itself. */
    Reading(String raw, boolean whole) {
      this.raw = raw;
      this.whole = whole;
      this.read = new StringBuilder(raw.length());
      this.starts = new int[raw.length()];
      this.ends = new int[raw.length()];
    }

    TracedText traced() {
      int i = 0;
      while (i < raw.length()) {
        long reference = raw.charAt(i) == '&' ? Entities.at(raw, i) : 0;
        int c = reference == 0 ? raw.codePointAt(i) : Entities.codePoint(reference);
        int end = i + (reference == 0 ? Character.charCount(c) : Entities.length(reference));
        if (whole || !hidden(c)) {
          add(folded(c), i, end);
        }
        i = end;
      }
      return new TracedText(read.toString(), starts, ends);
    }

    private void add(int c, int from, int to) {
      int before = read.length();
      read.appendCodePoint(c);
      for (int at = before; at < read.length(); at++) {
        starts[at] = from;
        ends[at] = to;
      }
    }
  }

  private static boolean hidden(int c) {
    TextFlaw flaw = Invisibles.of(c);
    return flaw != null
        && flaw != TextFlaw.LONE_SURROGATE
        && flaw != TextFlaw.PRIVATE_USE
        && flaw != TextFlaw.NONCHARACTER;
  }

  private static int folded(int c) {
    if (!ornate(c)) {
      return c;
    }
    String plain = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
    return plain.length() == 1 && plain.charAt(0) < 0x80 ? plain.charAt(0) : c;
  }

  /** The blocks whose characters have ASCII ones as compatibility forms. */
  private static boolean ornate(int c) {
    return c >= 0x2000
        && ((c <= 0x214F && (c < 0x2010 || c >= 0x2070))
            || (c >= 0x2460 && c <= 0x24FF)
            || (c >= 0xFE50 && c <= 0xFE6F)
            || (c >= 0xFF01 && c <= 0xFF5E)
            || (c >= 0x1D400 && c <= 0x1D7FF));
  }
}
