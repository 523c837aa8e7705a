package io.portreeve.gateway.ocsf;

/** The classes of OCSF that records become, by their numbers. */
enum EventClass {
  DETECTION_FINDING(2, 4, "Detection Finding"),
  AUTHENTICATION(3, 2, "Authentication"),
  ENTITY_MANAGEMENT(3, 4, "Entity Management"),
  APPLICATION_LIFECYCLE(6, 2, "Application Lifecycle"),
  API_ACTIVITY(6, 3, "API Activity");

  private final int category;
  private final int number;
  private final String caption;

  EventClass(int category, int number, String caption) {
    this.category = category;
    this.number = number;
    this.caption = caption;
  }

  int category() {
    return category;
  }

  int uid() {
    return category * 1_000 + number;
  }

  String caption() {
    return caption;
  }
}
