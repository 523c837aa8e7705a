package io.portreeve.gateway.scan;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Gathered;
import io.portreeve.gateway.scan.finding.Probe;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.waiting.Interrupts;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks once, one probe after the other, on the thread that asks. A probe that fails is a finding
 * itself, and keeps no other from its work. One that fails because the thread is interrupted has
 * not failed: the scan ends.
 */
public final class Scan {
  private static final System.Logger LOG = System.getLogger("io.portreeve.scan.failed");

  private final List<Probe> probes;

  public Scan(List<Probe> probes) {
    this.probes = List.copyOf(probes);
  }

  /** What there is to find now, the worst first, each once. */
  public ScanResult run(Progress progress) throws InterruptedException {
    var found = new Gathered();
    var looked = new ArrayList<String>();
    for (Probe probe : probes) {
      progress.at(probe.what());
      looked.add(probe.what());
      look(probe, what -> progress.at(probe.what() + ": " + what)).forEach(found::add);
    }
    return new ScanResult(looked, found.all().stream().sorted(Finding.ORDER).toList());
  }

  private List<Finding> look(Probe probe, Progress progress) throws InterruptedException {
    try {
      return probe.look(progress);
    } catch (RuntimeException fault) {
      Interrupts.rethrow(fault, "the scan was told to end");
      LOG.log(System.Logger.Level.WARNING, () -> "the scan of " + probe.what() + " failed", fault);
      return List.of(Finding.failed("", probe.what(), String.valueOf(fault)));
    }
  }
}
