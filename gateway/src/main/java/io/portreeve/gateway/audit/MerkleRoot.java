package io.portreeve.gateway.audit;

import java.util.List;

/**
 * The Merkle tree hash of RFC 6962, section 2.1, over the hashes of records: whoever holds a root
 * can be shown that one record is under it without being shown the others.
 */
final class MerkleRoot {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleRoot() {}

  static byte[] of(List<byte[]> records, RecordHash hash) {
    return switch (records.size()) {
      case 0 -> hash.of(new byte[0], 0, 0);
      case 1 -> hash.ofNode(LEAF, records.getFirst());
      default -> {
        int split = Integer.highestOneBit(records.size() - 1);
        byte[] left = of(records.subList(0, split), hash);
        byte[] right = of(records.subList(split, records.size()), hash);
        yield hash.ofNode(NODE, left, right);
      }
    };
  }
}
