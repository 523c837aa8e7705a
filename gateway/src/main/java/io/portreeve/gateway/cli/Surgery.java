package io.portreeve.gateway.cli;

import io.portreeve.gateway.audit.AuditReader;
import io.portreeve.gateway.catalog.RememberedServer;
import io.portreeve.gateway.catalog.UnmatchedNames;
import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.form.AmendedText;
import io.portreeve.gateway.doctor.CertificateLooks;
import io.portreeve.gateway.doctor.Complaint;
import io.portreeve.gateway.doctor.Examination;
import io.portreeve.gateway.doctor.KeptLooks;
import io.portreeve.gateway.doctor.MachineLooks;
import io.portreeve.gateway.doctor.NameLooks;
import io.portreeve.gateway.doctor.Patient;
import io.portreeve.gateway.keys.SecretSource;
import io.portreeve.gateway.keys.SecretUnavailable;
import io.portreeve.gateway.sandbox.Means;
import io.portreeve.gateway.scan.configuration.ConfigurationProbe;
import io.portreeve.gateway.scan.configuration.Machine;
import io.portreeve.gateway.scan.finding.Finding;
import io.portreeve.gateway.scan.finding.Progress;
import io.portreeve.gateway.store.Denial;
import io.portreeve.gateway.store.StoreUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Where a deployment is looked at: its file, this machine and what a gateway keeps there. */
final class Surgery {
  private final Terminal terminal;
  private final Configuration right;
  private final AmendedText text;
  private final boolean secrets;
  private final List<Complaint> elsewhere = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  Surgery(Terminal terminal, Configuration right, AmendedText text, boolean secrets) {
    this.terminal = terminal;
    this.right = right;
    this.text = text;
    this.secrets = secrets;
  }

  /** What could not be looked at, and why. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  Examination examine() {
    machine();
    try {
      Denial.refuseIfHidden(right.data());
      files();
      try (KeptStore kept = KeptStore.of(right, terminal)) {
        kept(kept);
        return examined(
            kept::remembered,
            kept.store().map(store -> store.acceptances().findings()).orElse(Set.of()));
      }
    } catch (StoreUnavailable unusable) {
      String why = Failures.oneLine(unusable);
      notes.add("what a gateway keeps: " + why);
      elsewhere.add(KeptLooks.unread(why));
      return examined(_ -> new RememberedServer(List.of()), Set.of());
    }
  }

  private Examination examined(Function<String, RememberedServer> seen, Set<String> accepted) {
    List<Finding> scanned =
        new ConfigurationProbe(right, new Machine(terminal.environment(), user()))
            .look(Progress.NONE).stream().filter(one -> !accepted.contains(one.id())).toList();
    elsewhere.addAll(NameLooks.of(UnmatchedNames.of(right, seen)).toList());
    return Examination.of(new Patient(right, text, seen, scanned), elsewhere);
  }

  private String user() {
    return terminal.user().orElse("unknown");
  }

  private void machine() {
    elsewhere.addAll(MachineLooks.sandbox(right, Means.find()).toList());
    elsewhere.addAll(terminal.user().stream().flatMap(MachineLooks::user).toList());
    if (secrets) {
      Instant now = terminal.clock().instant();
      var certificates = new CertificateLooks(new SecretSource(terminal.environment()), now);
      elsewhere.addAll(certificates.of(right).toList());
    } else {
      notes.add("certificates, because of --no-secrets");
    }
  }

  private void kept(KeptStore kept) {
    Instant now = terminal.clock().instant();
    kept.store().ifPresent(store -> elsewhere.addAll(KeptLooks.store(right, store, now).toList()));
    if (kept.store().isEmpty()) {
      notes.add("what a gateway keeps: none ever ran with this `data`");
    }
    if (secrets) {
      kept.open().ifPresent(this::keys);
    }
    notes.add(
        "whether servers, stores and whoever issues tokens can be used: `portreeve check --connect` tries");
  }

  /** A start would refuse it, and what is looked at belongs to others. */
  private void keys(SeenStore open) {
    try {
      open.refuseIfOfOtherKeys();
    } catch (SecretUnavailable other) {
      elsewhere.add(KeptLooks.unread(Failures.oneLine(other)));
    }
  }

  private void files() {
    try {
      elsewhere.addAll(MachineLooks.data(right.data()).toList());
      JournalPlace journal = JournalPlace.of(right);
      if (journal.exists()) {
        Instant now = terminal.clock().instant();
        elsewhere.addAll(KeptLooks.journal(new AuditReader(journal.directory()), now).toList());
      }
    } catch (IOException unreadable) {
      notes.add("the files in `data`: " + Failures.oneLine(unreadable));
    }
  }
}
