package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.config.Listen;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartHintTest {
  private final StartFault io = new StartFault("broken", new IOException("broken"));

  private static Listen listen(int port) {
    return new Listen(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  private static CommandFailure failure(Listening listening, String why) {
    IOException cause = new IOException("cannot listen: " + why, new IOException(why));
    return StartHint.failure(listening, new StartFault("cannot listen: " + why, cause), _ -> "");
  }

  @Test
  void portThatIsTaken_isNamed_withWhatSaysIt_andWhatToWriteInstead() {
    String taken = "Address already in use";

    assertThat(failure(Listening.byDefault(listen(8787)), taken))
        .hasMessage(
            "cannot start: something listens at 127.0.0.1:8787 already, perhaps another Portreeve"
                + " (the default); stop it, or call it with `--listen 127.0.0.1:8788`");
    assertThat(failure(Listening.byOption(listen(65_535)), taken))
        .hasMessageEndingWith(
            "(as --listen says); stop it, or call it with `--listen 127.0.0.1:65534`");
    assertThat(
            failure(
                Listening.byFile(listen(9000), "a.yaml", Optional.of("a.yaml:3:9: listen")), taken))
        .hasMessageEndingWith(
            "(as a.yaml:3:9: listen says); stop it, or write another there, such as"
                + " `listen: \"127.0.0.1:9001\"`");
    assertThat(failure(Listening.byFile(listen(8787), "a.yaml", Optional.empty()), taken))
        .hasMessageEndingWith(
            "(the default, as a.yaml has no `listen`); stop it, or write"
                + " `listen: \"127.0.0.1:8788\"` into a.yaml");
  }

  @Test
  void portThatTakesRights_andAddressOfAnotherMachine_areToldAsSuch() {
    assertThat(failure(Listening.byOption(listen(80)), "Permission denied"))
        .hasMessage(
            "cannot start: this user may not listen at 127.0.0.1:80: ports below 1024 take rights"
                + " (as --listen says); call it with `--listen 127.0.0.1:8787`");
    assertThat(failure(Listening.byOption(listen(9000)), "Cannot assign requested address"))
        .hasMessage(
            "cannot start: 127.0.0.1 is no address of this machine (as --listen says); call it with"
                + " `--listen 127.0.0.1:9000`");
  }

  @Test
  void listenerThatCannotListen_saysWhy() {
    assertThat(failure(Listening.byOption(listen(9000)), "broken"))
        .hasMessageStartingWith(
            "cannot start: it cannot listen at 127.0.0.1:9000: cannot listen: broken (");
  }

  @Test
  void clientOverStandardInput_isToldNothingOfListening() {
    assertThat(StartHint.failure(io)).hasMessage("cannot start: broken; see `portreeve check`");
  }

  @Test
  void auditLogThatIsRefused_saysItselfWhatToDo() {
    AuditUnavailable told = new AuditUnavailable("it was changed; put it back");
    assertThat(StartHint.failure(new StartFault("it was changed; put it back", told)))
        .hasMessage("cannot start: it was changed; put it back");
  }

  @Test
  void auditLogThatCannotBeOpened_isToBePutRight() {
    AuditUnavailable closed = new AuditUnavailable("no", new IOException("denied"));
    assertThat(StartHint.failure(new StartFault("it cannot be opened", closed)))
        .hasMessage(
            "cannot start: it cannot be opened; put that right, or choose another with --data");
  }

  /** No other folder helps there. */
  @Test
  void databaseThatCannotBeReached_isToldOfWhereItIsNamed() {
    StoreUnavailable away = new StoreUnavailable("refused", new IOException("denied"));
    StartFault fault = new StartFault("state.postgres", "refused; start it", away);

    assertThat(StartHint.failure(Listening.byDefault(listen(80)), fault, _ -> "a.yaml:3:1: "))
        .hasMessage("cannot start: a.yaml:3:1: state.postgres: refused; start it");
    assertThat(StartHint.failure(fault))
        .hasMessage("cannot start: state.postgres: refused; start it");
  }
}
