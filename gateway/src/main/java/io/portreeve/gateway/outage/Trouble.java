package io.portreeve.gateway.outage;

/**
 * Something that cannot be used as it is.
 *
 * @param what is wrong, in our own words, or the server's; never the text of a secret
 * @param fix what to do, with the key of the configuration that it may be about
 */
public record Trouble(String what, String fix) {
  /** Both, for a line. */
  public String line() {
    return what + "; " + fix;
  }
}
