package io.portreeve.mcp.json;

/**
 * How much JSON one text may hold; a text over any limit is refused while it is read.
 *
 * @param bytes length of the whole text
 * @param depth containers around the innermost value; 1 allows {@code []} but not {@code [[]]}
 * @param members members of one object
 * @param values values in all, containers included, names not; each costs up to 28 bytes of memory
 * @param stringBytes length of one string or name as received, without its quotes
 * @param numberBytes length of one number literal
 * @param exponentDigits digits after the {@code e}: three cover every double, while a reader that
 *     meets {@code 1e999999999} may try to write it out
 */
public record JsonLimits(
    int bytes,
    int depth,
    int members,
    int values,
    int stringBytes,
    int numberBytes,
    int exponentDigits) {
  /** The deepest {@link #depth()} there is: walking a value takes stack, level by level. */
  public static final int MAX_DEPTH = 512;

  /** The most {@link #values()} there are: one more could not be addressed. */
  public static final int MAX_VALUES = 100_000_000;

  /** The longest a {@linkplain #stringBytes() string} may be: its length shares an int. */
  public static final int MAX_STRING_BYTES = (1 << 28) - 8;

  private static final JsonLimits DEFAULTS =
      new JsonLimits(16 << 20, 64, 10_000, 200_000, 16 << 20, 350, 3);

  public JsonLimits {
    check(bytes, Integer.MAX_VALUE - 64);
    check(depth, MAX_DEPTH);
    check(members, MAX_VALUES);
    check(values, MAX_VALUES);
    check(stringBytes, MAX_STRING_BYTES);
    check(numberBytes, 10_000);
    check(exponentDigits, 4);
  }

  /**
   * 16 MiB of text, 64 levels, 10,000 members an object, 200,000 values, strings up to the whole
   * text, numbers of 350 bytes (any double fits, even without exponent) with exponents of three
   * digits.
   */
  public static JsonLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another {@link #bytes()}. */
  public JsonLimits withBytes(int newBytes) {
    return new JsonLimits(
        newBytes, depth, members, values, stringBytes, numberBytes, exponentDigits);
  }

  /** These limits with another {@link #depth()}. */
  public JsonLimits withDepth(int newDepth) {
    return new JsonLimits(
        bytes, newDepth, members, values, stringBytes, numberBytes, exponentDigits);
  }

  /** These limits with other {@link #members()}. */
  public JsonLimits withMembers(int newMembers) {
    return new JsonLimits(
        bytes, depth, newMembers, values, stringBytes, numberBytes, exponentDigits);
  }

  /** These limits with other {@link #values()}. */
  public JsonLimits withValues(int newValues) {
    return new JsonLimits(
        bytes, depth, members, newValues, stringBytes, numberBytes, exponentDigits);
  }

  /** These limits with other {@link #stringBytes()}. */
  public JsonLimits withStringBytes(int newStringBytes) {
    return new JsonLimits(
        bytes, depth, members, values, newStringBytes, numberBytes, exponentDigits);
  }

  /** These limits with other {@link #numberBytes()}. */
  public JsonLimits withNumberBytes(int newNumberBytes) {
    return new JsonLimits(
        bytes, depth, members, values, stringBytes, newNumberBytes, exponentDigits);
  }

  /** These limits with other {@link #exponentDigits()}. */
  public JsonLimits withExponentDigits(int newExponentDigits) {
    return new JsonLimits(
        bytes, depth, members, values, stringBytes, numberBytes, newExponentDigits);
  }

  private static void check(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw new IllegalArgumentException("a limit must be from 1 to " + max);
    }
  }
}
