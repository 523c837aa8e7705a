package io.portreeve.gateway.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The header fields of a message: immutable, in their order, names in lower case, a name as often
 * as it came.
 *
 * <p>Names are tokens and values hold no control character but the tab, nor blanks at their ends
 * (RFC 9110 section 5.5), whoever builds them: no line can be smuggled into a head. Characters of
 * values are bytes (ISO 8859-1).
 */
public final class HttpFields {
  private static final HttpFields EMPTY = new HttpFields(new String[0], 0);

  /** Name, value, name, value; only the first {@code size * 2} count. */
  private final String[] pairs;

  private final int size;

  /** Takes over what a parser has already checked. */
  HttpFields(String[] pairs, int size) {
    this.pairs = pairs;
    this.size = size;
  }

  public static HttpFields empty() {
    return EMPTY;
  }

  /**
   * One field.
   *
   * @throws IllegalArgumentException if the name is not a token or the value holds what it may not
   */
  public static HttpFields of(String name, String value) {
    return EMPTY.and(name, value);
  }

  /** Two fields. */
  public static HttpFields of(String name1, String value1, String name2, String value2) {
    return new Builder().add(name1, value1).add(name2, value2).build();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** The first value of that name. */
  public Optional<String> first(String name) {
    int at = indexOf(name, 0);
    return at < 0 ? Optional.empty() : Optional.of(pairs[at + 1]);
  }

  /** Every value of that name in order. */
  public List<String> all(String name) {
    int first = indexOf(name, 0);
    if (first < 0) {
      return List.of();
    }
    if (indexOf(name, first + 2) < 0) {
      return List.of(pairs[first + 1]);
    }
    List<String> values = new ArrayList<>();
    for (int at = first; at >= 0; at = indexOf(name, at + 2)) {
      values.add(pairs[at + 1]);
    }
    return values;
  }

  public boolean has(String name) {
    return indexOf(name, 0) >= 0;
  }

  /** How often the name occurs. */
  public int count(String name) {
    int count = 0;
    for (int at = indexOf(name, 0); at >= 0; at = indexOf(name, at + 2)) {
      count++;
    }
    return count;
  }

  /** The number of fields. */
  public int size() {
    return size;
  }

  /** Hands every field, name in lower case, to {@code sink} in order. */
  public void each(BiConsumer<String, String> sink) {
    for (int i = 0; i < size * 2; i += 2) {
      sink.accept(pairs[i], pairs[i + 1]);
    }
  }

  /** A copy with one field more at its end. */
  public HttpFields and(String name, String value) {
    return toBuilder().add(name, value).build();
  }

  /** A copy with the fields of another head after these. */
  public HttpFields and(HttpFields more) {
    if (size == 0 || more.size == 0) {
      return size == 0 ? more : this;
    }
    String[] all = Arrays.copyOf(pairs, (size + more.size) * 2);
    System.arraycopy(more.pairs, 0, all, size * 2, more.size * 2);
    return new HttpFields(all, size + more.size);
  }

  /** A copy in which this value is the name's only one. */
  public HttpFields with(String name, String value) {
    return without(name).and(name, value);
  }

  /** A copy in which the name does not occur. */
  public HttpFields without(String name) {
    if (indexOf(name, 0) < 0) {
      return this;
    }
    String unwanted = lower(name);
    Builder kept = new Builder();
    for (int i = 0; i < size * 2; i += 2) {
      if (!pairs[i].equals(unwanted)) {
        kept.add(pairs[i], pairs[i + 1]);
      }
    }
    return kept.build();
  }

  public Builder toBuilder() {
    return new Builder(Arrays.copyOf(pairs, size * 2 + 16), size);
  }

  String name(int index) {
    return pairs[index * 2];
  }

  String value(int index) {
    return pairs[index * 2 + 1];
  }

  private int indexOf(String name, int from) {
    for (int i = from; i < size * 2; i += 2) {
      if (pairs[i].equals(name) || sameLetters(pairs[i], name)) {
        return i;
      }
    }
    return -1;
  }

  /** Whether {@code name} is, in whatever case, the one that is {@code lower} in lower case. */
  private static boolean sameLetters(String lower, String name) {
    if (lower.length() != name.length()) {
      return false;
    }
    int at = 0;
    while (at < name.length() && lower(name.charAt(at)) == lower.charAt(at)) {
      at++;
    }
    return at == name.length();
  }

  /** Of ASCII alone, as names are: no other letter may become one of theirs. */
  private static String lower(String name) {
    int at = 0;
    while (at < name.length() && !isUpper(name.charAt(at))) {
      at++;
    }
    if (at == name.length()) {
      return name;
    }
    char[] lower = name.toCharArray();
    for (; at < lower.length; at++) {
      lower[at] = lower(lower[at]);
    }
    return new String(lower);
  }

  private static char lower(char c) {
    return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HttpFields that
        && size == that.size
        && Arrays.equals(pairs, 0, size * 2, that.pairs, 0, size * 2);
  }

  @Override
  public int hashCode() {
    int hash = size;
    for (int i = 0; i < size * 2; i++) {
      hash = 31 * hash + pairs[i].hashCode();
    }
    return hash;
  }

  /** The names alone: values may be secret. */
  @Override
  public String toString() {
    List<String> names = new ArrayList<>(size);
    each((name, value) -> names.add(name));
    return "HttpFields" + names;
  }

  /** Collects fields; not for more than one thread. */
  public static final class Builder {
    private String[] pairs;
    private int size;

    private Builder() {
      this(new String[16], 0);
    }

    private Builder(String[] pairs, int size) {
      this.pairs = pairs;
      this.size = size;
    }

    /**
     * Adds a field after those of the same name.
     *
     * @throws IllegalArgumentException if the name is not a token or the value holds what it may
     *     not
     */
    public Builder add(String name, String value) {
      if (!Grammar.isToken(name) || !Grammar.isValue(value)) {
        throw new IllegalArgumentException("not a header field");
      }
      if (size * 2 == pairs.length) {
        pairs = Arrays.copyOf(pairs, pairs.length * 2);
      }
      pairs[size * 2] = lower(name);
      pairs[size * 2 + 1] = value;
      size++;
      return this;
    }

    public HttpFields build() {
      return new HttpFields(Arrays.copyOf(pairs, size * 2), size);
    }
  }
}
