package io.portreeve.gateway.sandbox;

/**
 * What becomes of a call that was asked about.
 *
 * @param goesOn the kernel makes it after all, by its own rules
 * @param error what the program is told otherwise; 0: that it was made, by us
 */
record Ruling(boolean goesOn, int error) {
  static final Ruling GO_ON = new Ruling(true, 0);
  static final Ruling MADE = new Ruling(false, 0);
  static final Ruling NOT_PERMITTED = refused(1);
  static final Ruling TRY_AGAIN = refused(11);
  static final Ruling NO_ACCESS = refused(13);
  static final Ruling NO_SUCH_FAMILY = refused(97);

  static Ruling refused(int error) {
    return new Ruling(false, error);
  }
}
