package io.portreeve.gateway.sandbox;

/** Sets of Landlock's rights on files, one bit each (linux/landlock.h). */
final class FileRights {
  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_DIRECTORY = 1 << 3;
  private static final long REFER = 1 << 13;
  private static final long TRUNCATE = 1 << 14;
  private static final long CONTROL_DEVICE = 1 << 15;

  /** Reading, listing and running. */
  static final long READ = EXECUTE | READ_FILE | READ_DIRECTORY;

  /** Everything but controlling devices. */
  static final long ALL = (CONTROL_DEVICE << 1) - 1 - CONTROL_DEVICE;

  /** Those that can be said of what is no folder. */
  static final long OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | CONTROL_DEVICE;

  private FileRights() {}

  /** Those that a version of Landlock knows: only these can be denied. */
  static long known(int version) {
    long first = REFER - 1;
    return switch (version) {
      case 0 -> 0;
      case 1 -> first;
      case 2 -> first | REFER;
      case 3, 4 -> first | REFER | TRUNCATE;
      default -> first | REFER | TRUNCATE | CONTROL_DEVICE;
    };
  }
}
