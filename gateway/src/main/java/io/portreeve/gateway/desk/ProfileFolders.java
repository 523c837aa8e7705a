package io.portreeve.gateway.desk;

import io.portreeve.gateway.desk.jsonc.JsoncText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which servers of a client's file start profiles of ours, and in which folders those lie. */
record ProfileFolders(Desk desk) {
  /** By the names that the client has for them; none of a file that is malformed. */
  Map<String, WrapFolder> of(ClientFile file) {
    JsoncText text;
    try {
      text = file.json();
    } catch (ClientFileUnfit malformed) {
      return Map.of();
    }
    Map<String, WrapFolder> found = new LinkedHashMap<>();
    for (ServerEntry entry : new ServerEntries(text.root(), file.real(), desk.home()).all()) {
      Undo.profile(entry.value())
          .flatMap(this::folder)
          .ifPresent(folder -> found.put(entry.name(), folder));
    }
    return found;
  }

  private Optional<WrapFolder> folder(String profile) {
    try {
      return Optional.ofNullable(Path.of(profile).normalize().getParent())
          .filter(folder -> desk.profiles().equals(folder.getParent()))
          .map(WrapFolder::new);
    } catch (InvalidPathException none) {
      return Optional.empty();
    }
  }
}
