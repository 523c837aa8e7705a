package io.portreeve.onnx.model;

/**
 * Cuts a text into pieces before it is made into tokens, so that what a text costs at one time does
 * not grow with its length. Nothing is left out, each piece but the first begins within the one
 * before, and a character of two halves is never cut.
 *
 * @param size characters (UTF-16) of a piece, at most
 * @param shared about how many of them it has in common with the one before
 */
record Pieces(int size, int shared) {
  /** So many characters become one token, where few do; then a piece fills a window. */
  private static final int CHARACTERS_OF_A_TOKEN = 8;

  private static final int LEAST = 4096;

  Pieces {
    if (size < 8 || shared < 0 || shared > size / 2) {
      throw new IllegalArgumentException("pieces of " + size + " that share " + shared);
    }
  }

  /** For windows of so many tokens that share so many of them. */
  static Pieces of(int window, int shared) {
    int size = (int) Math.min(1 << 24, Math.max(LEAST, (long) window * CHARACTERS_OF_A_TOKEN));
    return new Pieces(size, (int) Math.min(size / 2, (long) shared * CHARACTERS_OF_A_TOKEN));
  }

  /** Where the piece ends that begins there. */
  int end(String text, int begin) {
    return text.length() - begin <= size ? text.length() : whole(text, begin + size);
  }

  /** Where the next piece begins, if one ends there and the text does not. */
  int next(String text, int end) {
    return whole(text, end - shared);
  }

  private static int whole(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1))
        ? at - 1
        : at;
  }
}
