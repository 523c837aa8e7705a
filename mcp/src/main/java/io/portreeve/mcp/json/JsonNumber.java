package io.portreeve.mcp.json;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON number, kept as the literal that was received: no digit is lost by passing it on.
 *
 * <p>Equality is by worth: {@code 1}, {@code 1.0} and {@code 1e0} are equal, as are {@code 0} and
 * {@code -0}.
 */
public final class JsonNumber implements Json {
  /** So many characters of an integer surely fit into a {@code long}. */
  static final int LONG_DIGITS = 18;

  private final @Nullable Tape tape;
  private final int cell;
  private @Nullable String literal;

  JsonNumber(Tape tape, int cell) {
    this.tape = tape;
    this.cell = cell;
  }

  private JsonNumber(String literal) {
    this.tape = null;
    this.cell = 0;
    this.literal = literal;
  }

  /** A number with the literal of {@code value}. */
  public static JsonNumber of(long value) {
    return new JsonNumber(Long.toString(value));
  }

  /**
   * A number with the literal of {@code value}.
   *
   * @throws IllegalArgumentException if {@link JsonLimits#defaults()} would refuse to read it
   */
  public static JsonNumber of(BigDecimal value) {
    JsonLimits limits = JsonLimits.defaults();
    // As BigDecimal writes it, the literal is hardly longer than the digits, whatever the scale.
    int digits = value.precision();
    boolean modest = Math.abs((long) digits - value.scale() - 1) < 1_000;
    String literal = modest && digits <= limits.numberBytes() ? value.toString() : "";
    if (literal.isEmpty() || literal.length() > limits.numberBytes()) {
      throw new IllegalArgumentException("a number too long to be read again");
    }
    return new JsonNumber(literal);
  }

  /**
   * A number with the shortest literal that reads back as {@code value}.
   *
   * @throws IllegalArgumentException if {@code value} is infinite or not a number
   */
  public static JsonNumber of(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("JSON has no infinite numbers");
    }
    return new JsonNumber(Double.toString(value));
  }

  /** The literal as received, or as built. */
  public String literal() {
    String known = literal;
    if (known == null) {
      known = tape == null ? "0" : tape.literal(cell);
      literal = known;
    }
    return known;
  }

  /**
   * Whether the literal is an integer of so few digits that a {@code long} holds each; known
   * without decoding it.
   */
  public boolean isShortInteger() {
    return tape != null
        ? tape.digits(cell) <= LONG_DIGITS
        : literal().length() <= LONG_DIGITS && isIntegerLiteral();
  }

  /**
   * The worth of a {@linkplain #isShortInteger() short integer}.
   *
   * @throws ArithmeticException if this is none
   */
  public long shortInteger() {
    if (!isShortInteger()) {
      throw new ArithmeticException("no short integer");
    }
    return tape != null ? tape.integer(cell) : Long.parseLong(literal());
  }

  /** Whether the literal has neither a fraction nor an exponent. */
  public boolean isIntegerLiteral() {
    String text = literal();
    return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
  }

  /** Whether this is worth an integer, as JSON Schema has it: {@code 1.0} and {@code 1e2} are. */
  public boolean isInteger() {
    return isIntegerLiteral() || stripped().scale() <= 0;
  }

  /** The worth as a {@code long}; empty if it is no integer, or one beyond {@code long}. */
  public Optional<Long> asLong() {
    if (isShortInteger()) {
      return Optional.of(shortInteger());
    }
    BigDecimal worth = stripped();
    boolean fits = worth.scale() <= 0 && (long) worth.precision() - worth.scale() <= 19;
    return fits && worth.toBigInteger().bitLength() < Long.SIZE
        ? Optional.of(worth.longValue())
        : Optional.empty();
  }

  /** The exact worth. */
  public BigDecimal decimal() {
    return new BigDecimal(literal());
  }

  /** The double nearest to the worth; infinite if that is beyond every double. */
  public double nearestDouble() {
    return Double.parseDouble(literal());
  }

  /** Where the literal started in its text, or {@link JsonRefused#NOWHERE}. */
  int offset() {
    return tape == null ? JsonRefused.NOWHERE : tape.offset(cell);
  }

  private BigDecimal stripped() {
    return decimal().stripTrailingZeros();
  }

  @Override
  public void writeTo(JsonWriter out) {
    if (tape == null) {
      out.ascii(literal());
    } else {
      tape.write(cell, out);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonNumber number
        && (number.literal().equals(literal()) || number.stripped().equals(stripped()));
  }

  @Override
  public int hashCode() {
    return stripped().hashCode();
  }

  @Override
  public String toString() {
    return literal();
  }
}
