package io.linli.settings;

import java.util.List;

/** Each module tells in one bean which of its numbers may be changed while the server runs. */
public interface AdjustableCatalogue {

    List<Adjustable> adjustables();
}
