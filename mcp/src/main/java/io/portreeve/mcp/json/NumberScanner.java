package io.portreeve.mcp.json;

import io.portreeve.mcp.json.JsonRefused.Fault;

/** Finds the end of a number literal (RFC 8259, section 6) and refuses an oversized one. */
final class NumberScanner {
  private final byte[] bytes;
  private final int origin;
  private final int end;
  private final JsonLimits limits;

  NumberScanner(byte[] bytes, int origin, int end, JsonLimits limits) {
    this.bytes = bytes;
    this.origin = origin;
    this.end = end;
    this.limits = limits;
  }

  /** The place after the number that starts at {@code start}. */
  int scan(int start) throws JsonRefused {
    int at = integer(bytes[start] == '-' ? start + 1 : start);
    if (at < end && bytes[at] == '.') {
      at = digits(at + 1);
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      at = exponent(at + 1);
    }
    if (at - start > limits.numberBytes()) {
      throw refuse(Fault.NUMBER_TOO_LONG, start);
    }
    return at;
  }

  private int integer(int from) throws JsonRefused {
    int after = digits(from);
    if (bytes[from] == '0' && after > from + 1) {
      throw refuse(Fault.INVALID_NUMBER, from);
    }
    return after;
  }

  private int exponent(int from) throws JsonRefused {
    int first = from < end && (bytes[from] == '+' || bytes[from] == '-') ? from + 1 : from;
    int after = digits(first);
    if (after - first > limits.exponentDigits()) {
      throw refuse(Fault.EXPONENT_TOO_LONG, first);
    }
    return after;
  }

  private int digits(int from) throws JsonRefused {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw at == end ? refuse(Fault.UNEXPECTED_END, at) : refuse(Fault.INVALID_NUMBER, at);
    }
    return at;
  }

  private JsonRefused refuse(Fault fault, int at) {
    return new JsonRefused(fault, at - origin);
  }
}
