package io.portreeve.gateway.config.form;

/**
 * Where something stands in the file, both counted from one; line 0 means that it came from outside
 * the file.
 */
public record Place(int line, int column) implements Comparable<Place> {
  /** Something that no line of the file says, such as an option of the command line. */
  public static final Place OUTSIDE = new Place(0, 0);

  @Override
  public int compareTo(Place other) {
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
