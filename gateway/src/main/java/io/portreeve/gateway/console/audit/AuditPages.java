package io.portreeve.gateway.console.audit;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.audit.SigningKey;
import io.portreeve.gateway.console.Console;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.http.HttpHandler;
import io.portreeve.gateway.login.LoginRecords;
import io.portreeve.gateway.store.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** The pages about the audit log. */
public final class AuditPages {
  private AuditPages() {}

  /**
   * Verifies the log in this data directory.
   *
   * @param settings hold its newest checkpoint, too
   */
  public static ConsolePage page(Path data, Settings settings, InstantSource clock) {
    return new AuditPage(
        new Verification(
            AuditJournal.directoryIn(data),
            SigningKey.publicIn(data),
            settings,
            clock,
            task -> Thread.ofPlatform().name("audit-verification").daemon().start(task)));
  }

  /** What gives away records of the log in this data directory, by its path. */
  public static Map<String, HttpHandler> export(
      Console console, Path data, LoginRecords records, InstantSource clock) {
    AuditReader reader = new AuditReader(AuditJournal.directoryIn(data));
    Export export = new Export(console.entrance(), console.frame(), reader, records, clock);
    return Map.of(
        Export.ADDRESS, console.door(Map.of("GET", export::send, "POST", console.nowhere())));
  }
}
