package io.portreeve.agent;

import io.portreeve.controls.indirectpromptinjection.Spotlight;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a scene of its own, and a model that follows its script. */
abstract class Staged {
  /** Texts reach the model as they were written. */
  static final Options PLAIN = Options.defaults().with(Spotlight.OFF);

  @TempDir Path data;
  final ScriptedModel model = new ScriptedModel();
  Scene scene;

  @BeforeEach
  void open() {
    scene = stage();
  }

  /** Where it takes place. */
  Scene stage() {
    return new Scene(data);
  }

  @AfterEach
  void close() {
    scene.close();
  }
}
