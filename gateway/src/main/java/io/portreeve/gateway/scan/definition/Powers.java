package io.portreeve.gateway.scan.definition;

/** What a tool can be used for. */
enum Powers {
  /** Reads what is not for everybody. */
  READS_PRIVATE,
  /** Reads what strangers can write. */
  READS_UNTRUSTED,
  /** Sends where strangers can read it. */
  SENDS_OUT
}
