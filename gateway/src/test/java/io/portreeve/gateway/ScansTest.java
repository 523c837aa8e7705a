package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.http.AddressResolver;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.scan.Held;
import io.portreeve.gateway.scan.KeptFindings;
import io.portreeve.gateway.scan.Told;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.store.Acceptance;
import io.portreeve.gateway.waiting.Uninterrupted;
import io.portreeve.mcp.ServerId;
import io.portreeve.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What turns bad while it runs is stopped, until somebody says that it is not bad. */
@Timeout(120)
class ScansTest {
  private static final ServerId APP = new ServerId("app");

  /** Longer than any test. */
  private static final Duration LONG = Duration.ofHours(1);

  private static final String ADVISORY =
      """
      {"id": "GHSA-1", "database_specific": {"severity": "CRITICAL"}, "affected": [
        {"package": {"ecosystem": "npm", "name": "bad"}, "versions": ["1.0.0"]}]}
      """;

  @TempDir private Path directory = Path.of("");

  /** What the servers are held for, as it was said last. */
  private final Map<ServerId, Optional<String>> standing = new ConcurrentHashMap<>();

  private Optional<Vault> vault = Optional.empty();

  @BeforeEach
  void layOut() throws IOException {
    Path app = Files.createDirectory(directory.resolve("app"));
    Files.writeString(app.resolve("package-lock.json"), "{\"packages\":{}}");
    Path osv = Files.createDirectory(directory.resolve("osv"));
    Files.writeString(osv.resolve("GHSA-1.json"), ADVISORY);
  }

  @AfterEach
  void close() {
    vault.ifPresent(Vault::close);
  }

  @Test
  void serverThatTurnsBadWhileItRuns_isStopped_untilTheFindingIsAccepted() throws Exception {
    try (Scans scans = open("critical")) {
      scans.holdServers();
      scans.scan();
      assertThat(standing).containsEntry(APP, Optional.empty());

      turnBad();
      scans.scan();

      Optional<String> finding = standing.getOrDefault(APP, Optional.empty());
      assertThat(finding).isPresent();
      accept(finding.get());
      Eventually.holds("it is released", () -> Optional.empty().equals(standing.get(APP)));
    }
  }

  @Test
  void serverThatTurnsBad_runsOn_whereNothingQuarantinesServers() throws Exception {
    try (Scans scans = open("never")) {
      scans.scan();
      turnBad();
      scans.scan();

      assertThat(standing).containsEntry(APP, Optional.empty());
    }
  }

  /** `portreeve scan accept` has no gateway to ask. */
  @Test
  void whatWasFoundLast_isKept_forWhoAcceptsIt() throws Exception {
    try (Scans scans = open("critical")) {
      turnBad();
      scans.scan();

      String found = standing.getOrDefault(APP, Optional.empty()).orElseThrow();
      KeptFindings kept = new KeptFindings(vault.orElseThrow().store().settings());
      assertThat(kept.lack(found)).isFalse();
      assertThat(kept.lack("shell-command-0123456789ab")).isTrue();
    }
  }

  /** The store, which it asks, closes next; what it says of that would be no news. */
  @Test
  void closing_waitsForTheEndOfTheScanUnderWay_whichTellsNoFailure() throws Exception {
    CountDownLatch scanning = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    List<String> events = new CopyOnWriteArrayList<>();
    Scans scans =
        open(
            "critical",
            (level, line) -> events.add(level + " " + line),
            _ -> {
              scanning.countDown();
              Uninterrupted.await(goOn::await);
              events.add("scanned");
            });
    scans.begin();
    scanning.await();

    Thread stop =
        Thread.ofPlatform()
            .start(() -> {
              scans.close();
              vault.orElseThrow().close();
              events.add("closed");
            });
    Eventually.waits(stop);
    goOn.countDown();
    stop.join();

    assertThat(events)
        .filteredOn(one -> !one.startsWith("INFO"))
        .containsExactly("scanned", "closed");
  }

  @Test
  void scans_doNotBegin_afterTheirEnd() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    Scans scans = open("critical", (_, _) -> {}, _ -> events.add("scanned"));
    scans.close();

    scans.begin();
    scans.close();

    assertThat(events).isEmpty();
  }

  private void turnBad() throws IOException {
    Files.writeString(
        directory.resolve("app/package-lock.json"),
        "{\"packages\":{\"node_modules/bad\":{\"version\":\"1.0.0\"}}}");
  }

  private void accept(String finding) {
    vault
        .orElseThrow()
        .store()
        .acceptances()
        .accept(new Acceptance(finding, "anna", "a test", Instant.now()));
  }

  private Scans open(String quarantine) throws StartFault {
    return open(quarantine, (_, _) -> {}, _ -> {});
  }

  private Scans open(
      String quarantine,
      BiConsumer<System.Logger.Level, String> lines,
      Consumer<Collection<Finding>> current)
      throws StartFault {
    Configuration configuration =
        Configurations.of(
            directory,
            """
            data: ./data
            servers: {app: {command: [/bin/sh, server.sh], directory: ./app}}
            policy: {allow: [{name: all, tools: ["*"]}]}
            scan: {osv: ./osv, quarantine-servers: %s}
            """
                .formatted(quarantine));
    Vault opened =
        Vault.open(configuration, new SecretSource(_ -> Optional.empty()), InstantSource.system());
    vault = Optional.of(opened);
    return new Scans(
        configuration,
        opened.store(),
        opened.store().settings(),
        opened.journal(),
        Held.of(configuration.scan()),
        new Scans.Running() {
          @Override
          public void end(ServerId server, String finding) {
            standing.put(server, Optional.of(finding));
          }

          @Override
          public void allow(ServerId server) {
            standing.put(server, Optional.empty());
          }
        },
        () -> {},
        AddressResolver.system(),
        lines,
        new Told(),
        current,
        LONG);
  }
}
