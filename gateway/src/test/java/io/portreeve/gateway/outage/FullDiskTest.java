package io.portreeve.gateway.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FullDiskTest {
  static Stream<Throwable> fullDisks() {
    return Stream.of(
        new IOException("No space left on device"),
        new IOException("/data/x: Disk quota exceeded"),
        new IllegalStateException("[SQLITE_FULL] Insertion failed because database is full"),
        new IllegalStateException("migration failed", new IOException("No space left on device")));
  }

  @ParameterizedTest
  @MethodSource("fullDisks")
  void fullDisk_howeverDeepAmongTheCauses_isNamed(Throwable cause) {
    assertThat(FullDisk.named("the write was not committed", cause))
        .isEqualTo("the write was not committed: no space is left on the disk, make room");
  }

  @Test
  void anotherFault_isNotCalledAFullDisk() {
    assertThat(FullDisk.named("cannot be locked", new IOException("Permission denied")))
        .isEqualTo("cannot be locked");
    assertThat(FullDisk.named("cannot be read", new IllegalStateException("[SQLITE_CORRUPT]")))
        .isEqualTo("cannot be read");
  }

  @Test
  void causesThatGoInACircle_haveAnEnd() {
    Exception one = new Exception("one");
    one.initCause(new Exception("two", one));
    assertThat(FullDisk.named("failed", one)).isEqualTo("failed");
  }

  @Test
  void storeAndJournal_nameIt() {
    IOException full = new IOException("No space left on device");
    assertThat(new StoreUnavailable("the read failed", full)).hasMessageContaining("no space");
    assertThat(new AuditUnavailable("cannot be opened", full)).hasMessageContaining("no space");
  }
}
