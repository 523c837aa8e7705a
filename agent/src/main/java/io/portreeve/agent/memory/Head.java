package io.portreeve.agent.memory;

/**
 * How far a memory goes: what is not there up to here was cut off.
 *
 * @param generation which life of this memory: one that was forgotten begins another
 * @param sequence the number of its newest entry; 0 before the first
 * @param mac the signature of that
 * @param first the number of the oldest entry that is remembered
 */
public record Head(MemoryId id, String generation, long sequence, String mac, long first) {
  static Head begin(MemoryId id, String generation) {
    return new Head(id, generation, 0, "", 1);
  }

  Head at(Signed newest) {
    return new Head(id, generation, newest.sequence(), newest.mac(), newest.first());
  }
}
