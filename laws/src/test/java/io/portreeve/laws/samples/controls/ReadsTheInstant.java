package io.portreeve.laws.samples.controls;

import java.time.Instant;

class ReadsTheInstant {
  Instant now() {
    return Instant.now();
  }
}
