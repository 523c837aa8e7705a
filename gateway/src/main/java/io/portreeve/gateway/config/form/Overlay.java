package io.portreeve.gateway.config.form;

import java.util.function.Consumer;

/**
 * What the command line says in place of the file, put over it before it is read and judged like
 * the rest.
 */
@FunctionalInterface
public interface Overlay {
  /** Nothing. */
  Overlay NONE = (file, _) -> file;

  /** The file with it, and a problem for each part of it that has no place there. */
  Node.Mapping over(Node.Mapping file, Consumer<Problem> problems);
}
