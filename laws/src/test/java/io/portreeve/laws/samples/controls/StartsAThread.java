package io.portreeve.laws.samples.controls;

class StartsAThread {
  void start(Runnable task) {
    Thread.startVirtualThread(task);
  }
}
