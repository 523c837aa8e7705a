package io.portreeve.gateway.scan;

import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.store.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which findings the last scans found, for whoever would only know whether there is one: of each
 * scan the first {@value #MOST}, which are the worst.
 */
public record KeptFindings(Settings settings) {
  /** How the names of its settings begin. */
  public static final String PREFIX = "found/";

  static final int MOST = 800;

  /**
   * Who scanned: they look at different things, so that one's result does not replace another's.
   */
  public enum By {
    GATEWAY,
    COMMAND
  }

  /** From now on, this is what was found last. */
  public void replace(By by, ScanResult found) {
    String ids =
        found.findings().stream().limit(MOST).map(Finding::id).collect(Collectors.joining("\n"));
    settings.put(PREFIX + by.name().toLowerCase(Locale.ROOT), ids.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether there was a scan, and none found this one. */
  public boolean lack(String finding) {
    List<String> scans = settings.names(PREFIX);
    return !scans.isEmpty() && scans.stream().noneMatch(scan -> has(scan, finding));
  }

  private boolean has(String scan, String finding) {
    return settings
        .get(scan)
        .map(ids -> List.of(new String(ids, StandardCharsets.UTF_8).split("\n", -1)))
        .orElse(List.of())
        .contains(finding);
  }
}
