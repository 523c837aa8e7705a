package io.portreeve.mcp.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes a double as ECMAScript does (ECMA-262, Number::toString, radix 10). */
final class EcmaScriptNumber {
  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

  private EcmaScriptNumber() {}

  /** The text of a finite {@code value}; negative zero is {@code 0}. */
  static String text(double value) {
    if (value == 0) {
      return "0";
    }
    String sign = value < 0 ? "-" : "";
    return sign + positive(shortest(Math.abs(value)));
  }

  /** The fewest digits that read back as {@code value}, and of those the nearest. */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (digits.precision() != 2) {
      return digits;
    }
    // Java never looks for one digit where two are nearer (4.9E-324); ECMAScript does (5e-324).
    BigDecimal exact = new BigDecimal(value);
    BigDecimal single = exact.round(ONE_DIGIT);
    return single.doubleValue() == value ? single : digits;
  }

  /** The five cases of the algorithm; {@code n} is where the point stands among the digits. */
  private static String positive(BigDecimal shortest) {
    BigInteger unscaled = shortest.unscaledValue();
    String digits = unscaled.toString();
    int k = digits.length();
    int n = k - shortest.scale();
    if (k <= n && n <= 21) {
      return digits + "0".repeat(n - k);
    }
    if (0 < n && n <= 21) {
      return digits.substring(0, n) + "." + digits.substring(n);
    }
    if (-6 < n && n <= 0) {
      return "0." + "0".repeat(-n) + digits;
    }
    String exponent = (n > 0 ? "+" : "-") + Math.abs(n - 1);
    String fraction = k == 1 ? "" : "." + digits.substring(1);
    return digits.charAt(0) + fraction + "e" + exponent;
  }
}
