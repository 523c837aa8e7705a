package io.portreeve.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.config.ConfigurationReload.Outcome;
import io.portreeve.gateway.config.form.Change;
import io.portreeve.gateway.config.form.Expression;
import io.portreeve.gateway.config.form.Overlay;
import io.portreeve.gateway.config.form.Surroundings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationReloadTest {
  @TempDir private Path directory = Path.of("");

  private final List<Configuration> tookOver = new ArrayList<>();
  private Optional<String> fault = Optional.empty();
  private Path file = Path.of("");
  private Edit meanwhile = () -> file;

  @BeforeEach
  void writeFirst() throws IOException {
    file = directory.resolve("portreeve.yaml");
    write(Texts.LEAST);
  }

  @Test
  void sameFile_isUnchanged_evenWhenItWasWrittenAnew() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST);

    assertThat(reload.attempt(this::takeOver)).isEqualTo(new Outcome.Unchanged());
    assertThat(tookOver).isEmpty();
  }

  @Test
  void changedFile_isBroughtIntoForceOnce() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST + "limits: {concurrent: 1}\n");

    assertThat(reload.attempt(this::takeOver))
        .isInstanceOfSatisfying(
            Outcome.InForce.class,
            now -> {
              assertThat(now.configuration().limits().concurrent()).isEqualTo(1);
              assertThat(now.weakened()).isEmpty();
            });
    assertThat(reload.attempt(this::takeOver)).isEqualTo(new Outcome.Unchanged());
    assertThat(tookOver).hasSize(1);
  }

  @Test
  void weakerFile_isBroughtIntoForce_andSaysWhatItWeakens() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST + "input: {insecure-skip-validation: true}\n");

    assertThat(reload.attempt(this::takeOver))
        .isInstanceOfSatisfying(
            Outcome.InForce.class,
            now ->
                assertThat(now.weakened())
                    .extracting(Change::path)
                    .containsExactly("input.insecure-skip-validation"));
  }

  @Test
  void wrongFile_keepsTheOldOne_andIsReportedOnce() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST + "limits: {concurrent: 0}\nlisen: x\n");

    assertThat(reload.attempt(this::takeOver))
        .isInstanceOfSatisfying(
            Outcome.Kept.class,
            kept ->
                assertThat(kept.problems())
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith(file + ":5:22: limits.concurrent: `0` is not in range"));
    assertThat(reload.attempt(this::takeOver)).isEqualTo(new Outcome.Unchanged());
    assertThat(tookOver).isEmpty();
  }

  @Test
  void missingFile_keepsTheOldOne_andItsReturnUnchangedNeedsNothing() throws IOException {
    ConfigurationReload reload = reload();
    Files.delete(file);

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.Kept.class);
    write(Texts.LEAST);
    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
  }

  @Test
  void fileThatOthersMayWrite_keepsTheOldOne_untilItIsTheOwnersAlone() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST + "limits: {concurrent: 1}\n");
    permit("rw-rw-rw-");
    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.Kept.class);

    permit("rw-------");

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
  }

  @Test
  void correctedFile_isComparedWithWhatIsInForce_notWithTheWrongOne() throws IOException {
    ConfigurationReload reload = reload();
    write("nonsense");
    var _ = reload.attempt(this::takeOver);
    write(Texts.LEAST + "pinning: {first-seen: approve}\n");

    assertThat(reload.attempt(this::takeOver))
        .isInstanceOfSatisfying(
            Outcome.InForce.class,
            now ->
                assertThat(now.weakened())
                    .extracting(Change::path)
                    .containsExactly("pinning.first-seen"));
  }

  @Test
  void keyThatNeedsARestart_keepsTheOldOneAsAWhole() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST + "listen: 127.0.0.1:1\nlimits: {concurrent: 1, max-request: 1MiB}\n");

    assertThat(reload.attempt(this::takeOver))
        .isEqualTo(
            new Outcome.Kept(
                List.of(
                    file + ": listen: needs a restart; start again",
                    file + ": limits.max-request: needs a restart; start again")));
    assertThat(tookOver).isEmpty();
  }

  @Test
  void successorThatCannotBeBuilt_keepsTheOldOne() throws IOException {
    ConfigurationReload reload = reload();
    fault = Optional.of("no such program");
    write(Texts.LEAST + "limits: {concurrent: 1}\n");

    assertThat(reload.attempt(this::takeOver))
        .isEqualTo(new Outcome.Kept(List.of(file + ": no such program")));

    fault = Optional.empty();
    write(Texts.LEAST + "limits: {concurrent: 2}\n");
    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
  }

  @Test
  void renewedSecret_isTakenOver_thoughTheFileIsTheSame() throws IOException {
    Path secret = directory.resolve("token");
    Files.writeString(secret, "one");
    write(
        "data: d\nservers: {a: {url: \"https://h/mcp\", bearer-token: file:token, insecure-shared-credential: true}}\n");
    ConfigurationReload reload = reload();

    Files.writeString(secret, "two");

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
    assertThat(reload.attempt(this::takeOver)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void changeBetweenTheReadingAndTheBuilding_isBroughtIntoForce() throws IOException {
    ConfigurationFile.Outcome.Loaded loaded = loaded();
    write(Texts.LEAST + "limits: {concurrent: 1}\n");
    ConfigurationReload reload = new ConfigurationReload(file, reader(), loaded);

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
    assertThat(concurrent()).containsExactly(1);
  }

  @Test
  void changeWhileTheOneBeforeIsBuilt_isBroughtIntoForceNext() throws IOException {
    ConfigurationReload reload = reload();
    write(Texts.LEAST + "limits: {concurrent: 1}\n");
    meanwhile = () -> write(Texts.LEAST + "limits: {concurrent: 2}\n");

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
    assertThat(reload.attempt(this::takeOver)).isEqualTo(new Outcome.Unchanged());
    assertThat(concurrent()).containsExactly(1, 2);
  }

  private ConfigurationReload beforeItsFirstSecret(Path secret) throws IOException {
    Files.writeString(secret, "one");
    write("data: d\nservers: {a: {url: \"https://h/mcp\"}}\n");
    ConfigurationReload reload = reload();
    write(
        "data: d\nservers: {a: {url: \"https://h/mcp\", bearer-token: file:token, insecure-shared-credential: true}}\n");
    return reload;
  }

  @Test
  void secretRenewedWhileItsConfigurationIsBuilt_isTakenOverNext() throws IOException {
    Path secret = directory.resolve("token");
    ConfigurationReload reload = beforeItsFirstSecret(secret);
    meanwhile = () -> Files.writeString(secret, "two");

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
    assertThat(reload.attempt(this::takeOver)).isEqualTo(new Outcome.Unchanged());
  }

  @Test
  void secretOfAServerThatCannotBeBuilt_isTriedAgainWhenItChanges() throws IOException {
    Path secret = directory.resolve("token");
    ConfigurationReload reload = beforeItsFirstSecret(secret);
    fault = Optional.of("the token is no good");
    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.Kept.class);

    fault = Optional.empty();
    Files.writeString(secret, "two");

    assertThat(reload.attempt(this::takeOver)).isInstanceOf(Outcome.InForce.class);
  }

  private List<Integer> concurrent() {
    return tookOver.stream().map(next -> next.limits().concurrent()).toList();
  }

  private ConfigurationReload reload() {
    return new ConfigurationReload(file, reader(), loaded());
  }

  private ConfigurationFile reader() {
    var surroundings =
        new Surroundings(directory, Surroundings.Follower.NONE, Expression.Reader.UNREAD);
    return new ConfigurationFile(surroundings, Overlay.NONE);
  }

  private ConfigurationFile.Outcome.Loaded loaded() {
    return (ConfigurationFile.Outcome.Loaded) reader().read(file);
  }

  /** A written file, at a moment that a test chooses. */
  @FunctionalInterface
  private interface Edit {
    Object make() throws IOException;
  }

  private Optional<String> takeOver(Configuration next) {
    edit();
    if (fault.isEmpty()) {
      tookOver.add(next);
    }
    return fault;
  }

  private void edit() {
    try {
      assertThat(meanwhile.make()).isNotNull();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    meanwhile = () -> file;
  }

  private void permit(String permissions) throws IOException {
    assertThat(Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions)))
        .isEqualTo(file);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(file, text);
  }
}
