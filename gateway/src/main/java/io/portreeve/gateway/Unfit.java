package io.portreeve.gateway;

import io.portreeve.gateway.store.StoreUnavailable;

/**
 * Something that a right configuration names, and that a start refuses as it is.
 *
 * @param key of the configuration, such as {@code tls.key}
 * @param what is wrong, with the place where it lies; never the text of a secret
 * @param fix what to do
 */
public record Unfit(String key, String what, String fix) {
  /** What a data directory that cannot be used belongs to. */
  static final String DATA = "data";

  /** A data directory that cannot be used, which says itself what is wrong. */
  static Unfit data(StoreUnavailable why) {
    return new Unfit(
        DATA, String.valueOf(why.getMessage()), "put that right, or choose another directory");
  }

  /**
   * Whether it is the configuration's fault, or that of a secret or a file that it names for one;
   * else something that is needed is not to be had.
   */
  public boolean isOfConfiguration() {
    return !key.equals(DATA);
  }

  /** All of it, for a person. */
  String line() {
    return key + ": " + what + "; " + fix;
  }
}
