package io.portreeve.gateway.config;

import io.portreeve.gateway.config.form.ByteSize;
import io.portreeve.gateway.config.form.Forms;
import io.portreeve.gateway.config.form.Key;
import io.portreeve.gateway.config.form.Measures;
import io.portreeve.gateway.config.form.Section;
import io.portreeve.gateway.config.form.Strength;
import io.portreeve.gateway.config.form.Values;
import io.portreeve.gateway.egress.Destination;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the program of a server may touch, besides what every program needs and a folder of its own.
 *
 * @param read files and folders that it may read and run
 * @param write files and folders that it may also change
 * @param network where it may connect to, through our proxy
 * @param insecureNetwork whether it reaches every network itself
 * @param memory bytes of data of each of its processes
 * @param fileSize the largest file that it may write
 * @param openFiles how many files each of its processes may have open
 * @param folder how much may lie in its own folder
 * @param processes how many processes and threads it may have
 * @param processorTime how long each of its processes may compute in all
 * @param insecureUnwatched whether nobody hears of what it tries
 */
public record SandboxSettings(
    List<Path> read,
    List<Path> write,
    List<Destination> network,
    boolean insecureNetwork,
    ByteSize memory,
    ByteSize fileSize,
    ByteSize folder,
    int openFiles,
    int processes,
    Duration processorTime,
    boolean insecureUnwatched) {

  static final Key<SandboxSettings, List<Path>> READ =
      Key.of(
          "read",
          Forms.list(Forms.path()),
          List.of(),
          SandboxSettings::read,
          Strength.moreIsWeaker(),
          "Files and folders that the program may read and run; what was installed with it is.");
  static final Key<SandboxSettings, List<Path>> WRITE =
      Key.of(
          "write",
          Forms.list(Forms.path()),
          List.of(),
          SandboxSettings::write,
          Strength.moreIsWeaker(),
          "Files and folders that it may also change.");
  static final Key<SandboxSettings, List<Destination>> NETWORK =
      Key.of(
          "network",
          Forms.list(Scalars.destination()),
          List.of(),
          SandboxSettings::network,
          Strength.moreIsWeaker(),
          "Where it may connect to, through a proxy of ours that its environment names.");
  static final Key<SandboxSettings, Boolean> INSECURE_NETWORK =
      Key.of(
          "insecure-network",
          Forms.truth(),
          false,
          SandboxSettings::insecureNetwork,
          Strength.onIsWeaker("now reaches every network"),
          "Lets the program reach every network itself, for one that can use no proxy.");
  static final Key<SandboxSettings, ByteSize> MEMORY =
      Key.of(
          "memory",
          Measures.size(ByteSize.ofMib(16), ByteSize.ofMib(1 << 20)),
          ByteSize.ofMib(4096),
          SandboxSettings::memory,
          Strength.greaterIsWeaker(),
          "How much data each of its processes, and all together, may hold.");
  static final Key<SandboxSettings, ByteSize> FILE_SIZE =
      Key.of(
          "file-size",
          Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(1 << 20)),
          ByteSize.ofMib(1024),
          SandboxSettings::fileSize,
          Strength.greaterIsWeaker(),
          "The largest file that it may write.");
  static final Key<SandboxSettings, Integer> OPEN_FILES =
      Key.of(
          "open-files",
          Forms.integer(16, 1_000_000),
          4096,
          SandboxSettings::openFiles,
          Strength.greaterIsWeaker(),
          "How many files each of its processes may have open.");
  static final Key<SandboxSettings, ByteSize> FOLDER =
      Key.of(
          "folder-size",
          Measures.size(ByteSize.ofKib(1), ByteSize.ofMib(1 << 20)),
          ByteSize.ofMib(1024),
          SandboxSettings::folder,
          Strength.greaterIsWeaker(),
          "How much may lie in its own folder, its home, before it is ended.");
  static final Key<SandboxSettings, Integer> PROCESSES =
      Key.of(
          "processes",
          Forms.integer(1, 1_000_000),
          1024,
          SandboxSettings::processes,
          Strength.greaterIsWeaker(),
          "How many processes and threads it may have; all of our user, if nobody watches.");
  static final Key<SandboxSettings, Duration> PROCESSOR_TIME =
      Key.of(
          "processor-time",
          Measures.duration(Duration.ofSeconds(1), Duration.ofDays(365)),
          Duration.ofHours(1),
          SandboxSettings::processorTime,
          Strength.greaterIsWeaker(),
          "How long each of its processes may compute in all before it is ended.");
  static final Key<SandboxSettings, Boolean> INSECURE_UNWATCHED =
      Key.of(
          "insecure-unwatched",
          Forms.truth(),
          false,
          SandboxSettings::insecureUnwatched,
          Strength.onIsWeaker("is no longer watched"),
          "Starts the program without anybody hearing of what it tries, for a kernel that lets"
              + " nobody watch.");

  static final Section<SandboxSettings> SECTION =
      Section.of(
              "what the program of a server may touch",
              SandboxSettings::of,
              READ,
              WRITE,
              NETWORK,
              INSECURE_NETWORK,
              MEMORY,
              FILE_SIZE,
              FOLDER,
              OPEN_FILES,
              PROCESSES,
              PROCESSOR_TIME,
              INSECURE_UNWATCHED)
          .check(
              (values, spot) -> {
                if (values.get(INSECURE_NETWORK) && !values.get(NETWORK).isEmpty()) {
                  spot.at(NETWORK)
                      .problem("has no effect with `insecure-network`", "keep one of the two");
                }
              },
              NETWORK,
              INSECURE_NETWORK);

  private static SandboxSettings of(Values values) {
    return new SandboxSettings(
        values.get(READ),
        values.get(WRITE),
        values.get(NETWORK),
        values.get(INSECURE_NETWORK),
        values.get(MEMORY),
        values.get(FILE_SIZE),
        values.get(FOLDER),
        values.get(OPEN_FILES),
        values.get(PROCESSES),
        values.get(PROCESSOR_TIME),
        values.get(INSECURE_UNWATCHED));
  }
}
