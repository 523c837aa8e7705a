package io.portreeve.lab;

import io.portreeve.lab.attacks.InputAttack;
import io.portreeve.lab.scene.Attack.Attempt;
import io.portreeve.lab.scene.Attack.Trial;
import io.portreeve.lab.scene.LabFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What each attack by argument comes to: how many of its ways work, are inferred, are declared. */
final class InputTable {
  /** One attack's row. */
  record Row(InputAttack attack, Attempt without, Attempt undeclared, Attempt declared) {
    String text() {
      return String.format(
          Locale.ROOT,
          "| %s | %s | %d | %d | %d |",
          attack.mitigation().id(),
          attack.story(),
          without.trials().stream().filter(Trial::worked).count(),
          blocked(undeclared),
          blocked(declared));
    }

    private static long blocked(Attempt attempt) {
      return attempt.trials().stream().filter(trial -> !trial.worked()).count();
    }
  }

  private InputTable() {}

  static List<InputAttack> attacks() {
    Stream<InputAttack> shipped =
        Attacks.all().stream().filter(InputAttack.class::isInstance).map(InputAttack.class::cast);
    return Stream.concat(shipped, EngineAttacks.all().stream()).toList();
  }

  static List<Row> run() throws LabFault {
    List<Row> rows = new ArrayList<>();
    try (Bench bench = new Bench()) {
      for (InputAttack attack : attacks()) {
        Attempt declared = bench.with(attack);
        boolean nothing = attack.declared().isEmpty();
        Attempt undeclared = nothing ? declared : bench.with(attack.undeclared());
        rows.add(new Row(attack, bench.without(attack), undeclared, declared));
      }
    }
    return rows;
  }
}
