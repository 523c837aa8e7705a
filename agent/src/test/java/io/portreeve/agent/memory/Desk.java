package io.portreeve.agent.memory;

import io.portreeve.gateway.keys.Secret;
import io.portreeve.gateway.store.DataDirectory;
import io.portreeve.guard.Label;
import io.portreeve.mcp.json.JsonObject;
import io.portreeve.mcp.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Memories in a folder, and somebody who may write the files in it and has no key. */
record Desk(DataDirectory folder, KeptHeads heads, Pages pages, MemoryLimits limits) {
  static final Secret KEY = Secret.ofText("the key of today, 32 bytes of it");
  static final Secret EARLIER = Secret.ofText("the key of earlier, 32 bytes too");
  static final MemoryId ANN = MemoryId.conversation("ann", "holiday");

  static Desk in(Path path) {
    return in(path, MemoryLimits.defaults());
  }

  static Desk in(Path path, MemoryLimits limits) {
    DataDirectory folder = DataDirectory.open(path.resolve("memories"));
    return new Desk(folder, new KeptHeads(), new FolderPages(folder), limits);
  }

  SignedMemory memory() {
    return memory(ANN);
  }

  SignedMemory memory(MemoryId id, Secret... keys) {
    List<Secret> secrets = keys.length == 0 ? List.of(KEY) : List.of(keys);
    return new SignedMemory(id, new MemoryKeys(secrets), pages, heads, limits, new SecureRandom());
  }

  static Entry heard(String text) {
    return new Entry("tool mail", Label.untrusted("mail"), content(text));
  }

  private static JsonObject content(String text) {
    return JsonObject.of("text", JsonString.of(text));
  }

  static List<String> texts(List<Entry> entries) {
    return entries.stream().map(entry -> entry.content().string("text").orElseThrow()).toList();
  }

  Path file(MemoryId id) {
    return folder.path().resolve(id.digest() + ".jsonl");
  }

  List<String> lines(MemoryId id) throws IOException {
    return Files.exists(file(id)) ? Files.readAllLines(file(id)) : List.of();
  }

  void write(MemoryId id, List<String> lines) throws IOException {
    Files.write(file(id), lines);
  }

  /** What he who may write the file makes of it. */
  void tamper(Consumer<List<String>> hand) throws IOException {
    List<String> lines = new ArrayList<>(lines(ANN));
    hand.accept(lines);
    write(ANN, lines);
  }

  /** What an agent would believe that only reads the file. */
  List<String> unguarded(MemoryId id) throws IOException {
    return lines(id).stream()
        .flatMap(line -> SignedLine.read(line).stream())
        .map(Signed::entry)
        .flatMap(entry -> entry.content().string("text").stream())
        .toList();
  }

  /** The file, to be put back on a later day. */
  byte[] copy() throws IOException {
    return Files.readAllBytes(file(ANN));
  }

  static void swap(List<String> lines, int one, int other) {
    String held = lines.get(one);
    lines.set(one, lines.get(other));
    lines.set(other, held);
  }

  static List<Entry> said(String... texts) {
    return Arrays.stream(texts)
        .map(text -> new Entry(Entry.USER, Label.trusted(), content(text)))
        .toList();
  }
}
