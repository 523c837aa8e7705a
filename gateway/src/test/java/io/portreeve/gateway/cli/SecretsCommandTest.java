package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.credentials.SecretFile;
import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.Act;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.SqliteOptions;
import io.portreeve.gateway.store.SqliteStore;
import io.portreeve.gateway.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsCommandTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    write(
        """
        data: ./data
        servers:
          forge: {url: "https://forge.example.com/mcp", credentials: {user-secret: {}}}
          open: {url: "https://open.example.com/mcp"}
        vault: {key: "file:vault.key"}
        """);
    Path key = directory.resolve("vault.key");
    Files.writeString(key, KEY + "\n");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private void write(String text) throws IOException {
    Files.writeString(directory.resolve("portreeve.yaml"), text);
  }

  private Ran put(String server, String user, String secret) {
    return Ran.speaking(directory, secret, "secrets", "put", server, user);
  }

  private SecretFile kept() {
    return SecretFile.in(directory.resolve("data"), Secret.ofText(KEY));
  }

  @Test
  void secret_isKept_andListedWithoutItself_andRemoved() {
    assertThat(put("forge", "corp/ann", "tok-123\n").code()).isZero();
    assertThat(kept().get("forge", "corp/ann").map(Secret::revealText)).contains("tok-123");

    Ran list = Ran.in(directory, "secrets", "list");
    assertThat(list.out()).contains("forge", "corp/ann", "2026-11-23T12:00:00Z");
    assertThat(list.out()).doesNotContain("tok-123");
    assertThat(Ran.in(directory, "secrets", "list", "--json").out().strip())
        .isEqualTo(
            "{\"server\":\"forge\",\"principal\":\"corp/ann\",\"changed\":\"2026-11-23T12:00:00Z\"}");

    assertThat(Ran.in(directory, "secrets", "remove", "forge", "corp/ann").code()).isZero();
    assertThat(kept().entries()).isEmpty();
  }

  @Test
  void whatIsDoneWithSecrets_isNotedForTheAuditLog_withoutThem() {
    put("forge", "ann", "tok-123");
    Ran.in(directory, "secrets", "remove", "forge", "ann");
    try (Store store =
        SqliteStore.open(DataDirectory.open(directory.resolve("data")), SqliteOptions.defaults())) {
      List<Act> acts = store.acts().waiting(10);
      assertThat(acts).extracting(Act::event).containsExactly("secret-put", "secret-removed");
      assertThat(acts.toString()).contains("forge", "ann").doesNotContain("tok-123");
    }
  }

  /** The gateway that opens the others would not open it. */
  @Test
  void secretUnderAnotherKeyThanTheOthers_isNotTaken() throws IOException {
    assertThat(put("forge", "ann", "tok-123").code()).isZero();
    Files.writeString(directory.resolve("vault.key"), "another-key-of-32-characters-or-more");
    Ran ran = put("forge", "bob", "tok-456");

    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
    assertThat(ran.err()).contains("`vault.key` opens none of the secrets that are kept");
    assertThat(kept().entries()).extracting(SecretFile.Entry::principal).containsExactly("ann");

    assertThat(Ran.in(directory, "secrets", "remove", "forge", "ann").code()).isZero();
    assertThat(put("forge", "bob", "tok-456").code()).isZero();
  }

  @Test
  void secretThatNobodyWouldUse_isNotTaken() {
    assertThat(put("open", "ann", "x").err()).contains("`open` has no `credentials.user-secret`");
    assertThat(put("nowhere", "ann", "x").err())
        .contains("there is no server `nowhere`; known are forge, open");
    assertThat(put("forge", "not a name", "x").err()).contains("USER is no name");
    assertThat(put("forge", "ann", "\n").err()).contains("no secret was given");
    assertThat(kept().entries()).isEmpty();
  }

  @Test
  void secretThatIsNotThere_cannotBeRemoved() {
    Ran ran = Ran.in(directory, "secrets", "remove", "forge", "ann");
    assertThat(ran.code()).isEqualTo(ExitCode.FINDING.number());
    assertThat(ran.err()).contains("nothing was changed");
  }

  @Test
  void keyThatIsTooShort_isAFaultOfTheConfiguration_asCheckSays() throws IOException {
    Files.writeString(directory.resolve("vault.key"), "short");

    Ran ran = put("forge", "ann", "x");
    assertThat(ran.err()).contains("too short; make one with `openssl rand -base64 32`");
    assertThat(ran.code()).isEqualTo(Ran.in(directory, "check").code());
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void configurationWithoutAVault_saysHowToGetOne() throws IOException {
    write(
        """
        data: ./data
        servers:
          forge: {url: "https://h/mcp", credentials: {user-secret: {of: {ann: "env:T"}}}}
        """);
    Ran ran = put("forge", "ann", "x");
    assertThat(ran.err()).contains("vault.key", "openssl rand -base64 32");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE.number());
  }

  @Test
  void withoutAWord_theCommandSaysWhatIsMissing() {
    assertThat(Ran.in(directory, "secrets").err()).contains("a command is missing after `secrets`");
  }
}
