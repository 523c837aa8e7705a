package io.portreeve.gateway.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
  private final List<String> events = new ArrayList<>();

  private AutoCloseable part(String name) {
    return () -> events.add(name);
  }

  private String open(Runnable last) {
    try (Opened opened = new Opened()) {
      var _ = opened.with(part("first"));
      var _ = opened.with(part("second"));
      last.run();
      return opened.complete("whole");
    }
  }

  @Test
  void whole_keepsItsParts() {
    assertThat(open(() -> {})).isEqualTo("whole");
    assertThat(events).isEmpty();
  }

  @Test
  void failure_closesWhatWasOpened_theLatestFirst() {
    assertThatThrownBy(() ->
            open(() -> {
              throw new IllegalStateException("broken");
            }))
        .hasMessage("broken");
    assertThat(events).containsExactly("second", "first");
  }

  @Test
  void error_closesWhatWasOpenedAllTheSame() {
    assertThatThrownBy(() ->
            open(() -> {
              throw new OutOfMemoryError("none left");
            }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(events).containsExactly("second", "first");
  }

  @Test
  void partThatCannotBeClosed_keepsNoOtherOpen() {
    try (Opened opened = new Opened()) {
      var _ = opened.with(part("first"));
      var _ =
          opened.<AutoCloseable>with(() -> {
            throw new IllegalStateException("stuck");
          });
    }
    assertThat(events).containsExactly("first");
  }

  @Test
  void errorOfAPartThatIsClosed_keepsNoOtherOpen() {
    Opened opened = new Opened();
    var _ = opened.with(part("first"));
    var _ =
        opened.<AutoCloseable>with(() -> {
          throw new OutOfMemoryError("none left");
        });
    assertThatThrownBy(opened::close).isInstanceOf(OutOfMemoryError.class);
    assertThat(events).containsExactly("first");
  }

  @Test
  void interruptOfAPartThatIsClosed_isKept_andDisturbsNoOther() {
    try (Opened opened = new Opened()) {
      var _ =
          opened.<AutoCloseable>with(
              () -> events.add(Thread.currentThread().isInterrupted() ? "disturbed" : "first"));
      var _ =
          opened.<AutoCloseable>with(() -> {
            throw new InterruptedException();
          });
    }
    assertThat(events).containsExactly("first");
    assertThat(Thread.interrupted()).isTrue();
  }
}
