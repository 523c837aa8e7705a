package io.portreeve.gateway.http;

import java.io.IOException;

/** A host has addresses, and none that may be dialled. */
public final class AddressRefused extends IOException {
  private static final long serialVersionUID = 1L;

  /** For this reason, in our own words. */
  public AddressRefused(String why) {
    super(why);
  }
}
