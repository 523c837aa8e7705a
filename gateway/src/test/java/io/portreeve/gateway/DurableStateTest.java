package io.portreeve.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.Configurations;
import io.portreeve.gateway.journey.Seal;
import io.portreeve.gateway.keys.OwnSecrets;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.mcp.json.JsonObject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that had keys of its own in its data, and shares a secret with others now. */
class DurableStateTest {
  private static final JsonObject THING = JsonObject.empty().with("handle", "of mallory");

  @TempDir private Path data = Path.of("");

  /** What whoever has an old copy of the data can do. */
  private Seal stolen = Seal.forNow(new SecureRandom());

  private List<byte[]> stolenKeysOfMemories = List.of();

  @BeforeEach
  void leaveKeysThere() {
    OwnSecrets own = OwnSecrets.in(DataDirectory.open(data), new SecureRandom());
    var _ = own.get(OwnSecrets.PEPPER);
    var _ = own.get("memory-key-earlier");
    stolen = Vault.seal(own, new SecureRandom());
    stolenKeysOfMemories = own.memories().stream().map(DurableStateTest::bytes).toList();
  }

  private OwnSecrets keys(String rest) {
    String redis = "redis: {url: \"redis://127.0.0.1:1\", password: \"env:NODES\"}";
    String text =
        "data: %s\nstate: {secret: \"env:NODES\", %s%s}\nservers: {a: {command: [x]}}\n"
            .formatted(data, redis, rest);
    SecretSource secrets = new SecretSource(_ -> Optional.of("n".repeat(40)));
    return new DurableState(Configurations.of(text), secrets).keys(DataDirectory.open(data));
  }

  private static byte[] bytes(Secret secret) {
    return secret.reveal();
  }

  private Optional<JsonObject> opened(OwnSecrets keys) {
    return Vault.seal(keys, new SecureRandom()).open("binding", stolen.sealed("binding", THING));
  }

  @Test
  void keysOfBefore_openAndSignNothing_whereTheOperatorDoesNotSaySo() {
    OwnSecrets keys = keys("");

    assertThat(opened(keys)).isEmpty();
    assertThat(keys.all(OwnSecrets.PEPPER)).hasSize(1);
    assertThat(keys.memories()).hasSize(1);
    assertThat(keys.memories().stream().map(DurableStateTest::bytes))
        .doesNotContainAnyElementsOf(stolenKeysOfMemories);
  }

  @Test
  void keysOfBefore_areGoodBesideIt_asLongAsTheOperatorSaysSo() {
    OwnSecrets keys = keys(", accept-data-secrets: true");

    assertThat(opened(keys)).hasValue(THING);
    assertThat(keys.all(OwnSecrets.PEPPER)).hasSize(2);
    assertThat(keys.memories().stream().map(DurableStateTest::bytes))
        .containsAll(stolenKeysOfMemories);
  }
}
