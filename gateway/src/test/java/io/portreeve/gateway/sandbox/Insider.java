package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Foreign code within our own process: does what the intruder does, on a thread that was there
 * before rights were given up. The first word says which are kept.
 */
final class Insider {
  private static final int SET_NO_NEW_PRIVILEGES = 38;

  private Insider() {}

  public static void main(String[] words) throws IOException, InterruptedException {
    CountDownLatch given = new CountDownLatch(1);
    Thread earlier =
        Thread.ofPlatform()
            .start(() -> {
              try {
                given.await();
                act(Arrays.copyOfRange(words, 1, words.length));
              } catch (InterruptedException impossible) {
                Thread.currentThread().interrupt();
              }
            });
    keep(words[0]);
    given.countDown();
    earlier.join();
  }

  private static void act(String[] words) {
    switch (words[0]) {
      case "confine" -> confine(words[1]);
      case "watch" -> watch();
      default -> Intruder.main(words);
    }
  }

  /** Makes itself the one who is asked about its own calls, before other rules answer. */
  private static void watch() {
    try (Arena arena = Arena.ofConfined()) {
      Machine machine = Machine.ours();
      Kernel kernel = new Kernel(machine, arena);
      FilterCode all = new FilterCode(machine);
      all.add(FilterCode.RETURN, FilterCode.ALLOW);
      kernel.call(Call.PRCTL, SET_NO_NEW_PRIVILEGES, 1);
      long _ = Seccomp.prepare(kernel, all).enforceWatched();
      System.out.println("did it");
    } catch (IOException refused) {
      System.out.println("prevented");
    }
  }

  /** A program of a server, started by us, makes a call; says what was told of it. */
  private static void confine(String call) {
    Cell cell = new Cell(Namespaces.none());
    Bounds bounds = new Bounds(4L << 30, 256, 1 << 20, 1 << 20, 200, 3600);
    Profile profile =
        new Profile(List.of(), List.of(), List.of(), new Network.None(), bounds, true);
    try {
      System.out.println(cell.confined(profile, "call", call) + " " + cell.incidents());
    } catch (IOException refused) {
      System.out.println("not started: " + refused.getMessage());
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }

  private static void keep(String which) throws IOException {
    switch (which) {
      case "all" -> {}
      case "no-programs" -> new OwnRights(false, false).keepOnly();
      case "programs" -> new OwnRights(true, false).keepOnly();
      case "namespaces" -> new OwnRights(true, true).keepOnly();
      default -> throw new IllegalArgumentException(which);
    }
  }
}
