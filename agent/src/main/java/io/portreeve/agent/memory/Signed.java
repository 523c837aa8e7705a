package io.portreeve.agent.memory;

/**
 * An entry at its place in one memory.
 *
 * @param key the id of the key that signed it
 * @param sequence its number, which no other entry of this memory ever had or will have
 * @param previous the signature of the entry before it; empty before the first
 * @param first the number of the oldest entry that was remembered when this was written
 * @param mac the signature: of all of this, and of whose memory it is
 */
record Signed(String key, long sequence, String previous, long first, Entry entry, String mac) {
  Signed with(String signature) {
    return new Signed(key, sequence, previous, first, entry, signature);
  }
}
