package io.portreeve.gateway;

import io.portreeve.gateway.audit.AuditJournal;
import io.portreeve.gateway.audit.AuditUnavailable;
import io.portreeve.gateway.audit.JournalParts;
import io.portreeve.gateway.audit.JournalTaken;
import io.portreeve.gateway.audit.StoredWitness;
import io.portreeve.gateway.audit.Witness;
import io.portreeve.gateway.opening.Opened;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.gateway.store.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One of several processes that a client starts on one data directory, as for each of its windows.
 * They share what was decided; each writes a log of its own, since a log has one writer.
 *
 * @param number from 1; that of the first is the data directory's own
 */
public record ClientWindow(int number) {
  /** Nobody has more of them open by intent. */
  static final int MOST = 32;

  /**
   * The logs that windows after the first have written in this data directory, by their numbers.
   */
  public static List<Path> logs(Path data) {
    return IntStream.rangeClosed(2, MOST)
        .mapToObj(ClientWindow::new)
        .map(window -> AuditJournal.directoryIn(data.resolve(window.name())))
        .filter(Files::isDirectory)
        .toList();
  }

  /**
   * Keeps all windows of a data directory from writing until what it gives is closed.
   *
   * @throws JournalTaken if one does
   */
  public static AutoCloseable hold(DataDirectory data) throws AuditUnavailable {
    try (Opened opened = new Opened()) {
      Opened all = opened.with(new Opened());
      for (int number = 1; number <= MOST; number++) {
        ClientWindow window = new ClientWindow(number);
        if (number == 1 || Files.isDirectory(data.path().resolve(window.name()))) {
          var _ = all.with(AuditJournal.hold(window.in(data)));
        }
      }
      return opened.complete(all);
    }
  }

  /** The directory of its log, and of the key that signs it. */
  private DataDirectory in(DataDirectory data) {
    return number == 1 ? data : data.directory(name());
  }

  private String name() {
    return "window-" + number;
  }

  private Witness witness(Supplier<Settings> settings, InstantSource clock) {
    return number == 1
        ? new StoredWitness(settings, clock)
        : StoredWitness.of(name(), settings, clock);
  }

  /**
   * Opens the first log that nobody else writes.
   *
   * @param several whether there may be more than one
   * @param clock tells the witness how long ago it told something
   * @param parts makes those of a log in this directory, with this witness
   * @throws JournalTaken if all are taken
   */
  static AuditJournal journal(
      DataDirectory data,
      boolean several,
      Supplier<Settings> settings,
      InstantSource clock,
      BiFunction<DataDirectory, Witness, JournalParts> parts)
      throws AuditUnavailable {
    for (int number = 1; ; number++) {
      ClientWindow window = new ClientWindow(number);
      DataDirectory directory = window.in(data);
      Witness witness = window.witness(settings, clock);
      try {
        return AuditJournal.open(directory, parts.apply(directory, witness));
      } catch (JournalTaken taken) {
        witness.close();
        if (!several || number == MOST) {
          throw taken;
        }
      }
    }
  }
}
