package io.portreeve.laws.samples.controls;

class ReadsTheClock {
  long now() {
    return System.currentTimeMillis();
  }
}
