package io.portreeve.gateway.scan.finding;

/** Is told what a scan is doing. */
@FunctionalInterface
public interface Progress {
  /** Tells nobody. */
  Progress NONE = _ -> {};

  /** Now this is looked at. */
  void at(String what);
}
