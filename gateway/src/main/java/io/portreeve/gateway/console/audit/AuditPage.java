package io.portreeve.gateway.console.audit;

import io.portreeve.gateway.config.ConsoleRole;
import io.portreeve.gateway.console.ConsolePage;
import io.portreeve.gateway.console.Place;
import io.portreeve.gateway.console.Visit;
import io.portreeve.gateway.pages.Parameters;
import java.util.Optional;

/** Whether the audit log is whole. An auditor verifies it here. */
record AuditPage(Verification verification) implements ConsolePage {
  static final String ADDRESS = "/console/audit";

  @Override
  public Place place() {
    return Place.inMenu(ADDRESS, "Audit", ConsoleRole.AUDITOR);
  }

  @Override
  public Shown show(Visit visit, Parameters query) {
    return Shown.of(
        "The audit log",
        AuditText.of(
            verification.state(),
            (subject, fields) -> visit.form(place().path(), subject, fields)));
  }

  @Override
  public Optional<String> state(Visit visit, Parameters query) {
    return Optional.of(
        switch (verification.state()) {
          case Verifying.NotYet _ -> "not yet";
          case Verifying.Under(int files, int of) -> files + " of " + of;
          case Verifying.Over over -> "over " + over.at();
          case Verifying.Broke broke -> "broke " + broke.at();
        });
  }

  @Override
  public Done submit(Visit visit, String subject, Parameters form) {
    verification.begin();
    return new Done.Moved(place().path());
  }
}
