package io.portreeve.gateway.operations;

import com.sun.management.UnixOperatingSystemMXBean;
import io.portreeve.gateway.metrics.Measured;
import io.portreeve.gateway.metrics.MetricFamily;
import io.portreeve.gateway.metrics.MetricsPage;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/** What the process takes of its machine, by the names that other programs use for it. */
public record ProcessMeter() implements Measured {
  @Override
  public void measure(MetricsPage page) {
    memory(page);
    collections(page);
    var _ =
        page.gauge("jvm_threads_current", "Threads of the platform that are alive")
            .sample(ManagementFactory.getThreadMXBean().getThreadCount());
    var _ =
        page.gauge("process_start_time_seconds", "When the process started")
            .sample(ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      system(page, system);
    }
  }

  private static void memory(MetricsPage page) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
    var _ =
        page.gauge("jvm_memory_used_bytes", "Memory that the virtual machine uses")
            .sample(heap.getUsed(), "area", "heap")
            .sample(other.getUsed(), "area", "nonheap");
    var _ =
        page.gauge("jvm_memory_max_bytes", "The most that it may use")
            .sample(heap.getMax(), "area", "heap");
  }

  private static void collections(MetricsPage page) {
    MetricFamily family =
        page.counter("jvm_gc_collection_seconds", "Time that collections of garbage took");
    for (GarbageCollectorMXBean one : ManagementFactory.getGarbageCollectorMXBeans()) {
      var _ = family.sample(one.getCollectionTime() / 1e3, "gc", one.getName());
    }
  }

  /** A process that others may not look into does not know all of this of itself either. */
  private static void system(MetricsPage page, UnixOperatingSystemMXBean system) {
    var _ =
        page.counter("process_cpu_seconds", "Time that processors spent on it")
            .sample(system.getProcessCpuTime() / 1e9);
    MetricFamily open = page.gauge("process_open_fds", "Open descriptors");
    long count = system.getOpenFileDescriptorCount();
    if (count >= 0) {
      var _ = open.sample(count);
    }
    var _ =
        page.gauge("process_max_fds", "The most that may be open")
            .sample(system.getMaxFileDescriptorCount());
  }
}
