package io.portreeve.laws.samples.controls;

import java.util.concurrent.Executors;

class StartsAnExecutor {
  void start() {
    Executors.newVirtualThreadPerTaskExecutor().close();
  }
}
