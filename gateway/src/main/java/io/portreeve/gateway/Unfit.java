package io.portreeve.gateway;

/**
 * Something that a right configuration names, and that a start refuses as it is.
 *
 * @param key of the configuration, such as {@code tls.key}
 * @param what is wrong, with the place where it lies; never the text of a secret
 * @param fix what to do
 */
public record Unfit(String key, String what, String fix) {
  /** All of it, for a person. */
  String line() {
    return key + ": " + what + "; " + fix;
  }
}
