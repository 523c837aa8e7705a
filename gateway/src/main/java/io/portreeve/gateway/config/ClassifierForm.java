package io.portreeve.gateway.config;

/** In which JSON a classifier is asked and answers. */
public enum ClassifierForm {
  /**
   * One text at a time, {@code {"inputs": "…"}}, answered by labels with scores: what the inference
   * servers of Hugging Face speak for text classification.
   */
  TEXT_CLASSIFICATION,
  /** All texts at once, {@code {"texts": ["…"]}}, answered by {@code {"scores": [0.02]}}. */
  SCORES
}
