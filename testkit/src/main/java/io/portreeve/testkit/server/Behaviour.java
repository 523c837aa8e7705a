package io.portreeve.testkit.server;

/** What a scripted server does with one request. */
@FunctionalInterface
public interface Behaviour {
  void serve(Turn turn) throws Exception;
}
