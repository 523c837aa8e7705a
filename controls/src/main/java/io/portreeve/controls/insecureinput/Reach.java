package io.portreeve.controls.insecureinput;

/** Which addresses a URL may lead to. */
public enum Reach {
  /** Only such as anybody on the internet could reach, also after the name is resolved. */
  PUBLIC_ONLY,
  /** Loopback, private and link-local ones as well; metadata services still not. */
  INSECURE_PRIVATE
}
