package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.policy.PolicyFault;
import io.portreeve.gateway.policy.RulePolicy;
import io.portreeve.gateway.relations.Inclusions;
import io.portreeve.gateway.relations.Related;
import io.portreeve.gateway.relations.StoredRelations;
import io.portreeve.gateway.replay.Replay;
import java.util.List;

/** The rules of a configuration, ready to be asked, with the relations that its store has now. */
record Judges(KeptStore kept, RulePolicy policy, List<String> notes) implements AutoCloseable {
  static Judges of(Configuration configuration) throws PolicyFault {
    KeptStore kept = KeptStore.of(configuration);
    Inclusions inclusions = new Inclusions(configuration.policy().objects());
    Related related =
        kept.store()
            .<Related>map(store -> new StoredRelations(inclusions, store.relations()))
            .orElseGet(Related::none);
    return new Judges(
        kept, RulePolicy.compile(configuration.policy(), related), notes(configuration, kept));
  }

  Replay replay() {
    return new Replay(policy);
  }

  private static List<String> notes(Configuration configuration, KeptStore kept) {
    if (configuration.policy().objects().isEmpty()) {
      return List.of();
    }
    return List.of(
        kept.store().isPresent()
            ? "relations are as they are now, not as they were"
            : "there is no store, so nobody is anything to any object");
  }

  @Override
  public void close() {
    kept.close();
  }
}
