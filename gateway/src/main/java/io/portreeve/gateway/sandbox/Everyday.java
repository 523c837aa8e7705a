package io.portreeve.gateway.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What every program may touch: the system's programs and libraries, and the settings that they
 * read. Nobody's data, and no list of users. Another process's environment and memory stay closed,
 * though its name can be read.
 */
final class Everyday {
  static final List<Path> READS =
      Stream.of(
              "/usr",
              "/bin",
              "/sbin",
              "/lib",
              "/lib32",
              "/lib64",
              "/etc/alternatives",
              "/etc/ca-certificates",
              "/etc/gai.conf",
              "/etc/host.conf",
              "/etc/hosts",
              "/etc/ld.so.cache",
              "/etc/ld.so.conf",
              "/etc/ld.so.conf.d",
              "/etc/localtime",
              "/etc/mime.types",
              "/etc/nsswitch.conf",
              "/etc/os-release",
              "/etc/pki",
              "/etc/resolv.conf",
              "/etc/ssl",
              "/etc/timezone",
              "/nix/store",
              "/proc",
              "/sys/devices/system/cpu",
              "/sys/fs/cgroup",
              "/sys/kernel/mm/hugepages",
              "/sys/kernel/mm/transparent_hugepage",
              "/dev/random",
              "/dev/urandom",
              "/dev/zero")
          .map(Path::of)
          .toList();
  static final List<Path> WRITES = List.of(Path.of("/dev/null"), Path.of("/dev/full"));

  private Everyday() {}
}
