package io.portreeve.gateway.cli;

/** Which conversation an AI application is to have. */
public sealed interface Dialogue {
  /** One of which nothing is kept. */
  record Passing() implements Dialogue {}

  /** The one of this name; it begins where there is none. */
  record Named(String name) implements Dialogue {}

  /** The kept one that was gone on with last. */
  record Latest() implements Dialogue {}
}
