package io.portreeve.gateway.upstream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * What was heard and not yet taken. Never blocks whoever puts: when the notifications in it grow
 * over a bound, the oldest of them go; nothing else is ever lost, but that who asks too much
 * without waiting for an answer is heard no more.
 */
final class Inbox implements Sound.Ear {
  /** How many questions may wait. */
  static final int MOST_ASKED = 64;

  private final int mostBytes;
  private final Runnable onDrop;
  private final Deque<Sound> sounds = new ArrayDeque<>();
  private int bytes;
  private int asked;
  private boolean dropped;

  /**
   * @param onDrop run when a notification goes for the first time
   */
  Inbox(int mostBytes, Runnable onDrop) {
    this.mostBytes = mostBytes;
    this.onDrop = onDrop;
  }

  @Override
  public synchronized void hear(Sound sound) {
    if (asked > MOST_ASKED) {
      return;
    }
    if (sound instanceof Sound.Asked && ++asked > MOST_ASKED) {
      sounds.add(new Sound.Lost("the server asks more than can be answered", false));
    } else {
      sounds.add(sound);
    }
    if (sound instanceof Sound.Said said) {
      bytes += said.size();
      makeRoom();
    }
    notifyAll();
  }

  synchronized Sound take() throws InterruptedException {
    while (sounds.isEmpty()) {
      wait();
    }
    Sound sound = sounds.remove();
    if (sound instanceof Sound.Asked) {
      asked--;
    }
    if (sound instanceof Sound.Said said) {
      bytes -= said.size();
    }
    return sound;
  }

  private void makeRoom() {
    for (Iterator<Sound> oldest = sounds.iterator(); bytes > mostBytes && oldest.hasNext(); ) {
      if (oldest.next() instanceof Sound.Said said) {
        oldest.remove();
        bytes -= said.size();
        if (!dropped) {
          dropped = true;
          onDrop.run();
        }
      }
    }
  }
}
