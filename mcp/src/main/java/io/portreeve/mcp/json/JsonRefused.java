package io.portreeve.mcp.json;

/**
 * The text is not JSON that this gateway accepts: it says which fault, and where, never what was
 * sent.
 *
 * <p>Costs no stack trace: a hostile peer can provoke this at will.
 */
public final class JsonRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** The offset of a fault in a value that was built here and so stands nowhere in a text. */
  public static final int NOWHERE = -1;

  private final Fault fault;
  private final int offset;

  JsonRefused(Fault fault, int offset) {
    super(fault.text(), null, false, false);
    this.fault = fault;
    this.offset = offset;
  }

  /** What is wrong; the message of this exception is its {@linkplain Fault#text() text}. */
  public Fault fault() {
    return fault;
  }

  /** Where, in bytes from the start of the text that was read, or {@link #NOWHERE}. */
  public int offset() {
    return offset;
  }

  /** Every reason for which a text is refused. */
  public enum Fault {
    /** The text ended inside a value, or held none. */
    UNEXPECTED_END("unexpected-end"),
    /** A byte stands where RFC 8259 allows none such. */
    UNEXPECTED_BYTE("unexpected-byte"),
    /** Something other than whitespace follows the value. */
    TRAILING_BYTES("trailing-bytes"),
    /** The text begins with a byte order mark (RFC 8259, section 8.1). */
    BYTE_ORDER_MARK("byte-order-mark"),
    /** Not UTF-8 as RFC 3629 has it: overlong, a surrogate, beyond U+10FFFF, or cut short. */
    INVALID_UTF8("invalid-utf8"),
    /** A character below U+0020 stands unescaped in a string. */
    RAW_CONTROL_CHARACTER("raw-control-character"),
    /** A backslash begins nothing that RFC 8259, section 7 knows. */
    INVALID_ESCAPE("invalid-escape"),
    /**
     * An escaped UTF-16 surrogate stands without its other half: readers disagree on what such a
     * string says (RFC 8259, section 8.2), so what is judged might not be what is understood.
     */
    LONE_SURROGATE("lone-surrogate"),
    /** A number breaks the grammar: a leading zero or plus, a bare point, no digits. */
    INVALID_NUMBER("invalid-number"),
    /** Two members of one object have the same decoded name. */
    DUPLICATE_NAME("duplicate-name"),
    /** Longer than {@link JsonLimits#bytes()}. */
    TOO_MANY_BYTES("too-many-bytes"),
    /** Nested deeper than {@link JsonLimits#depth()}. */
    TOO_DEEP("too-deep"),
    /** An object has more than {@link JsonLimits#members()}. */
    TOO_MANY_MEMBERS("too-many-members"),
    /** More values in all than {@link JsonLimits#values()}. */
    TOO_MANY_VALUES("too-many-values"),
    /** A string or name longer than {@link JsonLimits#stringBytes()}. */
    STRING_TOO_LONG("string-too-long"),
    /** A number literal longer than {@link JsonLimits#numberBytes()}. */
    NUMBER_TOO_LONG("number-too-long"),
    /** An exponent of more digits than {@link JsonLimits#exponentDigits()}. */
    EXPONENT_TOO_LONG("exponent-too-long"),
    /** The canonical form cannot hold this number without making it another one. */
    NUMBER_NOT_CANONICAL("number-not-canonical");

    private final String text;

    Fault(String text) {
      this.text = text;
    }

    /** The fixed, kebab-case name of this fault, fit for logs and for peers. */
    public String text() {
      return text;
    }
  }
}
