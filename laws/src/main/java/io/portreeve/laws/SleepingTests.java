package io.portreeve.laws;

import com.sun.source.tree.MethodInvocationTree;
import java.util.List;
import java.util.regex.Pattern;

/** No test that sleeps. */
final class SleepingTests implements SourceLaw {
  private static final Pattern SLEEP =
      Pattern.compile(
          "(.*\\.)?Thread\\.sleep|(.*\\.)?(NANO|MICRO|MILLI)?SECONDS\\.sleep|(.*\\.)?LockSupport\\.parkNanos");

  @Override
  public List<Breach> breachesIn(JavaFile file) {
    if (!file.isTest()) {
      return List.of();
    }
    return Finder.find(
            file,
            MethodInvocationTree.class,
            call -> SLEEP.matcher(call.getMethodSelect().toString()).matches())
        .stream()
        .map(call ->
            file.breach(
                "sleeping-test", call, "wait for the event: a latch, a queue, a manual clock"))
        .toList();
  }
}
