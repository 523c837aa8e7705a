package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reload forgives nobody what was used before it: whoever can cause one gains nothing. */
@Timeout(120)
class ReloadedUsageTest {
  private static final String PATIENT = "http: {drain: 10m}";

  private final Desk desk;

  ReloadedUsageTest(@TempDir Path directory) {
    this.desk = new Desk(directory, Map.of());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void requestsOfTheMinute_staySpent() throws Exception {
    String limits = "limits: {requests-per-minute: 1}";
    try (Gateway gateway = desk.start(limits)) {
      assertThat(desk.call(gateway.address()).body()).contains("done");

      gateway.reload(desk.configuration(limits));

      assertThat(desk.call(gateway.address()).body()).doesNotContain("done");
    }
    assertThat(desk.records(AuditKind.DECISION).toString()).contains("rate-exceeded");
  }

  @Test
  void placesUnderWay_stayTaken_upToTheNewLimit() throws Exception {
    try (Gateway gateway = desk.start("limits: {concurrent: 2}", PATIENT)) {
      Future<HttpResponse<String>> slow = desk.slowCall(gateway.address());
      assertThat(desk.call(gateway.address()).body()).contains("done");

      gateway.reload(desk.configuration("limits: {concurrent: 1}", PATIENT));

      assertThat(desk.call(gateway.address()).body()).doesNotContain("done");
      desk.answer();
      assertThat(slow.get().body()).contains("done");
    }
    assertThat(desk.records(AuditKind.DECISION).toString()).contains("concurrency-exceeded");
  }

  @Test
  void refusalsAtTheDoor_areCountedOn() throws Exception {
    String flooded = "http: {allowed-origins: ['https://desk.example']}";
    try (Gateway gateway = desk.start(flooded)) {
      for (int i = 0; i < 20; i++) {
        refused(gateway);
      }
      gateway.reload(desk.configuration(flooded));
      for (int i = 0; i < 5; i++) {
        refused(gateway);
      }
    }
    assertThat(desk.records(AuditKind.REFUSAL)).hasSize(21);
    assertThat(desk.records(AuditKind.REFUSAL).toString()).contains("stands for 5 more");
  }

  private void refused(Gateway gateway) throws Exception {
    assertThat(desk.call(gateway.address(), "origin", "https://evil.example").statusCode())
        .isEqualTo(403);
  }
}
