package io.portreeve.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.StartFault;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StartHintTest {
  private final StartFault io = new StartFault("broken", new IOException("broken"));

  @Test
  void listenerThatCannotListen_isToldToListenElsewhere() {
    assertThat(StartHint.failure("127.0.0.1:80", io, _ -> ""))
        .hasMessageStartingWith("cannot start at 127.0.0.1:80: broken; ")
        .hasMessageContaining("--listen");
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

    assertThat(StartHint.failure("127.0.0.1:80", fault, _ -> "a.yaml:3:1: "))
        .hasMessage("cannot start: a.yaml:3:1: state.postgres: refused; start it");
    assertThat(StartHint.failure(fault))
        .hasMessage("cannot start: state.postgres: refused; start it");
  }
}
