package io.portreeve.lab;

import io.portreeve.guard.Threat;
import io.portreeve.lab.benign.FalsePositives;
import io.portreeve.lab.cli.GuardrailsCommand;
import io.portreeve.lab.cli.RedactionCommand;
import io.portreeve.lab.cli.ReplayCommand;
import io.portreeve.lab.scene.Attack;
import io.portreeve.lab.scene.LabFault;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The command {@code portreeve lab}: every attack, without and with the guard.
 *
 * <p>Exit status 0 only when every attack succeeded without and was blocked with.
 */
public final class Lab {
  private Lab() {}

  /** Runs the lab and ends the process. */
  public static void main(String[] args) throws LabFault {
    // Libraries log through a facade that would otherwise announce that nobody listens.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    // The gateways that are attacked warn their operator; here it would tear the report apart.
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(run(List.of(args), System.out));
  }

  static int run(List<String> args, PrintStream out) throws LabFault {
    return run(Attacks.all(), args, out);
  }

  static int run(List<Attack> attacks, List<String> args, PrintStream out) throws LabFault {
    if (!args.isEmpty() && args.getFirst().equals("false-positives")) {
      return FalsePositives.run(args.subList(1, args.size()), out);
    }
    if (!args.isEmpty() && args.getFirst().equals("replay")) {
      return ReplayCommand.run(args.subList(1, args.size()), out, System.err);
    }
    if (!args.isEmpty() && args.getFirst().equals("guardrails")) {
      return GuardrailsCommand.run(args.subList(1, args.size()), out, System.err);
    }
    if (!args.isEmpty() && args.getFirst().equals("redaction")) {
      return RedactionCommand.run(args.subList(1, args.size()), out, System.err);
    }
    List<String> options = new ArrayList<>(args);
    boolean json = options.remove("--json");
    Optional<Integer> threat = threat(options);
    if (options.size() == 2 && options.getFirst().equals("--threat")) {
      return noThreat(options.getLast(), out);
    }
    Rows rows = Rows.taken(options);
    if (!options.isEmpty()) {
      Rows.usage(options).forEach(out::println);
      return options.contains("--help") ? 0 : 2;
    }
    if (threat.isPresent() && (threat.get() < 1 || threat.get() > Threat.values().length)) {
      return noThreat(String.valueOf(threat.get()), out);
    }
    Optional<String> foreign = threat.flatMap(rows::foreignTo);
    if (foreign.isPresent()) {
      out.println(foreign.get());
      return 2;
    }
    int proved = 0;
    int unproved = 0;
    try (Bench bench = new Bench()) {
      for (Attack attack : attacks) {
        boolean ofThreat =
            threat.isEmpty() || attack.mitigation().threat().number() == threat.get();
        if (ofThreat && rows.hold(attack.mitigation())) {
          Result result = bench.run(attack);
          out.println(json ? result.toJson().toString() : line(result));
          proved += result.proves() ? 1 : 0;
          unproved += result.proves() ? 0 : 1;
        }
      }
    }
    if (!json) {
      out.println(sum(proved, unproved));
    }
    return proved > 0 && unproved == 0 ? 0 : 1;
  }

  private static int noThreat(String said, PrintStream out) {
    out.println(Rows.noThreat(said));
    return 2;
  }

  private static String sum(int proved, int unproved) {
    return proved + unproved == 0
        ? "no attack: no mitigation of this threat is in force yet"
        : String.format(Locale.ROOT, "%d passed, %d failed", proved, unproved);
  }

  private static Optional<Integer> threat(List<String> options) {
    int at = options.indexOf("--threat");
    if (at < 0 || at + 1 >= options.size() || !options.get(at + 1).matches("[0-9]{1,2}")) {
      return Optional.empty();
    }
    Optional<Integer> threat = Optional.of(Integer.valueOf(options.get(at + 1)));
    options.subList(at, at + 2).clear();
    return threat;
  }

  private static String line(Result result) {
    return String.format(
        Locale.ROOT,
        "%-4s %s%n     without Portreeve it %s; with it, it %s%s",
        result.mitigation().id(),
        result.attack(),
        result.without() ? "succeeds" : "FAILS",
        result.with() ? "SUCCEEDS" : "is blocked",
        result.reason().isEmpty() ? "" : ": " + result.reason());
  }
}
