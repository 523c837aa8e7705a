package io.portreeve.gateway.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * What a program may touch.
 *
 * @param reads files and folders, with all below them, that it may read and run
 * @param writes files and folders, with all below them, that it may also change
 */
public record Grants(List<Path> reads, List<Path> writes, Network network) {
  public Grants {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }
}
