package io.portreeve.laws;

import java.util.List;

/** A law about one Java file at a time. */
@FunctionalInterface
public interface SourceLaw {

  /** Every breach in the file, in the file's order; empty when the file keeps the law. */
  List<Breach> breachesIn(JavaFile file);
}
