package io.portreeve.lab.application;

import io.portreeve.lab.scene.LabFault;

/** An AI application: a model that may use tools, and what it remembers of its conversation. */
public interface Application extends AutoCloseable {
  /** Takes what its user says, and gives what he is shown in the end. */
  String hear(String said) throws LabFault;

  @Override
  void close() throws LabFault;
}
