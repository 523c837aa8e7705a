package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.config.Listen;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartHintTest {
  private final StartFault io = new StartFault("broken", new IOException("broken"));

  private static Listen listen(int port) {
    return new Listen(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /** The port, or the address, is refused; by which words, the system's language says. */
  private static CommandFailure refused(Listening listening) {
    return failure(listening, new BindException("no"));
  }

  private static CommandFailure failure(Listening listening, IOException why) {
    IOException cause = new IOException("cannot listen: " + why.getMessage(), why);
    return StartHint.failure(listening, new StartFault("cannot listen", cause), _ -> "");
  }

  @Test
  void portThatIsTaken_isNamed_withWhatSaysIt_andWhatToWriteInstead() {
    assertThat(refused(Listening.byDefault(listen(8787))))
        .hasMessage(
            "cannot start: something listens at 127.0.0.1:8787 already, perhaps another Portreeve"
                + " (the default); stop it, or call it with `--listen 127.0.0.1:8788`");
    assertThat(refused(Listening.byOption(listen(65_535))))
        .hasMessageEndingWith(
            "(as --listen says); stop it, or call it with `--listen 127.0.0.1:65534`");
    assertThat(refused(Listening.byFile(listen(9000), "a.yaml", Optional.of("a.yaml:3:9: listen"))))
        .hasMessageEndingWith(
            "(as a.yaml:3:9: listen says); stop it, or write another there, such as"
                + " `listen: \"127.0.0.1:9001\"`");
    assertThat(refused(Listening.byFile(listen(8787), "a.yaml", Optional.empty())))
        .hasMessageEndingWith(
            "(the default, as a.yaml has no `listen`); stop it, or write"
                + " `listen: \"127.0.0.1:8788\"` into a.yaml");
  }

  @Test
  void portThatTakesRights_andAddressOfAnotherMachine_areToldAsSuch() {
    assertThat(refused(Listening.byOption(listen(1))))
        .hasMessage(
            "cannot start: this user may not listen at 127.0.0.1:1: ports below 1024 take rights"
                + " (as --listen says); call it with `--listen 127.0.0.1:8787`");
    assertThat(refused(Listening.byOption(new Listen(InetAddress.ofLiteral("192.0.2.1"), 9000))))
        .hasMessage(
            "cannot start: 192.0.2.1:9000 has an address that this machine does not have (as"
                + " --listen says); call it with `--listen 127.0.0.1:9000`");
  }

  /** Another port might be refused as well. */
  @Test
  void listenerThatCannotListen_saysWhy_andProposesNoPort() {
    assertThat(
            failure(Listening.byDefault(listen(8787)), new SocketException("too many open files")))
        .hasMessage(
            "cannot start: it cannot listen at 127.0.0.1:8787: too many open files (the default);"
                + " put that right, or call it with `--listen ADDRESS:PORT`");
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
