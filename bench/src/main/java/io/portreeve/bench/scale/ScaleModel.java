package io.portreeve.bench.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints what so many nodes ask of what they share. Arguments: how many nodes, or {@code all}; a
 * profile, or {@code all}; {@code json} or {@code table}; seconds that are simulated; a node's most
 * connections; those that PostgreSQL grants; rates such as {@code turn=364,take=30000} in place of
 * those that were measured, or nothing. Ends with 2 where they are not understood.
 */
public final class ScaleModel {
  private static final List<Integer> COUNTS = List.of(1, 10, 100, 1000);
  private static final long SEED = 20_261_129;

  private ScaleModel() {}

  static void main(String[] arguments) {
    try {
      say(arguments);
    } catch (IllegalArgumentException wrong) {
      System.err.println("bench/scale: " + wrong.getMessage());
      System.exit(2);
    }
  }

  private static void say(String[] arguments) {
    Costs costs = Costs.of(rates(arguments[6]));
    List<Integer> counts =
        arguments[0].equals("all") ? COUNTS : List.of(Integer.parseInt(arguments[0]));
    List<Profile> profiles =
        Arrays.stream(Profile.values())
            .filter(one -> arguments[1].equals("all") || one.word().equals(arguments[1]))
            .toList();
    if (profiles.isEmpty()) {
      throw new IllegalArgumentException("profiles are idle-desk, office-team and busy-service");
    }
    Store store =
        new Store(Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]), Costs.WORKERS);
    List<Said> all = new ArrayList<>();
    for (Profile profile : profiles) {
      Demand demand = new Demand(profile, costs);
      for (int nodes : counts) {
        all.add(Said.of(nodes, demand, store, Double.parseDouble(arguments[3]), SEED));
      }
    }
    all.forEach(said -> IO.println(arguments[2].equals("json") ? said.json() : said.text()));
  }

  private static Map<String, Double> rates(String text) {
    return text.isEmpty()
        ? Map.of()
        : Arrays.stream(text.split(","))
            .map(one -> one.split("=", 2))
            .peek(one -> {
              if (one.length != 2 || !one[1].matches("[0-9]{1,9}([.][0-9]{1,9})?")) {
                throw new IllegalArgumentException(
                    "a rate is NAME=NUMBER, so many in a second, and not " + String.join("=", one));
              }
            })
            .collect(Collectors.toMap(one -> one[0], one -> Double.parseDouble(one[1])));
  }
}
