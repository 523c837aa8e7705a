package io.portreeve.gateway.cli;

import io.portreeve.gateway.desk.ClientFile;
import io.portreeve.gateway.desk.ClientFileUnfit;
import io.portreeve.gateway.desk.Desk;
import io.portreeve.gateway.desk.ServerEntry;
import io.portreeve.gateway.desk.UsualPlaces;
import io.portreeve.gateway.desk.UsualPlaces.Place;
import io.portreeve.gateway.desk.Wrapping;
import io.portreeve.gateway.display.ShellWord;
import io.portreeve.mcp.json.JsonArray;
import io.portreeve.mcp.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows whoever names no file which files of clients there are. Nothing is started or written. */
record WrapPlaces(Terminal terminal, Desk desk, UsualPlaces places) {
  /**
   * What is in a file.
   *
   * @param bare servers with no Portreeve in front of them
   * @param guarded those with one
   * @param wrong what is wrong with the file; empty if nothing is
   */
  private record Found(
      Place place, List<String> bare, List<String> guarded, Optional<String> wrong) {}

  ExitCode show(boolean json) {
    List<Found> all = places.found().stream().map(this::found).toList();
    if (json) {
      terminal.line(
          JsonObject.empty()
              .with("found", JsonArray.of(all.stream().map(WrapPlaces::json).toList())));
    } else if (all.isEmpty()) {
      nothing();
    } else {
      print(all);
    }
    return all.isEmpty() ? ExitCode.UNAVAILABLE : ExitCode.OK;
  }

  private Found found(Place place) {
    try {
      Wrapping wrapping = Wrapping.of(desk, ClientFile.read(place.file()));
      Stream<String> bare =
          Stream.concat(
              wrapping.candidates().stream().map(one -> one.entry().name()),
              wrapping.left().stream().map(Wrapping.Left::name));
      return new Found(
          place,
          bare.distinct().toList(),
          wrapping.guarded().stream().map(ServerEntry::name).distinct().toList(),
          Optional.empty());
    } catch (ClientFileUnfit unfit) {
      return new Found(
          place, List.of(), List.of(), Optional.of(String.valueOf(unfit.getMessage())));
    }
  }

  private void print(List<Found> all) {
    List<List<String>> rows = new ArrayList<>();
    for (Found one : all) {
      rows.add(
          List.of(one.place().client(), Shown.of(one.place().file().toString()), servers(one)));
    }
    terminal.table(rows);
    terminal.line("");
    terminal.line("Nothing was changed. To put Portreeve in front of the servers of a file:");
    all.stream().filter(one -> !one.bare().isEmpty()).forEach(this::wrap);
    if (all.stream().allMatch(one -> one.bare().isEmpty())) {
      terminal.hint("  `portreeve wrap FILE`");
    }
  }

  private void wrap(Found one) {
    terminal.hint("  `portreeve wrap " + ShellWord.of(one.place().file().toString()) + "`");
  }

  private static String servers(Found one) {
    if (one.wrong().isPresent()) {
      return Shown.of(one.wrong().get());
    }
    String bare = one.bare().isEmpty() ? "" : String.join(", ", one.bare());
    String guarded =
        one.guarded().isEmpty() ? "" : "behind Portreeve: " + String.join(", ", one.guarded());
    return Shown.of(bare + (bare.isEmpty() || guarded.isEmpty() ? "" : "; ") + guarded);
  }

  private void nothing() {
    terminal.line("None of the clients that Portreeve knows has a file in its usual place:");
    terminal.table(
        places.all().stream()
            .map(place -> List.of("  " + place.client(), Shown.of(place.file().toString())))
            .toList());
    terminal.hint("Name the file of yours: `portreeve wrap FILE`");
  }

  private static JsonObject json(Found one) {
    JsonObject found =
        JsonObject.empty()
            .with("client", one.place().client())
            .with("file", one.place().file().toString())
            .with("servers", JsonArray.ofStrings(one.bare()))
            .with("guarded", JsonArray.ofStrings(one.guarded()));
    return one.wrong().map(what -> found.with("wrong", what)).orElse(found);
  }
}
