package io.portreeve.testkit;

/**
 * A text that counts how often a character of it is looked at, which tells how much work a reader
 * does, on however slow a machine.
 */
public final class CountedText implements CharSequence {
  private final String text;
  private long looks;

  public CountedText(String text) {
    this.text = text;
  }

  /** How often a character was looked at so far. */
  public long looks() {
    return looks;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    looks++;
    return text.charAt(index);
  }

  /** As much work as it is long. */
  @Override
  public CharSequence subSequence(int start, int end) {
    looks += end - start;
    return text.substring(start, end);
  }

  /** As much work as it is long. */
  @Override
  public String toString() {
    looks += text.length();
    return text;
  }
}
