package io.portreeve.gateway.sandbox;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Foreign code within our own process: does what the intruder does, on a thread that was there
 * before rights were given up. The first word says which are kept.
 */
final class Insider {
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
    if (words[0].equals("confine")) {
      confine(words[1]);
    } else {
      Intruder.main(words);
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
