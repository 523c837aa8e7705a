package io.portreeve.gateway.store;

import org.junit.jupiter.api.Nested;

/** The contracts of all ports, for each kind of store. */
abstract class StoreContracts {
  /** Open and empty. */
  abstract Store store();

  /** One more over the same, as another process has it; whoever asks closes it. */
  abstract Store another();

  @Nested
  class KeepsApiKeys extends ApiKeysContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsAcceptances extends AcceptancesContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsActs extends ActsContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsApprovals extends ApprovalsContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsMemorySignatures extends MemorySignaturesContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsPins extends PinsContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsRelations extends RelationsContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsSettings extends SettingsContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }
  }

  @Nested
  class KeepsStore extends StoreContract {
    @Override
    public Store store() {
      return StoreContracts.this.store();
    }

    @Override
    Store another() {
      return StoreContracts.this.another();
    }
  }
}
