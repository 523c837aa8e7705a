package io.portreeve.gateway.config.form;

import java.util.ArrayList;
import java.util.Optional;

/** What a file says, with the place of each thing, whether or not it is right. */
public final class Written {
  private Written() {}

  /** The mapping that a text is; empty if it is none that can be read. */
  public static Optional<Node.Mapping> mapping(String text) {
    return Yaml.read(text, new ArrayList<>());
  }
}
