package io.portreeve.laws.samples.guard;

import java.time.Clock;
import java.time.Instant;

class ReadsTheClock {
  Instant now() {
    return Clock.systemUTC().instant();
  }
}
