package io.portreeve.gateway.store;

import java.sql.SQLException;

/** How the ports reach the database: reads see all that was committed, writes return committed. */
interface Access {
  /** Something to do with a session; must not keep it. */
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  <T> T read(Work<T> work);

  /** Runs the work in a transaction; if it throws, none of its changes stay. */
  <T> T write(Work<T> work);

  /**
   * Likewise, where what is read and changed is about one subject alone: writes about others need
   * not wait for it.
   */
  <T> T write(String subject, Work<T> work);
}
