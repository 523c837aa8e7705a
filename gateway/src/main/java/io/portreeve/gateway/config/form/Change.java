package io.portreeve.gateway.config.form;

/**
 * One way in which a configuration is weaker than another, or than the safe default.
 *
 * @param path the key, as {@code authentication.insecure-anonymous}
 * @param what what is weaker now, as a clause: {@code now allows callers without a credential}
 */
public record Change(String path, String what) {
  @Override
  public String toString() {
    return path + " " + what;
  }
}
