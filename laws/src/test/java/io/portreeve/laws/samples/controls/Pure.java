package io.portreeve.laws.samples.controls;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class Pure {
  boolean allows(URI uri, Path path, Instant at, List<String[]> names) {
    return uri.isAbsolute()
        && path.normalize().startsWith(path)
        && at.isAfter(Instant.EPOCH)
        && names.isEmpty();
  }
}
