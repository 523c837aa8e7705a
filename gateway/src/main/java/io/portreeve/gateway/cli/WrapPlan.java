package io.portreeve.gateway.cli;

import io.portreeve.gateway.config.Configuration;
import io.portreeve.gateway.config.ConfigurationFile;
import io.portreeve.gateway.desk.Candidate;
import io.portreeve.gateway.desk.Sight;
import io.portreeve.gateway.desk.Wrapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to become of a client's file.
 *
 * @param chosen the servers that Portreeve is to stand in front of
 * @param left those that stay as they are, and why
 */
record WrapPlan(Wrapping wrapping, List<Chosen> chosen, List<Wrapping.Left> left) {
  /**
   * A server with its profile.
   *
   * @param text of the profile
   * @param configuration what the text says
   */
  record Chosen(
      Candidate candidate, WrapLook.Looked looked, String text, Configuration configuration) {
    Sight sight() {
      return looked.sight();
    }
  }

  /** Looks at every server, unless nobody is to look. */
  static WrapPlan of(Wrapping wrapping, WrapLook look, boolean looking)
      throws InterruptedException {
    List<Chosen> chosen = new ArrayList<>();
    List<Wrapping.Left> left = new ArrayList<>(wrapping.left());
    for (Candidate candidate : wrapping.candidates()) {
      WrapLook.Looked looked =
          looking ? look.at(candidate) : WrapLook.Looked.nothing(new Sight.Unseen("--no-look"));
      if (looked.sight() instanceof Sight.Silent(String why)) {
        left.add(
            new Wrapping.Left(
                candidate.entry().name(), "behind Portreeve it would not work: " + why));
        continue;
      }
      String text = candidate.text(looked.sight());
      switch (look.configuration(candidate, text)) {
        case ConfigurationFile.Outcome.Loaded(var configuration, var _) ->
            chosen.add(new Chosen(candidate, looked, text, configuration));
        case ConfigurationFile.Outcome.Refused(var problems) ->
            left.add(
                new Wrapping.Left(candidate.entry().name(), WrapLook.words(problems.getFirst())));
      }
    }
    return new WrapPlan(wrapping, List.copyOf(chosen), List.copyOf(left));
  }

  /** The same, but that one server stays as it is. */
  WrapPlan without(Chosen one, String why) {
    List<Chosen> others =
        chosen.stream()
            .filter(other -> !other.candidate().id().equals(one.candidate().id()))
            .toList();
    List<Wrapping.Left> more = new ArrayList<>(left);
    more.add(new Wrapping.Left(one.candidate().entry().name(), why));
    return new WrapPlan(wrapping, others, List.copyOf(more));
  }

  List<Candidate> candidates() {
    return chosen.stream().map(Chosen::candidate).toList();
  }

  Map<Candidate, String> profiles() {
    Map<Candidate, String> all = new LinkedHashMap<>();
    chosen.forEach(one -> all.put(one.candidate(), one.text()));
    return all;
  }
}
