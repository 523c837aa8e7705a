package io.portreeve.lab.attacks;

import static io.portreeve.guard.Mitigation.INPUT_SANITIZATION;

import io.portreeve.lab.attacks.InputAttack.Way;
import io.portreeve.lab.targets.Shelf;
import java.util.List;

/** Paths that leave the directory that a tool serves. */
public final class PathTraversals {
  private static final String ROOT = ": {arguments: {path: {kind: path, root: '{place}/docs'}}}";
  private static final Way HONEST = Way.of("read_file", "path", "sub/notes.txt");

  private PathTraversals() {}

  public static List<InputAttack> all() {
    return List.of(climbing(), disguised(), absolute(), secrets());
  }

  private static InputAttack climbing() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "files: a path climbs out of the directory that a tool serves",
        Shelf::open,
        List.of("read_file" + ROOT),
        HONEST,
        Way.each(
            "read_file",
            "path",
            "../plans.txt",
            "sub/../../plans.txt",
            "./../plans.txt",
            "sub//..//..//plans.txt",
            "/../plans.txt",
            "sub/./.././../plans.txt"));
  }

  private static InputAttack disguised() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "files: a path climbs once the server has taken off its disguise",
        Shelf::open,
        List.of(
            "read_decoded" + ROOT,
            "read_windows" + ROOT,
            "read_folded" + ROOT,
            "read_c" + ROOT,
            "read_filtered" + ROOT),
        HONEST,
        Way.all(
            List.of(
                Way.each(
                    "read_decoded",
                    "path",
                    "%2e%2e/plans.txt",
                    "..%2fplans.txt",
                    "%2e%2e%2fplans.txt",
                    "%252e%252e%252fplans.txt",
                    "sub/%2e%2e/%2e%2e/plans.txt"),
                Way.each("read_windows", "path", "..\\plans.txt", "sub\\..\\..\\plans.txt"),
                Way.each(
                    "read_folded",
                    "path",
                    "\uFF0E\uFF0E/plans.txt",
                    "\u2025/plans.txt",
                    "..\uFF0Fplans.txt"),
                Way.each("read_c", "path", "../plans.txt\0.md"),
                Way.each("read_filtered", "path", "....//plans.txt", "..././plans.txt"))));
  }

  private static InputAttack absolute() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "files: an absolute path leads elsewhere",
        Shelf::open,
        List.of("read_any" + ROOT),
        HONEST,
        Way.each("read_any", "path", "{place}/plans.txt", "{place}/docs/sub/../../plans.txt"));
  }

  private static InputAttack secrets() {
    return new InputAttack(
        INPUT_SANITIZATION,
        "files: an absolute path leads to where a program keeps its keys",
        Shelf::open,
        List.of("read_any" + ROOT),
        HONEST,
        Way.each("read_any", "path", "{place}/.ssh/id_ed25519", "{place}/./.ssh//id_ed25519"));
  }
}
