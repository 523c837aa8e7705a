package io.portreeve.gateway.upstream;

import java.time.Duration;

/** Ends what was opened with a credential soon after that is gone, also while it is in use. */
record CredentialWatch(Pool.Shared opened, Caller caller, Alarms alarms) {
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Watches until it ends by itself. */
  static void over(Pool.Shared opened, Caller caller, Alarms alarms) {
    if (caller.mayEnd()) {
      new CredentialWatch(opened, caller, alarms).lookLater();
    }
  }

  private void lookLater() {
    var _ = alarms.after(INTERVAL, this::look);
  }

  private void look() {
    if (!opened.isAlive()) {
      return;
    }
    if (caller.lasts()) {
      lookLater();
    } else {
      opened.close();
    }
  }
}
