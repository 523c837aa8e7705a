package io.portreeve.gateway.desk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why a file could not be had, in words for people. */
final class FileFault {
  private FileFault() {}

  static String words(IOException fault) {
    return switch (fault) {
      case NoSuchFileException _ -> "there is no such file";
      case AccessDeniedException _ -> "this user may not";
      default -> Optional.ofNullable(fault.getMessage()).orElse("no reason given");
    };
  }
}
