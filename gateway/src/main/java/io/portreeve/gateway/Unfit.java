package io.portreeve.gateway;

import io.portreeve.gateway.store.StoreUnavailable;

/**
 * Something that a right configuration names, and that a start refuses as it is.
 *
 * @param kind whose fault it is
 * @param key of the configuration, such as {@code tls.key}
 * @param what is wrong, with the place where it lies; never the text of a secret
 * @param fix what to do
 */
public record Unfit(Kind kind, String key, String what, String fix) {
  /** Whose fault it is, by which a command ends. */
  public enum Kind {
    /** The configuration's, or that of a secret or a file that it names for one. */
    NAMED,
    /** The data directory's: something that is needed is not to be had. */
    DATA
  }

  /** What a key of the configuration names is not what it has to be. */
  Unfit(String key, String what, String fix) {
    this(Kind.NAMED, key, what, fix);
  }

  /** A data directory that cannot be used, which says itself what is wrong. */
  static Unfit data(StoreUnavailable why) {
    return new Unfit(
        Kind.DATA,
        "data",
        String.valueOf(why.getMessage()),
        "put that right, or choose another directory");
  }

  /** Whether it is the configuration's fault; else something that is needed is not to be had. */
  public boolean isOfConfiguration() {
    return switch (kind) {
      case NAMED -> true;
      case DATA -> false;
    };
  }

  /** All of it, for a person. */
  String line() {
    return key + ": " + what + "; " + fix;
  }
}
