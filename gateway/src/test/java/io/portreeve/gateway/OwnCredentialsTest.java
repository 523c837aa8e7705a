package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditKind;
import io.portreeve.gateway.credentials.SecretFile;
import io.portreeve.gateway.keys.KeyRequest;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.testkit.server.HttpAsked;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole gateways whose users have secrets of their own for a server. */
@Timeout(120)
class OwnCredentialsTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String CONFIGURATION =
      """
      listen: 127.0.0.1:0
      data: ./data
      transparent: true
      servers:
        desk: {url: "URL", era: modern, credentials: {user-secret: {header: X-Desk}}}
      vault: {key: "env:VAULT_KEY"}
      policy: {allow: [{name: all, tools: ['*']}]}
      pinning: {first-seen: approve}
      """;

  private final Path directory;
  private final Desk desk;

  OwnCredentialsTest(@TempDir Path directory) {
    this.directory = directory;
    this.desk = new Desk(directory, new HashMap<>(Map.of("VAULT_KEY", KEY)));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private SecretFile kept() {
    return SecretFile.in(directory.resolve("data"), Secret.ofText(KEY));
  }

  private void put(String principal, String secret) {
    kept().put("desk", principal, Secret.ofText(secret), Instant.EPOCH);
  }

  private HttpResponse<String> call(Gateway gateway, String principal) throws Exception {
    KeyRequest request = new KeyRequest(principal, Set.of(), Map.of(), Optional.empty());
    String key = gateway.keys().create(request).text().revealText();
    return desk.call(gateway.address(), "authorization", "Bearer " + key);
  }

  private List<String> shown() {
    return desk.server.rest().stream()
        .filter(asked -> asked.rpcMethod().equals("tools/call"))
        .map(asked -> asked.field("x-desk").orElse("nothing"))
        .toList();
  }

  @Test
  void eachUser_isServedWithHisOwn_asSoonAsItIsKept_andNoLonger() throws Exception {
    try (Gateway gateway = desk.start(desk.read(CONFIGURATION))) {
      put("anna", "annas");
      assertThat(call(gateway, "anna").body()).contains("done");
      assertThat(call(gateway, "bert").body()).doesNotContain("done");
      put("bert", "berts");
      assertThat(call(gateway, "bert").body()).contains("done");
      kept().remove("desk", "anna");
      assertThat(call(gateway, "anna").body()).doesNotContain("done");
    }
    assertThat(shown()).containsExactly("annas", "berts");
  }

  @Test
  void userWithoutOne_isOnRecord_andTheServerHearsNothing() throws Exception {
    try (Gateway gateway = desk.start(desk.read(CONFIGURATION))) {
      put("bert", "berts");
      assertThat(call(gateway, "bert").body()).contains("done");
      kept().remove("desk", "bert");
      var _ = desk.server.rest();
      assertThat(call(gateway, "bert").body()).doesNotContain("done", "bert");
    }
    assertThat(desk.server.rest()).extracting(HttpAsked::method).isEmpty();
    assertThat(desk.records(AuditKind.OUTCOME))
        .anySatisfy(record -> {
          assertThat(record.string("ending")).hasValue("credential-missing");
          assertThat(record.string("detail")).hasValue("no secret of bert is kept for it");
          assertThat(record.string("principal")).hasValue("bert");
        });
  }
}
